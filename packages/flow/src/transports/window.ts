import { readHostMessage } from "@deck-auth/contract/messages";
import type { GivenConfig } from "@deck-auth/contract/messages";
import { enveloped } from "./envelope.ts";
import { hostReader } from "./read-host.ts";
import type { Transport } from "./transport.ts";

/** What the handshake ends with. */
export interface Accepted {
  transport: Transport;
  token: string;
  config: GivenConfig;
}

/** An `init` of the host that this page can make nothing of. */
export interface Refused {
  data: unknown;
  port: MessagePort;
}

function portTransport(port: MessagePort): Transport {
  const read = hostReader();
  return {
    post: (message) => port.postMessage(enveloped(message)),
    listen(receive) {
      port.addEventListener("message", (event) => {
        const message = read(event.data);
        if (message !== null) receive(message);
      });
      port.start();
    },
    close: () => port.close(),
  };
}

/** Whether this is meant as the answer to our `ready`, whatever else is wrong with it. */
function answersUs(data: unknown, nonce: string): boolean {
  try {
    const said: unknown = typeof data === "string" ? JSON.parse(data) : data;
    return Object(said).type === "init" && Object(Object(said).data).nonce === nonce;
  } catch {
    return false;
  }
}

/**
 * The embed page's side of the handshake (design 3.3, threats 1.4).
 *
 * Requirements: nobody but the page that frames this one, and only if its origin is on the deployment's list, can start a
 * flow; nothing is disclosed before that.
 * Protocol: `ready` with the nonce of our own address goes to the parent, whoever that is, and says nothing else. The parent
 * answers `init` with the same nonce and a MessagePort. One `init` is taken, the first that fits; everything later goes over
 * its port, which no other window can reach. One that is the host's and cannot be read is not passed over in silence: `refuse` gets
 * it, and a right one may follow.
 *
 * @returns says `ready` again, to a host that has another answer by now.
 */
export function shakeHands(
  page: Window,
  nonce: string,
  parentOrigins: readonly string[],
  accept: (accepted: Accepted) => void,
  refuse: (refused: Refused) => void,
): () => void {
  function receive(event: MessageEvent): void {
    if (event.source !== page.parent) return;
    // Compared whole: no prefix, no pattern, and an opaque origin ("null") is never on the list.
    if (!parentOrigins.includes(event.origin) || event.origin === "null") return;
    const message = readHostMessage(event.data);
    const port = event.ports[0];
    if (port === undefined) return;
    if (message === null && answersUs(event.data, nonce)) refuse({ data: event.data, port });
    if (message?.type !== "init" || message.data.nonce !== nonce) return;
    page.removeEventListener("message", receive);
    accept({ transport: portTransport(port), token: message.data.token, config: message.data.config });
  }
  const announce = (): void => page.parent.postMessage(enveloped({ type: "ready", data: { nonce } }), "*");
  page.addEventListener("message", receive);
  announce();
  return announce;
}
