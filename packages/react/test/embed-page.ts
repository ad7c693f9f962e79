// The page of another origin that the browser tests put into the frame: it speaks the protocol by the contract's schemas, does
// what the test asks for, and reports what it got. Test traffic carries `test` and so is nothing that the component would read.
import { channel, protocolVersion, readHostMessage } from "@deck-auth/contract/messages";

const nonce = new URLSearchParams(location.hash.slice(1)).get("nonce");
const report = (data: object): void => parent.postMessage({ test: "report", page: location.href, ...data }, "*");
const enveloped = (type: string, data: unknown) => ({ channel, version: protocolVersion, type, data });
const sayReady = (): void => parent.postMessage(enveloped("ready", { nonce }), "*");

const ports: MessagePort[] = [];

addEventListener("message", (event) => {
  const order = event.data;
  if (order?.test !== "order") {
    // What every window can see of the message, and what the contract makes of it.
    report({ did: "window-message", origin: event.origin, raw: order, message: readHostMessage(order) });
    const [port] = event.ports;
    if (!port) return;
    ports.push(port);
    const number = ports.length;
    port.onmessage = ({ data }) => report({ did: "port-message", port: number, message: readHostMessage(data) });
    return;
  }
  // Any number of messages in one go, over the newest port or the one that is named (from 1).
  if (order.say) for (const { type, data } of order.say) ports.at((order.port ?? 0) - 1)?.postMessage(enveloped(type, data));
  if (order.raw) ports.at(-1)?.postMessage(order.raw);
  if (order.toParent) parent.postMessage(order.toParent, "*");
  if (order.ready) sayReady();
  if (order.go) location.href = order.go;
  if (order.reload) location.reload();
});

report({ did: "loaded" });
if (!location.pathname.includes("/quiet")) sayReady();
