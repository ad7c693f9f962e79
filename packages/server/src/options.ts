import { isId, isLoopback, systemClock } from "@deck-auth/contract";
import type { Clock, DeckEvent } from "@deck-auth/contract";
import type { Fetch } from "./deck/client.ts";
import { checkOrigins } from "./guards/origin.ts";
import type { Authorize } from "./guards/subject.ts";
import { consoleLog, unfailing } from "./log.ts";
import type { DeckAuthLog } from "./log.ts";
import type { Bus } from "./relay/bus.ts";
import type { SourceStore } from "./sources/source-store.ts";
import { readWebhookSecret } from "./webhooks/secret.ts";

/** How often one subject may call a route in ten minutes, and what one process does at most. Counted in this process's memory. */
export interface DeckAuthLimits {
  /** `POST /token`. @default 10 */
  tokens?: number;
  /** `POST /confirm`. @default 60 */
  confirmations?: number;
  /** `GET /sources`. @default 60 */
  sources?: number;
  /** `GET /events`: how often a stream is opened. Five may be open at once. @default 120 */
  events?: number;
  /** Event streams that this process holds open at once, of all subjects together. @default 10000 */
  streams?: number;
  /**
   * `GET /events`: of so many runs this process asks Deck in one second whose they are, two requests each. Pages beyond that wait for up
   * to half a minute, and are then told to come back. @default 8
   */
  ownerLookups?: number;
}

/** What {@link DeckAuth.confirm} and `POST /confirm` want of a credential, beside that it is the user's. */
export interface ConfirmationRules {
  /** Only credentials of these sources are confirmed. `authorize` may narrow it for one user by `sourceIds`. @default any source */
  sourceIds?: readonly string[] | undefined;
  /**
   * Only a credential that changed, or whose named run did, so many minutes ago or less is confirmed: an old success reported again
   * says nothing about now. `null`: however old. @default 1440, a day
   */
  withinMinutes?: number | null | undefined;
}

/** What {@link createDeckAuth} takes. */
export interface DeckAuthOptions {
  /** Your `sk_…` key (R165). @default the environment variable `DECK_SECRET_KEY` */
  secretKey?: string | undefined;
  /**
   * Says who sent a request, from your own session; `null` refuses it (R173). Required: a session token works for your
   * whole organization, so an endpoint that gives one to anybody would give everything to anybody (T35).
   */
  authorize: Authorize;
  /** Base URL of the Deck API, https (http on loopback) (R172). @default "https://api.deck.co/v2" */
  apiUrl?: string | undefined;
  /** Where you mount {@link DeckAuth.handle}: a path, without a slash at its end. @default "/api/deck-auth" */
  basePath?: string | undefined;
  /**
   * Origins, beside your own, whose pages may call the routes, written exactly as browsers send them. They get CORS
   * answers; nobody else does. Browsers that send no `Sec-Fetch-Site` (old ones, and all on a page over plain http elsewhere than on
   * localhost) need your own origin here for the POST routes. It does not open the GET routes to them: with those they send no `Origin`
   * of the own origin either, so that the component searches without `/sources` and polls without `/events`. @default none
   */
  allowedOrigins?: readonly string[] | undefined;
  /** How much one subject, and one process, may ask of the routes. Each limit has a default of its own. */
  limits?: DeckAuthLimits | undefined;
  /**
   * The signing secrets (`whsec_…`) of your event destination: the current one, and for a day after a rotation the former one
   * too (R176). Without any there is no `POST /webhooks`. @default none
   */
  webhookSecrets?: readonly string[] | undefined;
  /**
   * Called once for each event that `POST /webhooks` verified, of whatever type, unknown ones included (R178). Order is not
   * promised. Deck is answered 200 even if it throws, and four seconds after the webhook's arrival even if it goes on, so write the
   * event down first.
   */
  onWebhook?: ((event: DeckEvent) => void | Promise<void>) | undefined;
  /**
   * Carries webhooks to the pages whose runs they are about, as `memoryBus()` does for one process. Without one there is no
   * `GET /events`, and pages read their runs at intervals. @default none
   */
  bus?: Bus | undefined;
  /** What is confirmed. */
  confirmation?: ConfirmationRules | undefined;
  /** Keeps the index of sources for several processes and over restarts, as `redisBus().sources` does. @default this process's memory */
  sourceStore?: SourceStore | undefined;
  /** Where log lines go. One that throws or rejects changes nothing but that its line is lost. @default one line of JSON each on the error output */
  log?: DeckAuthLog | undefined;
  /** How the API is reached. @default the platform's `fetch` */
  fetch?: Fetch | undefined;
  /** @default the machine's time */
  clock?: Clock | undefined;
  /** 0 ≤ n < 1, for the jitter of retries. @default Math.random */
  random?: (() => number) | undefined;
}

/** Options after their checks. */
export interface Settings {
  secretKey: string;
  authorize: Authorize;
  apiUrl: string;
  basePath: string;
  allowedOrigins: ReadonlySet<string>;
  limits: Required<DeckAuthLimits>;
  webhookSecrets: readonly Uint8Array<ArrayBuffer>[];
  onWebhook: ((event: DeckEvent) => void | Promise<void>) | null;
  bus: Bus | null;
  confirmation: { sourceIds: ReadonlySet<string> | null; withinMs: number };
  sourceStore: SourceStore | null;
  log: DeckAuthLog;
  fetch: Fetch;
  clock: Clock;
  random: () => number;
}

