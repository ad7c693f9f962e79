import type { Clock } from "@deck-auth/contract";
import type { Surroundings } from "../surroundings.ts";
import { asApiError } from "./api-error.ts";
import type { ApiError } from "./api-error.ts";
import type { Connection } from "./connection.ts";

/** How often and how long a call is tried again. */
export interface RetryPolicy {
  /** Tries in all, the first one included. */
  tries: number;
  /** No further try begins after this many milliseconds since the first one. */
  within: number;
}

/** Lists and single reads that a screen waits for. */
export const readPolicy: RetryPolicy = { tries: 4, within: 60_000 };

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

/** What a request carries that is kept elsewhere, and for so long only. */
export interface Held {
  /** Aborts once it was forgotten: from then on the request is not sent again. */
  forgotten: AbortSignal;
  /** Nobody knows when the answer comes: it is kept for a while from now on. */
  leaveOpen(): void;
}

export interface RetryTools {
  clock: Clock;
  random: () => number;
  surroundings: Surroundings;
  connection: Connection;
  signal: AbortSignal;
  /** @default nothing that would be forgotten */
  held?: Held;
}

/**
 * Calls `attempt` until it succeeds, is refused for good, or the policy is used up. While the device is offline it waits, and
 * neither that try nor that time counts. Throws the last `ApiError`; one that does not judge the request does not settle what an
 * unanswered try before it has done.
 */
export async function retrying<Result>(
  attempt: () => Promise<Result>,
  policy: (error: ApiError) => RetryPolicy | null,
  { clock, random, surroundings, connection, signal, held }: RetryTools,
): Promise<Result> {
  const began = clock.now();
  let offline = 0;
  let inDoubt = false;
  let refusedForLimit = 0;
  let stopExpecting: (() => void) | null = null;
  const expectNoMore = (): void => {
    stopExpecting?.();
    stopExpecting = null;
  };
  try {
    for (let tryNumber = 1; ; tryNumber += 1) {
      try {
        return await attempt();
      } catch (thrown) {
        if (signal.aborted) throw thrown;
        const error = asApiError(thrown);
        inDoubt ||= !error.refused;
        const last = inDoubt && !error.judged ? error.inDoubt() : error;
        const allowed = policy(error);
        if (allowed === null || held?.forgotten.aborted) throw last;
        if (error.isLost && !surroundings.isOnline()) {
          const since = clock.now();
          held?.leaveOpen();
          stopExpecting ??= connection.expect();
          await unlessStopped((stop) => connection.wait(stop), signal, held, last);
          if (surroundings.isOnline()) expectNoMore();
          offline += clock.now() - since;
          tryNumber -= 1;
          continue;
        }
        expectNoMore();
        if (error.type === "rate_limit") refusedForLimit += 1;
        const isCrowded = error.type === "rate_limit" && refusedForLimit >= crowded.refusals;
        const wait = isCrowded ? Math.round(crowded.least + random() * crowded.spread) : waitBefore(tryNumber, random);
        if (tryNumber >= allowed.tries || clock.now() + wait - began - offline > allowed.within) throw last;
        await unlessStopped((stop) => pause(wait, clock, surroundings, stop), signal, held, last);
      }
    }
  } finally {
    expectNoMore();
  }
}

/** Waits; ends at once, with the last error, when what would be sent again is forgotten. Rejects when `signal` aborts. */
async function unlessStopped(wait: (stop: AbortSignal) => Promise<void>, signal: AbortSignal, held: Held | undefined, last: ApiError): Promise<void> {
  const stopping = new AbortController();
  const stop = () => stopping.abort();
  const sources = [signal, ...(held === undefined ? [] : [held.forgotten])];
  for (const source of sources) source.addEventListener("abort", stop);
  try {
    await wait(stopping.signal);
  } catch {
    throw signal.aborted ? signal.reason : last;
  } finally {
    for (const source of sources) source.removeEventListener("abort", stop);
  }
}
