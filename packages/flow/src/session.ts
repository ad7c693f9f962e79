import { isId } from "@deck-auth/contract";
import type { Clock } from "@deck-auth/contract";
import { readConfig } from "@deck-auth/contract/messages";
import type { EmbedMessageBody, EmbedUpdate, EventDetail, HostMessageBody, Screen } from "@deck-auth/contract/messages";
import type { QueryClient } from "@tanstack/react-query";
import { createActor, fromCallback, fromPromise } from "xstate";
import type { ActorRefFrom } from "xstate";
import type { WriteTools } from "./actors/write-tools.ts";
import { knownError } from "./api/api-error.ts";
import type { Fetch } from "./api/client.ts";
import { createApiClient } from "./api/client.ts";
import { createConnection } from "./api/connection.ts";
import { inputOf } from "./beginning.ts";
import type { Beginning, ReturnAddress } from "./beginning.ts";
import { createCheckpoint } from "./checkpoint.ts";
import { createQueryCache, credentialQuery, sourcePagesQuery, sourceQuery } from "./api/queries.ts";
import { createSessionTokenHolder } from "./api/session-token.ts";
import type { SessionTokenHolder } from "./api/session-token.ts";
import { errorDataOf } from "./failure.ts";
import type { FlowOutput } from "./chart.ts";
import { flowMachine } from "./machine.ts";
import type { HandedSources } from "./handed-sources.ts";
import { createHandedSources } from "./handed-sources.ts";
import { atHostPace } from "./host-pace.ts";
import { createRelay } from "./relay.ts";
import { noteProgress } from "./resumption.ts";
import { isEnd, screenOf } from "./screen.ts";
import type { FlowSnapshot } from "./screen.ts";
import { createSecrets } from "./secrets.ts";
import type { Settings, SettingsStore } from "./settings.ts";
import { createSettings } from "./settings.ts";
import type { Surroundings } from "./surroundings.ts";
import type { Transport } from "./transports/transport.ts";

/** What a flow is made of. Everything that touches the outside is given. */
export interface SessionOptions {
  /** Base address of the API; from the deployment, never from a host (R15). */
  apiUrl: string;
  fetch: Fetch;
  clock: Clock;
  random: () => number;
  /** Random ids: idempotency keys, and the session's own. */
  newId: () => string;
  surroundings: Surroundings;
  /** Where pictures of a run may come from; from the deployment, never from a host (T25). @default none */
  imageOrigins?: readonly string[];
  /** Neither the host's page nor its app can read what is typed: the flow is in a frame of another origin. @default false */
  sealed?: boolean;
  /** How it looks until the host is known. */
  hints: EmbedUpdate;
  /** Fetches the code of the form, so that the chart gets there only when it can be shown. */
  loadForm: () => Promise<void>;
  /** Fetches the code of all that may follow. Called once the first screen has what it needs, so as not to stand in its way. */
  loadAhead: () => void;
}

/** One mounted flow: the chart running, with everything that its screens need. */
export interface Session {
  readonly chart: ActorRefFrom<typeof flowMachine>;
  readonly cache: QueryClient;
  readonly tools: WriteTools;
  readonly settings: SettingsStore;
  readonly imageOrigins: readonly string[];
  readonly sealed: boolean;
  /** The index of sources that the host hands over, if it does. */
  readonly handedSources: HandedSources;
  /** What stood before the flow began: what a pre-rendered shell shows. */
  readonly before: { readonly snapshot: FlowSnapshot; readonly settings: Settings };
  /** The host is known: the flow begins. Only the first call counts. */
  begin(beginning: Beginning): void;
  /** The address to go back to now; `null` when there is none. */
  returnAddress(): string | null;
  /** Says something to the host; nothing before it is known. */
  post(message: EmbedMessageBody): void;
  /** The close button or Escape was used. The run goes on; only what was typed is forgotten (R140). */
  close(): void;
  /** Somebody is at work in the flow, so that it goes on although it was closed. */
  goOn(): void;
  /** What happened on a screen and is none of the chart's business. */
  tell(detail: EventDetail): void;
  /** How long the session token is still good for, and how to get more time. */
  readonly tokenLife: Pick<SessionTokenHolder, "life" | "onLife" | "extend">;
  /** The host asked for the keyboard's focus. Returns what stops listening. */
  onFocus(run: () => void): () => void;
  /** Ends everything at once: no request, timer, listener or message outlives it (R14). */
  stop(): void;
}

