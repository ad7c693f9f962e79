import type { DeckAuthEvent, EmbedMessageBody } from "@deck-auth/contract/messages";
import { checkMessage } from "./check-message.ts";
import { configOf } from "./embed-config.ts";
import { createFrame } from "./embed-frame.ts";
import { message, type Post } from "./host-message.ts";
import type { OwnServer } from "./own-server/link.ts";
import { endPreload } from "./preload.ts";
import type { DeckAuthProps } from "./props.ts";
import { configuredEmbedUrl } from "./settings.ts";
import { textsOf } from "./texts.ts";

/** Milliseconds that the embed page may take to answer. */
const patience = 10_000;

/** Milliseconds from one change of the frame's height to the next (T7). */
const resizePause = 100;

/** A flow in a page. */
export interface EmbedFlow {
  /** The props changed: tells the embed page what it does not know yet. */
  update(): void;
  /** Puts the keyboard's focus into the flow, now or as soon as it is there. */
  focus(): void;
  /** Ends all that was started: frame, listener, timers, port. No callback comes after it. */
  close(): void;
}

/**
 * Loads the embed page into `place` and is its host from then on (design 3.3, threats 1.4).
 *
 * Requirements: nobody but the embed page gets the token; nobody else causes a callback.
 * Protocol: the address carries a nonce. The page answers `ready` with it, and only that very frame with that very origin is
 * listened to. It gets `init` with the token, posted to exactly that origin, and a port for all that follows. A page that was
 * reloaded says `ready` again and gets the current token and another port.
 *
 * @param newest holds the props of now: callbacks are always the newest.
 */
