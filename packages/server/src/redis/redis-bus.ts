import type { Bus, Nudge, RunOwnerStore } from "../relay/bus.ts";
import { createNudgeLog } from "../relay/nudge-log.ts";
import type { SourceStore } from "../sources/source-store.ts";
import { claimSeconds, createSeen } from "../webhooks/seen.ts";
import { checkAddress, keepConnection } from "./connection.ts";
import type { RedisAddress } from "./connection.ts";
import { redisKeys } from "./keys.ts";
import { readRedisOptions } from "./options.ts";
import type { RedisBusOptions } from "./options.ts";
import { createOwnerStore } from "./owner-store.ts";
import { createOutbox } from "./outbox.ts";
import type { Waiting } from "./outbox.ts";
import { everyRun, follow } from "./reader.ts";
import { acceptScript } from "./scripts.ts";
import { createSourceStore } from "./source-store.ts";

/** A {@link Bus} for several processes. */
export interface RedisBus extends Bus {
  /** Never rejects: what Redis cannot take now it gets later. */
  publish(nudge: Nudge): Promise<void>;
  /** Never rejects. While Redis is away, what this process remembers decides. */
  accept(names: readonly string[], nudge: Nudge | null): Promise<boolean>;
  /** Keeps the index of sources for all processes: give it as `sourceStore`. */
  readonly sources: SourceStore;
  /** Keeps for all processes whose a run is: used by itself once this is your `bus`. */
  readonly owners: RunOwnerStore;
  /** Ends both connections. What still waits for Redis is tried once more and then let go of. Call it after `drain()`. */
  close(): Promise<void>;
}

/** Deck wants its answer within five seconds, and the app has work to do too. */
const commandTimeout = 1_500;
const flushBatch = 100;

/** When nobody knows what was missed, every page reads its run: one after the other, over this long at most, in milliseconds. */
const longestSpread = 8_000;
const spreadStep = 100;

/**
 * Carries nudges over a Redis Stream, so that a webhook which one process got reaches a page that listens to another, and a page
 * that comes back to any of them gets what it missed (design 4.8). Opens two connections for the process, one that writes and one
 * that waits, and keeps them up by itself. Never stands in the way: without Redis webhooks are accepted and kept, and pages find
 * out by reading. Needs the package `redis`, 5 or later.
 *
 * @throws TypeError when the address or an option is wrong; its sentence does not repeat the address
 */
export function redisBus(address: RedisAddress, options: RedisBusOptions = {}): RedisBus {
  const { buffer, clock, kept, log: write, prefix, random } = readRedisOptions(options);
  checkAddress(address);
  const keys = redisKeys(prefix);
  const outbox = createOutbox(buffer);
  const seen = createSeen(clock);
  const log = createNudgeLog(kept, (missed) => {
    const step = Math.min(spreadStep, longestSpread / Math.max(1, missed.length));
    for (const [index, tell] of missed.entries()) clock.after(index * step, tell);
  });

  const send = (client: Parameters<Parameters<typeof writer.run>[1]>[0], { names, nudge }: Waiting): Promise<unknown> =>
    client.eval(acceptScript, {
      keys: [keys.stream, ...names.map(keys.seen)],
      arguments: [String(claimSeconds), String(kept), crypto.randomUUID().slice(0, 8), nudge?.taskRunId ?? "", nudge?.type ?? ""],
    });

  /** Tells Redis what it could not be told. What fails goes back, and is tried again when Redis is. */
  async function flush(): Promise<void> {
    while (outbox.size > 0) {
      const some = outbox.take(flushBatch);
      try {
        await writer.run(commandTimeout, (client) => Promise.all(some.map((one) => send(client, one))));
      } catch (error) {
        outbox.putBack(some);
        throw error;
      }
    }
    if (outbox.overflowed) {
      await writer.run(commandTimeout, (client) => send(client, { names: [], nudge: { taskRunId: everyRun, type: "resync" } }));
      outbox.forgetOverflow();
      write({ level: "error", event: "redis_overflow" });
    }
  }

  const writer = keepConnection({
    address,
    clock,
    random,
    async onUp(_, works) {
      const waiting = outbox.size;
      await flush();
      works();
      write({ level: "warn", event: "redis_up", part: "writer", waiting });
    },
    onDown: (error) => write({ level: "error", event: "redis_down", part: "writer", error }),
  });
  const reader = keepConnection({
    address,
    clock,
    random,
    onUp: (client, works) =>
      follow(client, keys, log, clock, () => {
        works();
        write({ level: "warn", event: "redis_up", part: "reader" });
      }),
    onDown: (error) => write({ level: "error", event: "redis_down", part: "reader", error }),
  });

  async function accept(names: readonly string[], nudge: Nudge | null): Promise<boolean> {
    if (names.length > 0 && !seen.claim(...names)) return false;
    const waiting = { names, nudge };
    try {
      return (await writer.run(commandTimeout, (client) => send(client, waiting))) === 1;
    } catch {
      outbox.put(waiting);
      // The pages of this process need not wait for Redis.
      if (nudge !== null) log.hint(nudge.taskRunId);
      return true;
    }
  }

  return {
    accept,
    publish: async (nudge) => void (await accept([], nudge)),
    subscribe: log.subscribe,
    sources: createSourceStore(writer, keys),
    owners: createOwnerStore(writer, keys),
    async close() {
      await flush().catch(() => undefined);
      writer.close();
      reader.close();
    },
  };
}
