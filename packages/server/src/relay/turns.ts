import type { Clock } from "@deck-auth/contract";

/** Thrown to who would have to wait for too long. */
export class Busy extends Error {
  override readonly name = "Busy";
}

/** A queue for work that must not be done all at once. */
export interface Turns {
  /**
   * The outcome of `work`, which begins when it is its turn. @throws Busy when that would be longer off than {@link longestWait};
   * what `stopping` is aborted with, when that comes before its turn
   */
  take<T>(work: () => Promise<T>): Promise<T>;
}

/** Nobody queues for longer than this, in milliseconds: a page is better told to come back. */
export const longestWait = 30_000;

/** Lets so many begin in any second, at once while there is room; the others follow in their order. */
export function createTurns(clock: Clock, perSecond: number, stopping: AbortSignal): Turns {
  /** Work that hangs keeps its place: more than that is not under way at once. */
  const mostAtOnce = 2 * perSecond;
  let waiting: { go: () => void; stop: () => void }[] = [];
  let lately = 0;
  let underWay = 0;

  function next(): void {
    while (waiting.length > 0 && lately < perSecond && underWay < mostAtOnce) {
      lately += 1;
      underWay += 1;
      clock.after(1_000, () => {
        lately -= 1;
        next();
      });
      waiting.shift()?.go();
    }
  }

  stopping.addEventListener("abort", () => {
    const left = waiting;
    waiting = [];
    for (const { stop } of left) stop();
  });

  return {
    async take(work) {
      if (waiting.length >= (perSecond * longestWait) / 1_000) throw new Busy();
      stopping.throwIfAborted();
      await new Promise<void>((go, reject) => {
        waiting.push({ go, stop: () => reject(stopping.reason) });
        next();
      });
      try {
        return await work();
      } finally {
        underWay -= 1;
        next();
      }
    },
  };
}
