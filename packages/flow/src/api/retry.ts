import type { Clock } from "@deck-auth/contract";
import type { Surroundings } from "../surroundings.ts";
import { asApiError } from "./api-error.ts";
import type { ApiError } from "./api-error.ts";

/** How often and how long a call is tried again. */
export interface RetryPolicy {
  /** Tries in all, the first one included. */
  tries: number;
  /** No further try begins after this many milliseconds since the first one. */
  within: number;
}

/** Lists and single reads that a screen waits for. */
export const readPolicy: RetryPolicy = { tries: 4, within: 60_000 };

/** Writes. They may be tried again only because each carries an idempotency key (design 4.4). */
export const writePolicy: RetryPolicy = { tries: 6, within: 60_000 };

/** Starting a run while no session is free: a slot frees when another run ends. */
export const slotPolicy: RetryPolicy = { tries: 40, within: 120_000 };

/** Answers: one more try than a person would notice; the prompt stays open for another. */
export const answerPolicy: RetryPolicy = { tries: 3, within: 60_000 };

/** From the third refusal for a limit on, a crowd asks about six times a minute each, and is back within 15 seconds (F6). */
const crowded = { refusals: 3, least: 5_000, spread: 10_000 };

const firstWait = 500;
const longestWait = 8_000;

/** Full jitter over a doubling wait: a crowd that failed together does not come back together. */
export const waitBefore = (tryNumber: number, random: () => number): number =>
  Math.round(random() * Math.min(longestWait, firstWait * 2 ** (tryNumber - 1)) + 50);

/** Whether the same request may do better a moment later: it got lost, or the API was too busy to take it. */
export const isPassing = (error: ApiError): boolean => !error.refused || error.type === "rate_limit";

/** Resolves after `milliseconds`, or at once when the device comes back online. Rejects when `signal` aborts. */
export function pause(milliseconds: number, clock: Clock, surroundings: Surroundings, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const done = (settle: () => void) => () => {
      stopTimer();
      stopListening();
      signal.removeEventListener("abort", abort);
      settle();
    };
    const abort = done(() => reject(signal.reason));
    const stopTimer = clock.after(milliseconds, done(resolve));
    const stopListening = surroundings.onOnline(done(resolve));
    signal.addEventListener("abort", abort);
    if (signal.aborted) abort();
  });
}

/**
 * Calls `attempt` until it succeeds, is refused for good, or the policy is used up. Throws the last `ApiError`; one that does
 * not judge the request does not settle what an unanswered try before it has done.
 */
export async function retrying<Result>(
  attempt: () => Promise<Result>,
  policy: (error: ApiError) => RetryPolicy | null,
  tools: { clock: Clock; random: () => number; surroundings: Surroundings; signal: AbortSignal },
): Promise<Result> {
  const began = tools.clock.now();
  let inDoubt = false;
  let refusedForLimit = 0;
  for (let tryNumber = 1; ; tryNumber += 1) {
    try {
      return await attempt();
    } catch (thrown) {
      if (tools.signal.aborted) throw thrown;
      const error = asApiError(thrown);
      const allowed = policy(error);
      if (error.type === "rate_limit") refusedForLimit += 1;
      const isCrowded = error.type === "rate_limit" && refusedForLimit >= crowded.refusals;
      const wait = isCrowded ? Math.round(crowded.least + tools.random() * crowded.spread) : waitBefore(tryNumber, tools.random);
      inDoubt ||= !error.refused;
      if (allowed === null || tryNumber >= allowed.tries || tools.clock.now() + wait - began > allowed.within)
        throw inDoubt && !error.judged ? error.inDoubt() : error;
      await pause(wait, tools.clock, tools.surroundings, tools.signal);
    }
  }
}
