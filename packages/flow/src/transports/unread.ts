// What is said of a message that cannot be read. A part of its own: a host that says everything right never needs it.
import { whyUnread } from "@deck-auth/contract/messages";
import { enveloped } from "./envelope.ts";
import type { Refused } from "./window.ts";

/** Tells who builds the host, and returns whether there was anything to tell: what is no message of ours is nobody's mistake. */
export function warnUnread(data: unknown): boolean {
  const why = whyUnread(data);
  if (why === null) return false;
  console.warn(`[deck-auth] A message of the host was not read. ${why.message}`);
  return true;
}

/**
 * Tells the host over its own port, as an error of the flow, what is wrong with its `init`: it would otherwise hear nothing, and
 * take this page for unreachable. When it has changed something it is asked for another one.
 */
export function refuseInit({ data, port }: Refused, announce: () => void): void {
  const why = whyUnread(data);
  if (why === null) return;
  console.error(`[deck-auth] ${why.message}`);
  port.addEventListener("message", (event) => {
    if (Object(event.data).type === "update") announce();
  });
  port.start();
  port.postMessage(enveloped({ type: "error", data: { type: "request", code: why.code, message: why.message, terminal: true } }));
}
