import { afterAll, beforeAll, expect, it } from "vitest";
import { createDeckSender } from "../../test/deck-sender.ts";
import type { Sent } from "../../test/deck-sender.ts";
import { openEventPage } from "../../test/event-page.ts";
import type { EventPage } from "../../test/event-page.ts";
import { deckWithUsers } from "../../test/many-users.ts";
import { startRedis } from "../../test/redis-server.ts";
import { startRelay } from "../../test/relay-processes.ts";
import type { RelayProcess } from "../../test/relay-processes.ts";

const people = 1_000;
const perSecond = 100;

let stop: (() => unknown)[] = [];
beforeAll(() => {
  stop = [];
});
afterAll(async () => {
  for (const one of stop.reverse()) await one();
});

/** Resolves so many milliseconds of real time later: other processes live in no other. */
const later = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Whether the page was told of the event by its own nudge. */
const toldOf = ({ told }: EventPage, event: Sent): boolean => told.some(({ type }) => type === event.type);

/**
 * Whether a page that was cut off learned of the event all the same: by its nudge, by one of a later event of its run, which is all that
 * who comes back is told, or, if it had seen nothing that it could name, by coming back, when pages read their runs.
 */
const caughtUp = (page: EventPage, event: Sent, later: ReadonlySet<string>): boolean =>
  toldOf(page, event) || page.told.some(({ at, type }) => at > event.at && later.has(type)) || page.connections.some(({ at, lastId }) => at > event.at && lastId === "");

/** The same where Redis has forgotten: nobody knows what was missed, and every page is told to read after it had happened. */
const caughtUpOrRead = (page: EventPage, event: Sent, later: ReadonlySet<string>): boolean =>
  caughtUp(page, event, later) || page.told.some(({ at, type }) => at > event.at && type === "resync");

/** A thousand pages at two processes, and what Deck sends. */
async function setUp() {
  const redis = await startRedis();
  stop.push(() => redis.kill());
  const { deck, users } = await deckWithUsers(people);
  stop.push(() => deck.close());
  const all: RelayProcess[] = [];
  const up: RelayProcess[] = [];
  stop.push(() => Promise.all(up.map((one) => one.end("SIGKILL"))));
  async function start(): Promise<void> {
    const one = await startRelay({ DECK_API_URL: deck.apiUrl, REDIS_URL: redis.url });
    all.push(one);
    up.push(one);
  }
  await start();
  await start();

  const pages = users.map((user, index) => openEventPage(user, () => up[index % up.length]?.origin ?? "", 300));
  stop.push(() => pages.forEach((page) => page.close()));
  const allOpen = () => expect.poll(() => pages.filter((page) => page.isOpen()).length, { timeout: 120_000 }).toBe(people);
  await allOpen();

  const sender = createDeckSender(() => up.map(({ origin }) => origin));
  stop.push(() => sender.close());
  const runIds = users.map(({ runId }) => runId);
  const byRun = new Map(pages.map((page) => [page.runId, page]));
  /** Of so many events nobody can be sure that the page learned. */
  const unheard = (heard: (page: EventPage, event: Sent, later: ReadonlySet<string>) => boolean, events: readonly Sent[] = sender.sent): number => {
    const ofRun = new Map<string, Sent[]>();
    for (const event of sender.sent) ofRun.set(event.runId, [...(ofRun.get(event.runId) ?? []), event]);
    return events.filter((event) => {
      const page = byRun.get(event.runId);
      const later = new Set(ofRun.get(event.runId)?.flatMap(({ at, type }) => (at > event.at ? [type] : [])));
      return page === undefined || !heard(page, event, later);
    }).length;
  };
  /** An event for each of these runs, and none after it; no more at a time than there are connections for. */
  async function sendToEach(some: readonly string[]): Promise<Sent[]> {
    const events: Sent[] = [];
    for (let from = 0; from < some.length; from += 50) events.push(...(await Promise.all(some.slice(from, from + 50).map((runId) => sender.send(runId)))));
    return events;
  }
  return { all, allOpen, pages, redis, runIds, sender, sendToEach, start, unheard, up };
}