/** Bundlers put variables with these prefixes into pages. */
const publicPrefixes = ["VITE_", "NEXT_PUBLIC_", "PUBLIC_", "REACT_APP_", "EXPO_PUBLIC_", "NUXT_PUBLIC_", "GATSBY_"];

const environment = (): Record<string, string | undefined> => (typeof process === "undefined" ? {} : (process.env ?? {}));

function checkKey(given: string | undefined): string {
  const key = given ?? environment()["DECK_SECRET_KEY"];
  // None of these sentences repeats the value: what was given by mistake may be another secret.
  if (typeof key !== "string" || key === "") {
    throw new TypeError("createDeckAuth: no secret key. Give `secretKey`, or set the environment variable DECK_SECRET_KEY.");
  }
  if (!/^sk_[\x21-\x7e]{1,2048}$/.test(key)) throw new TypeError("createDeckAuth: `secretKey` is not a secret key; those begin with sk_.");
  for (const [name, value] of Object.entries(environment())) {
    if (value === key && publicPrefixes.some((prefix) => name.startsWith(prefix))) {
      throw new TypeError(`createDeckAuth: the secret key stands in ${name}, a variable that is built into your pages. Rename it and rotate the key.`);
    }
  }
  return key;
}

function checkConfirmation({ sourceIds, withinMinutes = 24 * 60 }: ConfirmationRules): Settings["confirmation"] {
  if (sourceIds !== undefined && !(Array.isArray(sourceIds) && sourceIds.every((id) => isId("source", id)))) {
    throw new TypeError("createDeckAuth: `confirmation.sourceIds` must be a list of ids that begin with src_.");
  }
  if (withinMinutes !== null && !(typeof withinMinutes === "number" && withinMinutes > 0)) {
    throw new TypeError("createDeckAuth: `confirmation.withinMinutes` must be a number of minutes, or null.");
  }
  return { sourceIds: sourceIds === undefined ? null : new Set(sourceIds), withinMs: withinMinutes === null ? Number.POSITIVE_INFINITY : withinMinutes * 60_000 };
}

function checkApiUrl(given: string): string {
  const url = URL.canParse(given) ? new URL(given) : null;
  const safe = url !== null && (url.protocol === "https:" || (url.protocol === "http:" && isLoopback(url.hostname)));
  if (!safe || url.username !== "" || url.password !== "" || url.search !== "" || url.hash !== "") {
    throw new TypeError("createDeckAuth: `apiUrl` must be an https address (http on loopback only) without user, query or fragment.");
  }
  return url.href.replace(/\/+$/, "");
}

function checkBasePath(given: string): string {
  if (given !== "" && !/^(\/[A-Za-z0-9_.~-]+)+$/.test(given)) {
    throw new TypeError('createDeckAuth: `basePath` must be a path such as "/api/deck-auth", without a slash at its end.');
  }
  return given;
}

function checkLimit(name: string, given: number): number {
  if (!Number.isInteger(given) || given < 1) throw new TypeError(`createDeckAuth: \`limits.${name}\` must be a whole number from 1.`);
  return given;
}

/** Whether this is a page, or an app on somebody's phone: no place for a secret key (R166). */
const isUserMachine = (): boolean =>
  (Reflect.has(globalThis, "window") && Reflect.has(globalThis, "document")) ||
  (typeof navigator !== "undefined" && "product" in navigator && navigator.product === "ReactNative");

/** Checks every option, so that a mistake is a sentence at start-up and not a hole at run time. */
export function readOptions(options: DeckAuthOptions): Settings {
  if (isUserMachine()) {
    throw new Error("@deck-auth/server holds your secret key and must not run on a user's machine. Call it from your server.");
  }
  if (typeof options?.authorize !== "function") {
    throw new TypeError("createDeckAuth: `authorize` is required. It says who is signed in; without it anybody could have a token.");
  }
  return {
    secretKey: checkKey(options.secretKey),
    authorize: options.authorize,
    apiUrl: checkApiUrl(options.apiUrl ?? "https://api.deck.co/v2"),
    basePath: checkBasePath(options.basePath ?? "/api/deck-auth"),
    allowedOrigins: checkOrigins(options.allowedOrigins ?? []),
    limits: {
      tokens: checkLimit("tokens", options.limits?.tokens ?? 10),
      confirmations: checkLimit("confirmations", options.limits?.confirmations ?? 60),
      sources: checkLimit("sources", options.limits?.sources ?? 60),
      events: checkLimit("events", options.limits?.events ?? 120),
      streams: checkLimit("streams", options.limits?.streams ?? 10_000),
      ownerLookups: checkLimit("ownerLookups", options.limits?.ownerLookups ?? 8),
    },
    webhookSecrets: (options.webhookSecrets ?? []).map(readWebhookSecret),
    onWebhook: options.onWebhook ?? null,
    bus: options.bus ?? null,
    confirmation: checkConfirmation(options.confirmation ?? {}),
    sourceStore: options.sourceStore ?? null,
    log: unfailing(options.log ?? consoleLog),
    fetch: options.fetch ?? ((request) => globalThis.fetch(request)),
    clock: options.clock ?? systemClock,
    random: options.random ?? Math.random,
  };
}
