import type { Clock } from "@deck-auth/contract";
import { createVirtualClock } from "@deck-auth/simulator";

/** The machine's time, and more of it whenever a story has none to lose. */
export interface StoryClock extends Clock {
  /** Lets so many milliseconds pass at once: what falls due in them happens now, in order. */
  skip(milliseconds: number): Promise<void>;
  stop(): void;
}

/** How often the machine's time is taken over, in milliseconds. */
const tick = 20;

export function createStoryClock(): StoryClock {
  const { now, after, advance } = createVirtualClock(Date.now());
  let moving = Promise.resolve();
  // One after the other: two that move at once would each count from where both began.
  const skip = (milliseconds: number): Promise<void> => (moving = moving.then(() => advance(milliseconds)));
  let stopped = false;
  let seen = performance.now();
  async function follow(): Promise<void> {
    const before = seen;
    seen = performance.now();
    await skip(seen - before);
    if (!stopped) setTimeout(() => void follow(), tick);
  }
  void follow();
  return {
    now,
    after,
    skip,
    stop() {
      stopped = true;
    },
  };
}
