/**
 * Time, as everything here that waits or stamps is given it, so that tests move it instead of sleeping (design 4.10).
 */
export interface Clock {
  /** Milliseconds since 1970, like `Date.now()`. */
  now(): number;
  /** Calls `run` once, `milliseconds` from now. The function that it returns cancels; cancelling twice does no harm. */
  after(milliseconds: number, run: () => void): () => void;
}

/** The machine's own time. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after(milliseconds, run) {
    const timer = setTimeout(run, milliseconds);
    return () => clearTimeout(timer);
  },
};

/**
 * Time that is never set back or forward while a page is open, whatever happens to the machine's clock: for a flow, which only asks
 * how long something took.
 */
export const steadyClock: Clock = { ...systemClock, now: () => performance.timeOrigin + performance.now() };