it("loses no event for a page that comes back, and tells the app of none twice, whatever ends (F20, F21, F31, F32, T41, T42)", { timeout: 300_000 }, async () => {
  const { all, allOpen, pages, redis, runIds, sender, sendToEach, start, unheard, up } = await setUp();
  // To these runs nothing is sent but what is said here, so that no later event makes up for a lost one; the others are the load.
  const watched = runIds.slice(0, 200);
  const load = () => sender.start(runIds.slice(200), perSecond);
  let enough = load();
  await sendToEach(watched);
  await expect.poll(() => unheard(toldOf)).toBe(0);

  // One of the two dies in the middle of it. What happens before its pages have found the other one they are told there.
  const dies = up.splice(1, 1)[0]?.end("SIGKILL");
  const meanwhile = await sendToEach(watched);
  await dies;
  await allOpen();
  await start();
  await enough();
  await expect.poll(() => unheard(caughtUp)).toBe(0);
  expect(meanwhile).toHaveLength(200);
  // Pages of the process that lived on were never cut off, and told of each event.
  const stayed = new Set(pages.flatMap(({ runId }, index) => (index % 2 === 0 ? [runId] : [])));
  expect(pages.filter((page, index) => index % 2 === 0 && page.connections.length > 1)).toEqual([]);
  expect(unheard(toldOf, sender.sent.filter(({ runId }) => stayed.has(runId)))).toBe(0);

  // The other one is taken out of service and told to end, under load, as in a deploy.
  enough = load();
  const before = sender.sent.length;
  const words = pages.map((page) => page.retries());
  const told = performance.now();
  const ends = up.splice(0, 1)[0]?.end("SIGTERM");
  await sendToEach(watched);
  await ends;
  expect(performance.now() - told).toBeLessThan(10_000);
  await allOpen();
  // Each page was told when to come back, by the process that ended, and by the one it came to.
  await expect.poll(() => pages.filter((page, index) => page.retries() < (words[index] ?? 0) + 2).length).toBe(0);
  await start();
  await enough();
  await expect.poll(() => unheard(caughtUp)).toBe(0);
  expect(new Set(sender.sent.slice(before).flatMap(({ attempts }) => attempts))).toEqual(new Set([200]));

  // Redis dies, comes back at once, and has forgotten everything.
  enough = sender.start(runIds, perSecond);
  await later(500);
  await redis.kill();
  await redis.start();
  await later(2_000);

  // Redis is away for ten seconds.
  await redis.kill();
  await later(10_000);
  await redis.start();
  await later(1_500);
  await enough();

  // Who is told after an outage what came during it, is told within seconds.
  await expect.poll(() => unheard(caughtUpOrRead)).toBe(0);
  const after = await sendToEach(runIds.slice(0, 100));
  await expect.poll(() => unheard(toldOf, after)).toBe(0);

  // Deck was answered 2xx each time that anybody was there to answer: no event failed twice.
  expect(sender.sent.length).toBeGreaterThan(1_500);
  expect(sender.sent.filter(({ attempts }) => attempts.filter((status) => status !== 200).length > 1)).toEqual([]);
  expect(new Set(sender.sent.flatMap(({ attempts }) => attempts))).toEqual(new Set(sender.sent.some(({ attempts }) => attempts.includes(0)) ? [200, 0] : [200]));

  // Deck gives an answer five seconds. One of a hundred may have waited for a busy machine.
  const slowest = sender.sent.map((event) => event.slowest).sort((a, b) => a - b);
  expect(slowest[Math.floor(slowest.length * 0.99)]).toBeLessThan(5_000);

  // The app was told of each event once; of one whose first delivery died with its process perhaps not at all, never twice.
  const apps = all.flatMap((one) => one.told);
  expect(apps.length).toBe(new Set(apps).size);
  const broken = new Set(sender.sent.filter(({ attempts }) => attempts.includes(0)).map(({ id }) => id));
  expect(sender.sent.filter(({ id }) => !apps.includes(id) && !broken.has(id)).length).toBeLessThanOrEqual(1);
});
