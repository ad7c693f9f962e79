/** Waits between two reads of a run, in milliseconds (design 7.7). */
const first = 1_000;
const growth = 1.5;
const longest = 10_000;
const jitter = 0.2;
/** While the relay stands it says when there is something to read; this is for what it may have missed. */
const relayed = 20_000;

/** How long to wait before the next read. */
export interface PollPace {
  next(): number;
  /** Something happened, so more may: short waits again. */
  restart(): void;
}

/**
 * 1 s, growing by half up to 10 s, spread by 20 % so that a crowd does not march in step; never under 1 s (R68).
 * @param isRelayed whether an event stream says when there is something to read
 */
export function createPollPace(random: () => number, isRelayed: () => boolean = () => false): PollPace {
  let wait = first;
  return {
    next() {
      const spread = 1 + jitter * (random() * 2 - 1);
      const current = Math.max(first, Math.round((isRelayed() ? relayed : wait) * spread));
      wait = Math.min(longest, wait * growth);
      return current;
    },
    restart() {
      wait = first;
    },
  };
}
