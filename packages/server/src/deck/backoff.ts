/** Longest wait between two tries, in milliseconds. */
export const longestWait = 8_000;

/** How often one request is made at most. */
export const maximumTries = 4;

/**
 * Milliseconds to wait after try number `attempt` (from 0): anything between nothing and 500 · 2^attempt, at most eight
 * seconds, so that many servers refused at once do not come back at once (R171). `random` gives 0 ≤ n < 1.
 */
export const backoff = (attempt: number, random: () => number): number => random() * Math.min(longestWait, 500 * 2 ** attempt);
