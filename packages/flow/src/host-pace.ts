import type { Clock } from "@deck-auth/contract";
import type { HostMessageBody } from "@deck-auth/contract/messages";
import { mostParts } from "./handed-sources.ts";

/** So many messages in a second no host has to say; one that says more, by mistake or on purpose, shall not stop the flow (T4). */
const most = 100;
const second = 1_000;

/**
 * Hands on what the host says. What is over the limit is lost, and a warning says so once. The parts of an index of sources come all at
 * once: as many as there may be are let through, too.
 */
export function atHostPace(clock: Clock, receive: (message: HostMessageBody) => void): (message: HostMessageBody) => void {
  let since = -Infinity;
  let heard = 0;
  let parts = 0;
  let warned = false;
  return (message) => {
    if (message.type === "sources" && (parts += 1) <= mostParts) return receive(message);
    const now = clock.now();
    if (now - since >= second) [since, heard] = [now, 0];
    if ((heard += 1) <= most) return receive(message);
    if (!warned) console.warn(`[deck-auth] The host says more than ${most} things in a second: the rest is not heard.`);
    warned = true;
  };
}
