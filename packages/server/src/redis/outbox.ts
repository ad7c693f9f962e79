import type { Nudge } from "../relay/bus.ts";

/** A webhook that was accepted while Redis was away. */
export interface Waiting {
  names: readonly string[];
  nudge: Nudge | null;
}

/** What Redis is told when it is back, oldest first. */
export interface Outbox {
  readonly size: number;
  /** Keeps it. When there is no room the oldest is let go of. */
  put(waiting: Waiting): void;
  /** Takes up to so many out. */
  take(most: number): Waiting[];
  /** Puts them back to the front. */
  putBack(waiting: readonly Waiting[]): void;
  /** Whether something was let go of. */
  readonly overflowed: boolean;
  /** Everybody knows that something was let go of. */
  forgetOverflow(): void;
}

export function createOutbox(most: number): Outbox {
  let waiting: Waiting[] = [];
  let lost = false;

  function trim(): void {
    if (waiting.length <= most) return;
    waiting = waiting.slice(-most);
    lost = true;
  }

  return {
    get size() {
      return waiting.length;
    },
    put(one) {
      waiting.push(one);
      // A tenth more than there is room for, so that not each one moves all.
      if (waiting.length > most * 1.1) trim();
    },
    take: (count) => waiting.splice(0, count),
    putBack(some) {
      waiting = [...some, ...waiting];
      trim();
    },
    get overflowed() {
      return lost;
    },
    forgetOverflow() {
      lost = false;
    },
  };
}
