import { readHostMessage } from "@deck-auth/contract/messages";
import type { EmbedConfig, HostMessageBody } from "@deck-auth/contract/messages";
import { enveloped } from "./envelope.ts";
import type { Transport } from "./transport.ts";

/** What the handshake ends with. */
export interface Accepted {
  transport: Transport;
  token: string;
  config: EmbedConfig;
}

function portTransport(port: MessagePort): Transport {
  return {
    post: (message) => port.postMessage(enveloped(message)),
    listen(receive) {
      port.addEventListener("message", (event) => {
        const message: HostMessageBody | null = readHostMessage(event.data);
        if (message !== null) receive(message);
      });
      port.start();
    },
    close: () => port.close(),
  };
}

/**
 * The embed page's side of the handshake (design 3.3, threats 1.4).
 *
 * Requirements: nobody but the page that frames this one, and only if its origin is on the deployment's list, can start a
 * flow; nothing is disclosed before that.
 * Protocol: `ready` with the nonce of our own address goes to the parent, whoever that is, and says nothing else. The parent
 * answers `init` with the same nonce and a MessagePort. One `init` is taken, the first that fits; everything later goes over
 * its port, which no other window can reach.
 */
export function shakeHands(page: Window, nonce: string, parentOrigins: readonly string[], accept: (accepted: Accepted) => void): void {
  function receive(event: MessageEvent): void {
    if (event.source !== page.parent) return;
    // Compared whole: no prefix, no pattern, and an opaque origin ("null") is never on the list.
    if (!parentOrigins.includes(event.origin) || event.origin === "null") return;
    const message = readHostMessage(event.data);
    const port = event.ports[0];
    if (message?.type !== "init" || message.data.nonce !== nonce || port === undefined) return;
    page.removeEventListener("message", receive);
    accept({ transport: portTransport(port), token: message.data.token, config: message.data.config });
  }
  page.addEventListener("message", receive);
  page.parent.postMessage(enveloped({ type: "ready", data: { nonce } }), "*");
}
