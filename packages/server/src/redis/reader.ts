import { isId } from "@deck-auth/contract";
import type { Clock } from "@deck-auth/contract";
import type { NudgeLog } from "../relay/nudge-log.ts";
import { within } from "../timeout.ts";
import type { Client } from "./connection.ts";
import type { RedisKeys } from "./keys.ts";
import { headScript } from "./scripts.ts";

/** Redis holds an answer back so long, in milliseconds, when there is nothing new. */
const block = 5_000;
/** Beyond that it is given so long. */
const patience = 3_000;
const batch = 500;

/** In place of a run: all of them. */
export const everyRun = "*";

/** The number before the dash of a stream's id. */
const placeOf = (id: string): number => Number(/^(\d{1,15})-/.exec(id)?.[1] ?? Number.NaN);

/**
 * Copies the stream into the log, until the connection fails. At first, and whenever there was nothing new, it looks whether this
 * is still the stream it knew: a Redis that lost its data, or was put back, begins to count anew, and one that was behind when it took
 * over gives away places a second time; nobody knows what was lost.
 *
 * @param onRead called once, after the first read: a user may be allowed to look and not to read
 */
export async function follow(client: Client, keys: RedisKeys, log: NudgeLog, clock: Clock, onRead: () => void): Promise<never> {
  const ask = <T>(work: () => Promise<T>): Promise<T> => within(clock, block + patience, work);
  /** Id of the entry that was read last, whoever wrote it. */
  let cursor = `${log.position}-0`;

  async function look(): Promise<void> {
    const answer = await ask(() => client.eval(headScript, { keys: [keys.stream], arguments: [`${log.position}-0`] }));
    const [epoch, oldest, newest, tag] = Array.isArray(answer) ? answer.map(String) : [];
    const [floor, end] = [placeOf(oldest ?? "") - 1, placeOf(newest ?? "")];
    if (epoch === undefined || Number.isNaN(floor) || Number.isNaN(end)) throw new Error("The stream is not ours.");
    if (epoch === log.epoch && end >= log.position && floor <= log.position && tag === (log.tag ?? tag)) return;
    log.begin(epoch, floor, end);
    cursor = `${floor}-0`;
  }

  await look();
  for (let hasRead = false; ; hasRead = true) {
    // The first one at once, so that it is soon known whether it can be read at all.
    const streams = await ask(() => client.xRead({ key: keys.stream, id: cursor }, hasRead ? { BLOCK: block, COUNT: batch } : { COUNT: batch }));
    if (!hasRead) onRead();
    const entries = streams?.[0]?.messages ?? [];
    for (const { id, message } of entries) {
      cursor = id;
      const { epoch = "", run = "", tag = "", type = "" } = message;
      const place = placeOf(id);
      if (epoch !== log.epoch) log.begin(epoch, place - 1, place - 1);
      log.append(place, { taskRunId: isId("taskRun", run) ? run : everyRun, type }, tag);
      if (run === everyRun) log.everybodyMissed();
    }
    if (entries.length === 0) await look();
  }
}
