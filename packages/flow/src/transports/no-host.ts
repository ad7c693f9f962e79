import type { HostMessageBody } from "@deck-auth/contract/messages";
import type { Transport } from "./transport.ts";

/** There is nobody to talk to: nothing is said, and whoever would be asked for a token has none. */
export function noHostTransport(): Transport {
  let hear: ((message: HostMessageBody) => void) | null = null;
  return {
    post(message) {
      if (message.type === "tokenRequired") queueMicrotask(() => hear?.({ type: "tokenUnavailable", data: {} }));
    },
    listen(receive) {
      hear = receive;
    },
    close() {
      hear = null;
    },
  };
}
