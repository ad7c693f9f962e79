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

/**
 * Whether the page learned of the event: by its nudge, by being told to read after it had happened, or, as a page that comes back does, by
 * the nudge of a later event of its run.
 */
const learned = (page: EventPage, event: Sent, later: ReadonlySet<string>): boolean =>
  page.told.some(({ at, type }) => type === event.type || (at > event.at && (type === "resync" || later.has(type))));

it("loses no event for a page that comes back, and tells the app of none twice, whatever ends (F20, F21, F31, T41, T42)", { timeout: 90_000 }, async () => {
  const redis = await startRedis();
  stop.push(() => redis.kill());
  const { deck, users } = await deckWithUsers(people);
  stop.push(() => deck.close());
  const environment = { DECK_API_URL: deck.apiUrl, REDIS_URL: redis.url };
  const all: RelayProcess[] = [await startRelay(environment), await startRelay(environment)];
  const up = [...all];
  stop.push(() => Promise.all(up.map((one) => one.end("SIGKILL"))));

  const pages = users.map((user, index) => openEventPage(user, () => up[index % up.length]?.origin ?? "", 300));
  stop.push(() => pages.forEach((page) => page.close()));
  const allOpen = () => expect.poll(() => pages.filter((page) => page.isOpen()).length, { timeout: 20_000 }).toBe(people);
  await allOpen();

  const sender = createDeckSender(() => up.map(({ origin }) => origin));
  stop.push(() => sender.close());
  const enough = sender.start(users.map(({ runId }) => runId), perSecond);
  await later(1_500);

  // One of the two dies in the middle of it, and another one comes.
  await up.splice(1, 1)[0]?.end("SIGKILL");
  await allOpen();
  const third = await startRelay(environment);
  all.push(third);
  up.push(third);
  await later(1_000);

  // Redis dies, comes back at once, and has forgotten everything.
  await redis.kill();
  await redis.start();
  await later(2_000);

  // Redis is away for ten seconds.
  await redis.kill();
  await later(10_000);
  await redis.start();
  const back = performance.now();
  await later(1_500);
  await enough();

  // Who is told after an outage what came during it, is told within seconds.
  const byRun = new Map(pages.map((page) => [page.runId, page]));
  const unheard = () => sender.sent.filter((event) => {
    const page = byRun.get(event.runId);
    const later = new Set(sender.sent.filter((other) => other.runId === event.runId && other.at > event.at).map(({ type }) => type));
    return page === undefined || !learned(page, event, later);
  }).length;
  await expect.poll(unheard, { timeout: 15_000, interval: 100 }).toBe(0);
  expect(performance.now() - back).toBeLessThan(15_000);
  const after = await Promise.all(users.slice(0, 100).map(({ runId }) => sender.send(runId)));
  await expect.poll(() => after.every((event) => byRun.get(event.runId)?.told.some(({ type }) => type === event.type)), { timeout: 5_000 }).toBe(true);

  // Deck was answered 2xx each time that anybody was there to answer: no event failed twice.
  expect(sender.sent.length).toBeGreaterThan(1_500);
  expect(sender.sent.filter(({ attempts }) => attempts.filter((status) => status !== 200).length > 1)).toEqual([]);
  expect(new Set(sender.sent.flatMap(({ attempts }) => attempts))).toEqual(new Set(sender.sent.some(({ attempts }) => attempts.includes(0)) ? [200, 0] : [200]));

  // Deck gives an answer five seconds.
  expect(Math.max(...sender.sent.map(({ slowest }) => slowest))).toBeLessThan(5_000);

  // The app was told of each event once; of one whose first delivery died with its process perhaps not at all, never twice.
  const told = all.flatMap((one) => one.told);
  expect(told.length).toBe(new Set(told).size);
  const broken = new Set(sender.sent.filter(({ attempts }) => attempts.includes(0)).map(({ id }) => id));
  expect(sender.sent.filter(({ id }) => !told.includes(id) && !broken.has(id)).length).toBeLessThanOrEqual(1);

  // Pages of the process that lived on were never cut off.
  expect(pages.filter((page, index) => index % 2 === 0 && page.connected() > 1)).toEqual([]);
});