type Actors = typeof import("./actors.ts");

const signsOfUse: ReadonlySet<EventDetail["type"]> = new Set<EventDetail["type"]>(["visible", "prompt_shown", "submitted", "answered", "retried"]);

export function createSession(options: SessionOptions): Session {
  const { clock, random, surroundings } = options;
  let transport: Transport | null = null;
  let returnAddress: ReturnAddress | null = null;
  const post = (message: EmbedMessageBody): void => transport?.post(message);
  const settings = createSettings(options.hints);
  const cache = createQueryCache();
  const secrets = createSecrets(clock);
  const token = createSessionTokenHolder(() => post({ type: "tokenRequired", data: {} }), clock);
  const client = createApiClient({ apiUrl: options.apiUrl, fetch: options.fetch, clock, token });
  const checkpoint = createCheckpoint();
  const connection = createConnection(surroundings);
  const tools: WriteTools = { client, clock, random, surroundings, connection, secrets, checkpoint, newKey: options.newId };
  const relay = createRelay(clock);
  const handedSources = createHandedSources(clock);
  const focusRequests = new Set<() => void>();
  // Asked for before there was a screen to take it: given as soon as there is one.
  let focusIsOwed = false;
  const listenTo = (listeners: Set<() => void>) => (run: () => void) => {
    listeners.add(run);
    return () => void listeners.delete(run);
  };

  // Everything behind the first screen is fetched before the chart leaves it.
  let actors: Actors | null = null;
  const loadActors = async (): Promise<Actors> => (actors ??= await import("./actors.ts"));

  const chart = createActor(
    flowMachine.provide({
      actors: {
        readSource: fromPromise(async ({ input }) => {
          if (!isId("source", input.sourceId)) throw knownError("request", "source_not_found");
          await Promise.all([cache.fetchQuery(sourceQuery(tools, input.sourceId)), loadActors(), options.loadForm()]);
          options.loadAhead();
        }),
        readCredential: fromPromise(async ({ input }) => {
          if (!isId("credential", input.credentialId)) throw knownError("request", "credential_not_found");
          const [found] = await Promise.all([cache.fetchQuery(credentialQuery(tools, input.credentialId)), loadActors()]);
          options.loadAhead();
          if (found.status === "deleted") throw knownError("request", "credential_not_found");
          if (found.auth_method === "none") throw knownError("auth", "auth_method_not_supported");
          return { sourceId: found.source_id, externalId: found.external_id };
        }),
        storeCredential: fromPromise(async ({ input, signal }) => (await loadActors()).storeCredential(input, tools, signal)),
        startRun: fromPromise(async ({ input, signal }) => (await loadActors()).startRun(input, tools, signal)),
        awaitNetwork: fromCallback(({ sendBack }) => surroundings.onOnline(() => sendBack({ type: "RETRY" }))),
        answerPrompt: fromPromise(async ({ input, signal }) => (await loadActors()).answerPrompt(input.taskRunId, tools, signal)),
        watchRun: fromCallback(({ input, sendBack, receive: onCommand }) => {
          const watch = actors?.watchRun(input, sendBack, { ...tools, cache, relay });
          onCommand((command) => watch?.receive(command));
          return () => watch?.stop();
        }),
      },
    }),
  );

  // With an index there is no first page to wait for.
  handedSources.subscribe(options.loadAhead);

  const sessionId = options.newId();
  let sequence = 0;
  /** A host need not heed that it was closed: a flow that is used goes on, and so does what is kept of it. */
  function goOn(): void {
    if (transport !== null && !isEnd(screenOf(chart.getSnapshot()))) checkpoint.stay();
  }
  function tell(detail: EventDetail): void {
    const snapshot = chart.getSnapshot();
    if (signsOfUse.has(detail.type)) goOn();
    sequence += 1;
    post({
      type: "event",
      data: {
        sessionId,
        sequence,
        at: new Date(clock.now()).toISOString(),
        screen: screenOf(snapshot),
        credentialId: snapshot.context.storedCredentialId,
        taskRunId: snapshot.context.taskRunId,
        ...detail,
      },
    });
  }

  function pass(output: FlowOutput): void {
    if (output.type === "event") tell(output.detail);
    else if (output.type === "error")
      post({ type: "error", data: { ...errorDataOf(output.failure), terminal: output.terminal } });
    else {
      // Told once: no page that comes after this one goes on with that credential and tells it again (R54).
      checkpoint.leave();
      post({
        type: "success",
        data: { ...output.data, ...(output.failure === null ? {} : { error: errorDataOf(output.failure) }) },
      });
    }
  }
  for (const type of ["event", "error", "success"] as const) chart.on(type, pass);

  function receive(message: HostMessageBody): void {
    if (message.type === "token") token.replace(message.data.token);
    else if (message.type === "tokenUnavailable") token.giveUp();
    else if (message.type === "update") settings.update(message.data);
    else if (message.type === "nudge") relay.nudge();
    else if (message.type === "relay") relay.setLive(message.data.live);
    else if (message.type === "sources") handedSources.receive(message.data);
    else if (message.type === "focus") {
      focusIsOwed = focusRequests.size === 0;
      for (const run of focusRequests) run();
    }
    else if (message.type === "back") {
      const before = chart.getSnapshot();
      chart.send({ type: "BACK" });
      post({ type: "backResult", data: { handled: chart.getSnapshot() !== before } });
    }
  }

  const hostPace = atHostPace(clock, receive);
  const stopConnection = connection.subscribe(() => chart.send({ type: "TROUBLE", trouble: connection.isAwaited() ? "offline" : null }));
  const stopLeave = surroundings.onLeave(() => secrets.erase());
  const stopVisibility = surroundings.onVisibility((visible) => {
    if (transport !== null) tell({ type: visible ? "visible" : "hidden" });
  });

  const before = { snapshot: chart.getSnapshot(), settings: settings.current() };
  let shown: Screen | null = null;
  const watchingScreen = chart.subscribe((snapshot) => {
    const screen = screenOf(snapshot);
    if (transport === null) return;
    noteProgress(snapshot, checkpoint);
    if (screen === shown) return;
    shown = screen;
    // An end may come while something typed is still on its way. Who may try again need not type the username twice.
    if (isEnd(screen)) {
      if (snapshot.can({ type: "RETRY" })) secrets.eraseAllBut("username");
      else secrets.erase();
    }
    tell({ type: "screen_shown" });
  });

  return {
    chart,
    cache,
    tools,
    settings,
    imageOrigins: options.imageOrigins ?? [],
    sealed: options.sealed ?? false,
    handedSources,
    before,
    post,
    goOn,
    tell,
    tokenLife: token,
    returnAddress() {
      return returnAddress?.(chart.getSnapshot().context) ?? null;
    },
    onFocus(run) {
      const stop = listenTo(focusRequests)(run);
      if (focusIsOwed) run();
      focusIsOwed = false;
      return stop;
    },
    begin(beginning) {
      if (transport !== null) return;
      transport = beginning.transport;
      // The one place that every way in leads through: pages without types say odd things on each of them.
      const config = readConfig(beginning.config);
      if (beginning.token !== null) token.replace(beginning.token);
      returnAddress = beginning.returnAddress ?? null;
      if (beginning.keeper !== undefined) checkpoint.open(beginning.keeper, config.resume?.taskRunId ?? null);
      settings.update(config);
      if (config.sourcesIndex === true) handedSources.expect();
      chart.start();
      chart.send({ type: "BEGIN", input: inputOf(beginning.token, config, checkpoint) });
      // The list is asked for before its screen is drawn.
      const { sourceId } = chart.getSnapshot().context;
      const isPicking = chart.getSnapshot().matches("choosingSource") && sourceId === null;
      if (isPicking && handedSources.current() === "none")
        void cache.prefetchInfiniteQuery(sourcePagesQuery(tools)).then(options.loadAhead);
      transport.listen(hostPace.hear);
    },
    close() {
      secrets.erase();
      checkpoint.leave();
      tell({ type: "closed" });
      post({ type: "close", data: {} });
    },
    stop() {
      stopConnection();
      stopLeave();
      stopVisibility();
      watchingScreen.unsubscribe();
      chart.stop();
      hostPace.stop();
      handedSources.stop();
      void cache.cancelQueries();
      cache.clear();
      secrets.end();
      token.stop();
      transport?.close();
    },
  };
}
