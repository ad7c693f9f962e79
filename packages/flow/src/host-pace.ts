import type { Clock } from "@deck-auth/contract";
import type { HostMessageBody } from "@deck-auth/contract/messages";
import { mostParts } from "./handed-sources.ts";

/** So many messages in a second no host has to say; one that says more, by mistake or on purpose, shall not stop the flow (T4). */
const most = 100;
const second = 1_000;

/** What holds until the same is said again: the last of it counts, however much came before. */
const lasting: ReadonlySet<HostMessageBody["type"]> = new Set<HostMessageBody["type"]>(["update", "relay", "token", "tokenUnavailable"]);

export interface HostPace {
  hear(message: HostMessageBody): void;
  /** Nothing is handed on after this. */
  stop(): void;
}

/**
 * Hands on what the host says. Of what is over the limit the last of each thing that lasts is handed on when the second is over: the
 * host would not say it again. The rest is lost, and a warning says so once. The parts of an index of sources come all at once: as many
 * as there may be are let through, too.
 */
export function atHostPace(clock: Clock, receive: (message: HostMessageBody) => void): HostPace {
  const owed = new Map<HostMessageBody["type"], HostMessageBody>();
  let stopWaiting = () => {};
  let since = -Infinity;
  let heard = 0;
  let parts = 0;
  let warned = false;

  function beginSecond(): void {
    stopWaiting();
    const late = [...owed.values()];
    owed.clear();
    since = clock.now();
    heard = late.length;
    for (const message of late) receive(message);
  }

  function owe(message: HostMessageBody): void {
    if (owed.size === 0) stopWaiting = clock.after(since + second - clock.now(), beginSecond);
    // The newest comes last, as it did.
    owed.delete(message.type);
    owed.set(message.type, message);
  }

  return {
    hear(message) {
      if (message.type === "sources" && (parts += 1) <= mostParts) return receive(message);
      // Before what is new: what is owed is older, and the timer may be late.
      if (clock.now() - since >= second) beginSecond();
      if ((heard += 1) <= most) return receive(message);
      if (lasting.has(message.type)) owe(message);
      if (!warned) console.warn(`[deck-auth] The host says more than ${most} things in a second: not all of it is heard.`);
      warned = true;
    },
    stop: () => stopWaiting(),
  };
}
