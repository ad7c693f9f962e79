import type { Clock } from "@deck-auth/contract";

/** Counts per subject. */
export interface Limiter {
  /** Counts one use. `0`: go on. Otherwise the milliseconds until the next one is free. */
  take(subject: string): number;
}

/** More subjects than this are not remembered at once; the one idle longest is forgotten first. */
const maximumSubjects = 10_000;

/** At most `maximum` uses in any `windowMs` for each subject, counted in this process's memory. */
export function createLimiter(clock: Clock, maximum: number, windowMs: number): Limiter {
  const uses = new Map<string, number[]>();
  return {
    take(subject) {
      const now = clock.now();
      const recent = (uses.get(subject) ?? []).filter((at) => at > now - windowMs);
      const first = recent[0];
      const full = first !== undefined && recent.length >= maximum;
      if (!full) recent.push(now);
      // Set anew, so that the map's order is the order of last use.
      uses.delete(subject);
      uses.set(subject, recent);
      for (const oldest of uses.keys()) {
        if (uses.size <= maximumSubjects) break;
        uses.delete(oldest);
      }
      return full ? first + windowMs - now : 0;
    },
  };
}
