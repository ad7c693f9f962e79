import { systemClock } from "@deck-auth/contract";
import type { Clock } from "@deck-auth/contract";
import { consoleLog, unfailing } from "../log.ts";
import type { DeckAuthLog } from "../log.ts";

/** What `redisBus` may be told. */
export interface RedisBusOptions {
  /** Begins every key, for several apps on one Redis. @default "deck-auth" */
  prefix?: string | undefined;
  /** Nudges kept for pages that come back, in Redis (approximately) and in each process. @default 20000 */
  kept?: number | undefined;
  /** Webhooks kept in this process while Redis is away. Beyond it the oldest nudges are lost and every page reads anew. @default 10000 */
  buffer?: number | undefined;
  /** Where `redis_down`, `redis_up` and `redis_overflow` go. @default one line of JSON each on the error output */
  log?: DeckAuthLog | undefined;
  /** @default the machine's time */
  clock?: Clock | undefined;
  /** 0 ≤ n < 1, for the jitter of reconnecting. @default Math.random */
  random?: (() => number) | undefined;
}

function checkWhole(name: string, given: number): number {
  if (!Number.isInteger(given) || given < 1) throw new TypeError(`redisBus: \`${name}\` must be a whole number from 1.`);
  return given;
}

function checkPrefix(given: string): string {
  if (!/^[\w.:-]{1,64}$/.test(given)) throw new TypeError("redisBus: `prefix` is 1 to 64 letters, digits and . : _ -");
  return given;
}

/** The options after their checks. */
export const readRedisOptions = (options: RedisBusOptions) => ({
  prefix: checkPrefix(options.prefix ?? "deck-auth"),
  kept: checkWhole("kept", options.kept ?? 20_000),
  buffer: checkWhole("buffer", options.buffer ?? 10_000),
  log: unfailing(options.log ?? consoleLog),
  clock: options.clock ?? systemClock,
  random: options.random ?? Math.random,
});
