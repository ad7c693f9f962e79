import { createFrame, type EmbedHints } from "./embed-frame.ts";

let preloaded: HTMLIFrameElement | undefined;

/**
 * Loads the embed page ahead, when the user will probably need it soon (the pointer is over your button, say). It comes in a
 * hidden frame, because browsers keep what a page of another site loads apart for each site around it. The frame goes when a
 * `<DeckAuth>` is up. Does nothing on the server, without a usable `embedUrl`, or when it was called before.
 *
 * @param props those that the `<DeckAuth>` will have, as far as they are known: the same language and first screen are then loaded.
 */
export function preloadDeckAuth(props: EmbedHints = {}): void {
  if (typeof document === "undefined" || preloaded) return;
  // With a nonce the page waits for a host, which never answers.
  const frame = createFrame(props, "preload");
  if (!frame.src) return;
  frame.style.display = "none";
  document.body.append((preloaded = frame));
}

export function endPreload(): void {
  preloaded?.remove();
}
