import type { HostMessageBody } from "@deck-auth/contract/messages";
import { hostReader } from "./read-host.ts";

/** The way into the page for a native app: `window.DeckAuthBridge.receive(text)`. */
export interface PageBridge {
  /** Only ever one listener. What came before is handed to it at once, in order. */
  listen(receive: (message: HostMessageBody) => void): void;
}

/** Nobody has more to say before the flow listens. */
const mostEarly = 100;

/**
 * Puts the bridge in its place, frozen, so that nothing that runs later can put itself between. Only where the page is the top
 * one: a frame's host is a page, and has no such way in (T44). What is not a message of ours is ignored, and nothing is thrown
 * into the app.
 */
export function openPageBridge(page: Window): PageBridge | null {
  if (page.parent !== page) return null;
  const read = hostReader();
  const early: HostMessageBody[] = [];
  let hear = (message: HostMessageBody): void => {
    if (early.length < mostEarly) early.push(message);
  };
  const receive = (text: unknown): void => {
    const message = typeof text === "string" ? read(text) : null;
    if (message !== null) hear(message);
  };
  Reflect.defineProperty(page, "DeckAuthBridge", { value: Object.freeze({ receive }), writable: false, configurable: false });
  return {
    listen(next) {
      hear = next;
      for (const message of early.splice(0)) next(message);
    },
  };
}
