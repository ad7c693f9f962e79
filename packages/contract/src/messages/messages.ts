import * as z from "zod/mini";
import type { DeckAuthEvent, EmbedConfig, EmbedUpdate, ErrorData, SourceIndexItem, SuccessData } from "./payloads.ts";

/** Every message carries this, so that a page with other messages is not confused. */
export const channel = "deck-auth";

/** Grows only when a message changes its meaning. New messages and new fields do not; unknown ones are ignored. */
export const protocolVersion = 1;

/** A message longer than this as JSON, in UTF-16 units, is not read. */
export const maximumMessageLength = 96 * 1024;

const screen = z.enum(["loading", "source-picker", "credentials", "task-run", "interaction", "success", "unverified", "error"]);
const nullableText = z.nullable(z.string());

const eventBase = { sessionId: z.string(), sequence: z.number(), at: z.string(), screen, credentialId: nullableText, taskRunId: nullableText };
const event = <Type extends string, Shape extends Record<string, z.ZodMiniType>>(type: Type, shape: Shape) =>
  z.object({ ...eventBase, type: z.literal(type), ...shape });

/** The closed union behind `onEvent`. */
export const deckAuthEvent = z.discriminatedUnion("type", [
  event("opened", {}),
  event("screen_shown", {}),
  event("source_chosen", { sourceId: z.string() }),
  event("source_not_listed", {}),
  event("submitted", {}),
  event("stored", {}),
  event("run_status", { status: z.string() }),
  event("prompt_shown", { interactionType: z.string(), fieldCount: z.number(), repeated: z.boolean() }),
  event("answered", {}),
  event("resumed", {}),
  event("retried", {}),
  event("hidden", {}),
  event("visible", {}),
  event("succeeded", { verified: z.nullable(z.boolean()) }),
  event("failed", { error: z.object({ type: z.string(), code: z.string() }) }),
  event("closed", {}),
]) satisfies z.ZodMiniType<DeckAuthEvent>;

/**
 * A value of a host that has no other say than this one. What is not of the kind that is meant is taken as well, and falls back
 * (R135, deck-api 7.11): one prop that makes no sense must not cost the whole flow.
 */
const meant = (kind: z.ZodMiniType) => z.optional(z.union([kind, z.unknown()]));

const looks = {
  appearance: z.optional(z.unknown()),
  language: meant(z.string()),
  taskRunView: meant(z.string()),
  copy: z.optional(z.unknown()),
  closable: meant(z.boolean()),
  sourceNotFound: meant(z.boolean()),
  retryable: meant(z.boolean()),
} satisfies Record<keyof EmbedUpdate, z.ZodMiniType>;

/** What `init` carries as `config`; `readConfig` makes sense of it. Keys that nobody knows are dropped. */
export const embedConfig = z.object({
  ...looks,
  sourceId: meant(z.union([z.string(), z.array(z.string())])),
  credentialId: meant(z.string()),
  // The host's own, and stored: what it may mean by anything but text or a number nobody can guess.
  externalId: z.optional(z.nullable(z.union([z.string(), z.number()]))),
  taskId: meant(z.string()),
  sourcesIndex: meant(z.boolean()),
  resume: meant(z.object({ credentialId: z.string(), taskRunId: z.string() })),
} satisfies Record<keyof EmbedConfig, z.ZodMiniType>);

/** What `update` carries. */
export const embedUpdate = z.object(looks);

const successData = z.object({
  credentialId: z.string(),
  externalId: nullableText,
  taskRunId: nullableText,
  verified: z.nullable(z.boolean()),
}) satisfies z.ZodMiniType<SuccessData>;

const errorData = z.object({ type: z.string(), code: z.string(), message: z.string() }) satisfies z.ZodMiniType<ErrorData>;

const sourceIndexItem = z.object({ id: z.string(), name: nullableText, host: z.string() }) satisfies z.ZodMiniType<SourceIndexItem>;

const nothing = z.object({});

const message = <Type extends string, Data extends z.ZodMiniType>(type: Type, data: Data) =>
  z.object({ channel: z.literal(channel), version: z.literal(protocolVersion), type: z.literal(type), data });

/** What the embed page says to its host. None of it ever holds a credential, an answer or the token (R156). */
export const embedMessage = z.discriminatedUnion("type", [
  /** First of all, to whoever is the parent, before anyone is trusted; says only that a page listens. The host answers `init`. */
  message("ready", z.object({ nonce: z.string() })),
  /** The content has another height, in CSS pixels. The host sets the frame's. */
  message("resize", z.object({ height: z.number() })),
  /** Something happened. The host calls `onEvent`. */
  message("event", deckAuthEvent),
  /**
   * A credential was stored, and its run, if any, has ended. The host calls `onSuccess` with the data less `error`.
   * Where `error` stands, the run failed of it: the host calls `onError` with it in the same tick (deck-api 7.2), before a
   * host that unmounts on success can lose it. No `error` message follows then.
   */
  message("success", z.object({ ...successData.shape, error: z.optional(errorData) })),
  /** Something went wrong. The host calls `onError` without `terminal`, which says whether the flow is over. */
  message("error", z.object({ ...errorData.shape, terminal: z.boolean() })),
  /** The close button or Escape was used. The host calls `onClose`; the flow itself goes on until it is unmounted. */
  message("close", nothing),
  /**
   * Another token is needed: the last one was refused, or the person asks for more time while it still works. The host answers
   * `token` or `tokenUnavailable`, within 30 seconds.
   */
  message("tokenRequired", nothing),
  /** A page has to be opened outside (https only). A native host opens the system's browser. */
  message("navigate", z.object({ url: z.string() })),
  /** The answer to `back`: whether the flow went a step back itself. */
  message("backResult", z.object({ handled: z.boolean() })),
]);
export type EmbedMessage = z.infer<typeof embedMessage>;

/** What the host says to the embed page. */
export const hostMessage = z.discriminatedUnion("type", [
  /** The answer to `ready`, once, to the embed page's exact origin, with a MessagePort that carries all else. */
  message("init", z.object({ nonce: z.string(), token: z.string(), config: embedConfig })),
  /** A fresh token, asked for or not. The step stays. */
  message("token", z.object({ token: z.string() })),
  /**
   * The host cannot give another token. After a refusal the flow ends in `request/token_invalid`; while the last token still works the
   * flow goes on with it, and says that there is no more time to be had.
   */
  message("tokenUnavailable", nothing),
  /** Looks, language and switches, all of them: what is missing goes back to its default. The step and what was typed stay. */
  message("update", embedUpdate),
  /** An event about the run reached the host: read the run now. */
  message("nudge", nothing),
  /** Whether the event stream behind `eventsUrl` stands. While it does, the run is read every 20 seconds and at each nudge. */
  message("relay", z.object({ live: z.boolean() })),
  /** Android's back button. The embed page goes a step back if it can and answers `backResult`. */
  message("back", nothing),
  /** Put the keyboard's focus into the flow. */
  message("focus", nothing),
  /** Part `part` of `of` (from 1) of the index behind `sourcesUrl`. */
  message("sources", z.object({ part: z.number(), of: z.number(), items: z.array(sourceIndexItem) })),
]);
export type HostMessage = z.infer<typeof hostMessage>;

type Body<M> = M extends { type: infer Type; data: infer Data } ? { type: Type; data: Data } : never;

/** A message of the embed page without its envelope. */
export type EmbedMessageBody = Body<EmbedMessage>;

/** A message of the host without its envelope. */
export type HostMessageBody = Body<HostMessage>;
