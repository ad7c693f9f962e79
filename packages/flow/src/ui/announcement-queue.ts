import type { Clock } from "@deck-auth/contract";

/** Screen readers miss a change that comes together with the node it stands in. */
const settleTime = 100;
/** At most one announcement in this time: more would talk over the person. */
const quietTime = 5_000;

export interface AnnouncementQueue {
  /**
   * Says it as soon as it may be said. Of several that wait, only the newest is said; what was said last is not said again,
   * unless on another occasion.
   */
  say(text: string, occasion?: string): void;
  /** Before this, and after `stop`, what there is to say waits. */
  start(): void;
  stop(): void;
}

/** Spaces announcements out. `write` puts the text where it is heard. */
export function createAnnouncementQueue(clock: Clock, write: (text: string) => void): AnnouncementQueue {
  const nothing = { text: "", occasion: "" };
  let said = nothing;
  let waiting = nothing;
  let quietUntil = 0;
  let running = false;
  let cancel: (() => void) | null = null;
  const speak = () => {
    cancel = null;
    if (isSaid()) return;
    said = waiting;
    quietUntil = clock.now() + quietTime;
    write(said.text);
  };
  const isSaid = () => waiting.text === said.text && waiting.occasion === said.occasion;
  const plan = () => {
    if (running && !isSaid()) cancel ??= clock.after(Math.max(settleTime, quietUntil - clock.now()), speak);
  };
  return {
    say(text, occasion = "") {
      waiting = { text, occasion };
      plan();
    },
    start() {
      running = true;
      plan();
    },
    stop() {
      running = false;
      cancel?.();
      cancel = null;
    },
  };
}