export function openFlow(place: HTMLElement, newest: { readonly current: DeckAuthProps }): EmbedFlow {
  const nonce = String(crypto.getRandomValues(new BigUint64Array(2)));
  const frame = createFrame(newest.current, nonce);
  const origin = frame.src && new URL(frame.src).origin;
  const note = document.createElement("div");
  // Counts what was asked of the host's token, and the end: what comes from before either is too late.
  let turns = 0;
  let isReady = false;
  let focusWanted = false;
  let port: MessagePort | undefined;
  let token: string | undefined;
  let givenToken: unknown = {};
  let knownConfig = "{}";
  let height: number;
  let resizing: ReturnType<typeof setTimeout> | undefined;
  // Runs from the first token on; 0 once the page has answered.
  let waiting: ReturnType<typeof setTimeout> | 0 | undefined;

  let ownServer: Promise<OwnServer> | undefined;

  const post: Post = (type, data) => port?.postMessage(message(type, data));

  // A callback that throws is the host's bug: it shows up like any other uncaught error of the page, and the flow goes on (R110).
  function call(callback: (props: DeckAuthProps) => void): void {
    try {
      callback(newest.current);
    } catch (error) {
      reportError(error);
    }
  }

  function show(works: boolean): void {
    frame.style.display = works ? "block" : "none";
    note.textContent = works ? "" : textsOf(newest.current.language)[2];
  }

  function fail(type: string, code: string, message: string): void {
    show(waiting === 0);
    // Without `onError`, whoever builds the page should still come to know.
    call(({ onError }) => (onError ?? console.error)({ type, code, message }));
  }

  function start(): void {
    note.role = "alert";
    // Here, for a page that is only loaded ahead is no flow (design 3.4).
    frame.dataset["deckAuth"] = "";
    place.replaceChildren(frame, note);
    if (!origin) {
      const problem = (newest.current.embedUrl ?? configuredEmbedUrl) ? "invalid" : "missing";
      return fail("api", `embed_url_${problem}`, "embedUrl must be https, another origin.");
    }
    addEventListener("message", hear);
    show(true);
    update();
    tellOwnServer();
  }

  function update(): void {
    const props = newest.current;
    const config = configOf(props);
    [, frame.title] = textsOf(props.language);
    // All functions are one to us: written inline, they are new with every render.
    if (givenToken !== (givenToken = typeof props.token === "function" || props.token)) void take(false);
    if (knownConfig !== (knownConfig = config)) post("update", JSON.parse(config));
  }

  /** The code for `eventsUrl` and `sourcesUrl` is a part of its own: only who gives one of them loads it. */
  function tellOwnServer(event?: DeckAuthEvent | null): void {
    const { eventsUrl, sourcesUrl } = newest.current;
    if (eventsUrl || sourcesUrl) ownServer ??= import("./own-server/link.ts").then(({ link }) => link(newest, JSON.parse(knownConfig).sourcesIndex, post));
    void ownServer?.then(
      (tell) => tell(event),
      // The part cannot be had: the embed page shall not wait for what it would bring.
      () => post("sources", { part: 1, of: 0, items: [] }),
    );
  }

  function hear({ source, origin: from, target, data }: MessageEvent): void {
    if (target !== port && (source !== frame.contentWindow || from !== origin)) return;
    const heard = checkMessage(data);
    if (!heard) return;
    if (target === port) tell(heard);
    else if (heard.type === "ready" && heard.data.nonce === nonce) {
      endPreload();
      isReady = true;
      greet();
    }
  }

  /** Says `init` as soon as both are there, the page and a token. */
  function greet(): void {
    if (!isReady || !token) return;
    const channel = new MessageChannel();
    port?.close();
    port = channel.port1;
    port.onmessage = hear;
    const init = message("init", { nonce, token, config: JSON.parse(knownConfig) });
    frame.contentWindow?.postMessage(init, origin, [channel.port2]);
    tellOwnServer();
    if (focusWanted) focus();
  }

  function focus(): void {
    // Later, for a page that does not listen yet: Escape would be lost on it. Once only, or a reloaded page would take it back.
    if ((focusWanted = !port)) return;
    frame.focus();
    post("focus", {});
  }

  /** What the page says over the port, by now a host's proven partner. */
  function tell({ type, data }: EmbedMessageBody): void {
    clearTimeout(waiting);
    waiting = 0;
    show(true);
    if (type === "tokenRequired") void take(true);
    if (type === "resize") {
      height = data.height;
      resizing ??= setTimeout(() => {
        resizing = undefined;
        frame.style.height = `${height}px`;
      }, resizePause);
    }
    if (type === "success") {
      const { error, ...success } = data;
      call((props) => props.onSuccess(success));
      // In the same tick, before a host that takes the flow away on success can lose it (deck-api 7.2).
      if (error) call((props) => props.onError?.(error));
    }
    if (type === "error") call((props) => props.onError?.(data));
    if (type === "close") call((props) => props.onClose?.());
    if (type === "event") {
      tellOwnServer(data);
      call((props) => props.onEvent?.(data));
      // Not when the host has just taken the flow away (R14).
      if (port && data.type === "source_not_listed") call((props) => props.onSourceNotFound?.());
    }
  }

  /**
   * Takes the token that the host gives, or asks its function for one. What cannot be a session token goes nowhere (R45).
   * @param refused whether the page found the one before refused. A string is then no answer: it is what was refused.
   */
  async function take(refused: boolean): Promise<void> {
    const source = newest.current.token;
    const turn = ++turns;
    let next: unknown;
    let problem: unknown = "No token.";
    try {
      next = await (typeof source === "function" ? source() : !refused && source);
    } catch (error) {
      problem = error;
    }
    if (turn !== turns) return;
    if (typeof next === "string" && /^(?!sk_)./.test(next)) {
      token = next;
      // A frame that fails does not say so; it only never answers. While the host has no token yet, that is nobody's failure.
      waiting ??= setTimeout(() => fail("api", "embed_unreachable", "See DECK_AUTH_PARENT_ORIGINS."), patience);
      if (port) post("token", { token });
      else greet();
    } else if (refused) post("tokenUnavailable", {});
    else fail("request", "token_invalid", String(problem));
  }

  // React's StrictMode mounts, unmounts and mounts again in one go: begun a moment later, one page is loaded and not two (R12).
  queueMicrotask(() => {
    if (!turns) start();
  });

  return {
    update() {
      if (origin && frame.isConnected) update();
    },
    focus,
    close() {
      turns++;
      removeEventListener("message", hear);
      tellOwnServer(null);
      clearTimeout(waiting);
      clearTimeout(resizing);
      port?.close();
      port = undefined;
      place.replaceChildren();
    },
  };
}
