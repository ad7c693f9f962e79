import { enveloped } from "./envelope.ts";
import { hostReader } from "./read-host.ts";
import type { Transport } from "./transport.ts";

/**
 * Talks to the page that frames this one without a handshake: to its exact origin alone, and listens to nobody else (R154,
 * R161, T5). For a plain iframe that was opened by URL.
 *
 * @param origin one of the deployment's, never `null`
 */
export function parentTransport(page: Window, origin: string): Transport {
  const read = hostReader();
  let stop = (): void => {};
  return {
    post: (message) => page.parent.postMessage(enveloped(message), origin),
    listen(receive) {
      const hear = (event: MessageEvent): void => {
        if (event.source !== page.parent || event.origin !== origin) return;
        const message = read(event.data);
        if (message !== null) receive(message);
      };
      page.addEventListener("message", hear);
      stop = () => page.removeEventListener("message", hear);
    },
    close: () => stop(),
  };
}

/** Says that a page listens, to whoever frames it: nothing in it is worth hiding. */
export const announceToAnyParent = (page: Window): void => page.parent.postMessage(enveloped({ type: "ready", data: { nonce: "" } }), "*");
