import type { Clock } from "@deck-auth/contract";

/** Thrown by {@link within} when the time is over. */
export class TimedOut extends Error {
  override readonly name = "TimedOut";
}

/** The outcome of `work`, or {@link TimedOut} after so many milliseconds, whether or not the work listens to being stopped. */
export function within<T>(clock: Clock, milliseconds: number, work: () => T | Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = clock.after(milliseconds, () => reject(new TimedOut()));
    // In a promise of its own, so that a throw before the first await is a rejection too.
    new Promise<T>((begin) => begin(work())).then(resolve, reject).finally(cancel);
  });
}
