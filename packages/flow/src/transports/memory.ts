import type { EmbedMessageBody, HostMessageBody } from "@deck-auth/contract/messages";
import type { Transport } from "./transport.ts";

/** A transport with both of its ends in one page: for `DeckAuthInline` and for tests. */
export interface MemoryTransport extends Transport {
  /** The host's end. */
  send(message: HostMessageBody): void;
}

/** @param toHost receives what the flow posts, at once. */
export function createMemoryTransport(toHost: (message: EmbedMessageBody) => void): MemoryTransport {
  const early: HostMessageBody[] = [];
  let receive: ((message: HostMessageBody) => void) | null = null;
  let closed = false;
  return {
    post(message) {
      if (!closed) toHost(message);
    },
    listen(next) {
      receive = next;
      for (const message of early.splice(0)) next(message);
    },
    send(message) {
      if (closed) return;
      if (receive === null) early.push(message);
      else receive(message);
    },
    close() {
      closed = true;
      receive = null;
    },
  };
}
