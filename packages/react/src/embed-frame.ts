import type { HostMessageBody } from "@deck-auth/contract/messages";
import { createCall, createTell } from "./callbacks.ts";
import { checkMessage } from "./check-message.ts";
import { embedAddress } from "./embed-address.ts";
import { looksOf, startOf } from "./embed-config.ts";
import { endPreload } from "./preload.ts";
import type { DeckAuthHandle, DeckAuthProps } from "./props.ts";
import { configuredEmbedUrl } from "./settings.ts";

/** Milliseconds that the embed page may take to answer. */
const patience = 10_000;

/** Milliseconds from one change of the frame's height to the next, and the greatest height in pixels (T7). */
const resizePause = 100;
const greatestHeight = 2000;

/** The scheme of the page inside. Where frame and page differ, browsers paint a white or black ground behind the page. */
const schemes = { default: "light", dark: "dark", auto: "light dark" };

const enveloped = (message: HostMessageBody) => ({ channel: "deck-auth", version: 1, ...message });

/** A flow in a frame. */
export interface EmbedFrame extends DeckAuthHandle {
  /** The props changed: tells the flow what it does not know yet. */
  update(): void;
  /** Ends all that was started: listener, timers, port. No callback comes after it. */
  close(): void;
}

/**
 * Loads the embed page into `frame` and is its host from then on (design 3.3, threats 1.4).
 *
 * Requirements: nobody but the embed page gets the token; nobody else causes a callback.
 * Protocol: the address carries a nonce. The page answers `ready` with it, and only that very frame with that very origin is
 * listened to. It gets `init` with the token, posted to exactly that origin, and a port for all that follows. A page that was
 * reloaded says `ready` again and gets the current token and another port.
 *
 * @param newest gives the props of now.
 * @param onAvailable tells whether the frame shows, or a text should in its place.
 */
export function openFrame(frame: HTMLIFrameElement, newest: () => DeckAuthProps, onAvailable: (available: boolean) => void): EmbedFrame {
  const call = createCall(newest);
  const tell = createTell(call);
  const nonce = crypto.getRandomValues(new BigUint64Array(2)).join("-");
  let closed = false;
  let ready = false;
  let focusWanted = false;
  let address: URL | undefined;
  let port: MessagePort | undefined;
  let token: string | undefined;
  let givenToken: unknown;
  let knownLooks: string;
  let resizedAt = 0;
  let resizing: ReturnType<typeof setTimeout>;
  let waiting: ReturnType<typeof setTimeout>;

  const post = (message: HostMessageBody): void => port?.postMessage(enveloped(message));

  function show(works: boolean): void {
    frame.style.display = works ? "block" : "none";
    onAvailable(works);
  }

  function fail(type: string, code: string, message: string): void {
    if (!port) show(false);
    // Without `onError`, whoever builds the page should still come to know.
    call(({ onError = console.error }) => onError({ type, code, message }));
  }

  function start(): void {
    address = embedAddress(newest(), nonce);
    if (!address) {
      if (newest().embedUrl ?? configuredEmbedUrl) fail("api", "embed_url_invalid", "embedUrl must be https and of another origin than this page.");
      else fail("api", "embed_url_missing", "Give <DeckAuth> an embedUrl, or configureDeckAuth.");
      return;
    }
    addEventListener("message", meet);
    frame.style.maxWidth = "440px";
    show(true);
    frame.src = address.href;
    // A frame that fails does not say so; it only never answers. While the host has no token yet, that is nobody's failure.
    waiting = setInterval(() => {
      if (token === undefined) return;
      clearInterval(waiting);
      show(false);
      fail("api", "embed_unreachable", "No answer from embedUrl. Does its DECK_AUTH_PARENT_ORIGINS list this origin?");
    }, patience);
    update();
  }

  function update(): void {
    if (!address) return;
    const props = newest();
    frame.style.colorScheme = schemes[props.appearance?.theme ?? "default"];
    // All functions are one to us: written inline, they are new with every render.
    const given = typeof props.token === "function" || props.token;
    if (givenToken !== (givenToken = given)) void take(false);
    const looks = looksOf(props);
    if (knownLooks !== (knownLooks = JSON.stringify(looks))) post({ type: "update", data: looks });
  }

  function meet(event: MessageEvent): void {
    if (event.source !== frame.contentWindow || event.origin !== address?.origin) return;
    const message = checkMessage(event.data);
    if (message?.type !== "ready" || message.data.nonce !== nonce) return;
    endPreload();
    port?.close();
    port = undefined;
    ready = true;
    greet();
  }

  /** Says `init` as soon as both are there, the page and a token. */
  function greet(): void {
    if (!ready || token === undefined || !address) return;
    const channel = new MessageChannel();
    const config = { ...startOf(newest()), ...looksOf(newest()) };
    port = channel.port1;
    port.onmessage = hear;
    frame.contentWindow?.postMessage(enveloped({ type: "init", data: { nonce, token, config } }), address.origin, [channel.port2]);
    if (focusWanted) post({ type: "focus", data: {} });
  }

  function hear({ data, target }: MessageEvent): void {
    const message = checkMessage(data);
    if (!message || target !== port) return;
    clearInterval(waiting);
    show(true);
    if (message.type === "resize") resize(message.data.height);
    else if (message.type === "tokenRequired") void take(true);
    else tell(message);
  }

  function resize(height: number): void {
    clearTimeout(resizing);
    resizing = setTimeout(
      () => {
        resizedAt = performance.now();
        frame.style.height = `${Math.min(Math.max(Math.ceil(height), 0), greatestHeight)}px`;
      },
      resizedAt + resizePause - performance.now(),
    );
  }

  /**
   * Takes the token that the host gives, or asks its function for one. What cannot be a session token goes nowhere (R45).
   * @param refused whether the page found the one before refused. A string is then no answer: it is what was refused.
   */
  async function take(refused: boolean): Promise<void> {
    const source = newest().token;
    let problem = "This is not a session token.";
    let next: unknown;
    try {
      next = typeof source === "function" ? await source() : !refused && source;
    } catch (error) {
      problem = String(error);
    }
    if (closed) return;
    if (typeof next === "string" && !/^(sk_|$)/.test(next)) {
      token = next;
      if (port) post({ type: "token", data: { token } });
      else greet();
    } else if (refused) post({ type: "tokenUnavailable", data: {} });
    else fail("request", "token_invalid", problem);
  }

  // React's StrictMode mounts, unmounts and mounts again in one go: begun a moment later, one page is loaded and not two (R12).
  queueMicrotask(() => {
    if (!closed) start();
  });

  return {
    update,
    focus() {
      frame.focus();
      focusWanted = true;
      post({ type: "focus", data: {} });
    },
    close() {
      closed = true;
      removeEventListener("message", meet);
      clearInterval(waiting);
      clearTimeout(resizing);
      port?.close();
      port = undefined;
    },
  };
}
