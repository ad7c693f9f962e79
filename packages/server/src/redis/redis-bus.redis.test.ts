import { sourcesIndex } from "@deck-auth/contract";
import { createClient } from "redis";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { startRedis } from "../../test/redis-server.ts";
import type { RedisServer } from "../../test/redis-server.ts";
import { pageGet } from "../../test/requests.ts";
import { simulatedDeck } from "../../test/simulated.ts";
import type { SimulatedDeck } from "../../test/simulated.ts";
import { createUnderWay } from "../../test/under-way.ts";
import { envelope, failingUpstream } from "../../test/upstream.ts";
import type { DeckAuthLogEntry, SourceStore } from "../index.ts";
import { redisBus } from "./index.ts";
import type { RedisBus, RedisBusOptions } from "./index.ts";

let redis: RedisServer;
const open: RedisBus[] = [];
let prefixes = 0;
let prefix = "";

beforeAll(async () => {
  redis = await startRedis();
});
afterAll(() => redis.kill());
afterEach(async () => {
  await Promise.all(open.splice(0).map((bus) => bus.close()));
});

/** A process's bus, and what it wrote into its log. */
function connect(options: RedisBusOptions = {}, url = redis.url) {
  const logged: DeckAuthLogEntry[] = [];
  const bus = redisBus(url, { prefix, log: (entry) => logged.push(entry), ...options });
  open.push(bus);
  const waitFor = (one: "reader" | "writer") => expect.poll(() => logged.findLast((entry) => "part" in entry && entry.part === one)?.event).toBe("redis_up");
  /** Resolves once its connection that writes is there, however often it was before. */
  const up = () => waitFor("writer");
  /** Resolves once it has read what there was: who listens then hears what comes, and no more. */
  const reads = () => waitFor("reader");
  return { bus, logged, reads, up };
}

/** Two processes on keys of their own. */
async function twoProcesses(options: RedisBusOptions = {}) {
  prefixes += 1;
  prefix = `test-${prefixes}`;
  const [a, b] = [connect(options), connect(options)];
  await Promise.all([a, b].flatMap((one) => [one.up(), one.reads()]));
  return { a, b };
}

/** Someone who listens: types of nudges, and `resync`. */
function listen(bus: RedisBus, taskRunId = "trun_1", lastId: string | null = null) {
  const told: string[] = [];
  const ids: string[] = [];
  const leave = bus.subscribe(taskRunId, lastId, {
    nudge({ id, type }) {
      told.push(type);
      ids.push(id);
    },
    missed: () => told.push("resync"),
  });
  return { told, ids, leave };
}

const nudge = (type: string, taskRunId = "trun_1") => ({ taskRunId, type });

describe("redisBus()", () => {
  it("carries a nudge to the pages of every process, in order", async () => {
    const { a, b } = await twoProcesses();
    const [here, there, other] = [listen(a.bus), listen(b.bus), listen(b.bus, "trun_2")];
    for (const type of ["one", "two", "three"]) await a.bus.publish(nudge(type));
    await expect.poll(() => [here.told, there.told]).toEqual([["one", "two", "three"], ["one", "two", "three"]]);
    expect(other.told).toEqual([]);
    there.leave();
    there.leave();
    await a.bus.publish(nudge("four"));
    await expect.poll(() => here.told).toHaveLength(4);
    expect(there.told).toHaveLength(3);
  });

  it("lets one process alone have a webhook, whichever of its names came before (T41)", async () => {
    const { a, b } = await twoProcesses();
    const races = Array.from({ length: 50 }, (_, index) =>
      Promise.all([a, b, a, b].map(({ bus }) => bus.accept([`webhook:${index}`, `event:${index}`], nudge("once", `trun_${index}`)))),
    );
    for (const won of await Promise.all(races)) expect(won.filter(Boolean)).toHaveLength(1);
    expect(await b.bus.accept(["webhook:other", "event:7"], null)).toBe(false);
    expect(await a.bus.accept(["webhook:7", "event:other"], null)).toBe(false);
    expect(await b.bus.accept(["webhook:new", "event:new"], null)).toBe(true);
  });

  it("gives a page that comes back to another process what it missed, and no more", async () => {
    const { a, b } = await twoProcesses();
    const first = listen(a.bus);
    await a.bus.publish(nudge("one"));
    await expect.poll(() => first.told).toEqual(["one"]);
    first.leave();
    for (const type of ["two", "three"]) await b.bus.publish(nudge(type));
    const witness = listen(b.bus);
    await b.bus.publish(nudge("four"));
    await expect.poll(() => witness.told.at(-1)).toBe("four");
    expect(listen(b.bus, "trun_1", first.ids[0] ?? "").told).toEqual(["four"]);
    // A process that begins now knows the past too.
    const c = connect();
    const again = listen(c.bus, "trun_1", first.ids[0] ?? "");
    await expect.poll(() => again.told.at(-1)).toBe("four");
    expect(listen(b.bus, "trun_1", witness.ids.at(-1) ?? "").told).toEqual([]);
  });

  it("tells a new page nothing of the past", async () => {
    const { a } = await twoProcesses();
    await a.bus.publish(nudge("past"));
    const c = connect();
    // By its place it is known that this process has read what there is.
    const witness = listen(c.bus, "trun_1", "x");
    await expect.poll(() => witness.told).toEqual(["resync"]);
    const page = listen(c.bus);
    await a.bus.publish(nudge("present"));
    await expect.poll(() => page.told).toEqual(["present"]);
  });

  it("tells a page to read anew that came before Redis was reached (F20, F31)", async () => {
    const { a } = await twoProcesses();
    const c = connect();
    const page = listen(c.bus);
    expect(await a.bus.accept(["webhook:1"], nudge("meanwhile"))).toBe(true);
    await expect.poll(() => page.told.some((told) => told === "resync" || told === "meanwhile")).toBe(true);
  });

  it("tells every page to read anew when a replica that was behind took over (F31)", async () => {
    const { a } = await twoProcesses();
    const page = listen(a.bus);
    for (const type of ["one", "two"]) await a.bus.publish(nudge(type));
    await expect.poll(() => page.told).toEqual(["one", "two"]);
    const [replica, stream] = [createClient({ url: redis.url }).on("error", () => undefined), `{${prefix}}:nudges`];
    await replica.connect();
    const first = (await replica.xRange(stream, "-", "+"))?.[0];
    const epoch = first?.message["epoch"] ?? "";
    // It had none of the two, and since it leads, others have their places.
    await replica.del(stream);
    for (const place of [1, 2]) await replica.xAdd(stream, `${place}-0`, { epoch, run: "trun_other", type: "other", tag: `other${place}` });
    await replica.sendCommand(["CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes"]);
    await expect.poll(() => page.told).toEqual(["one", "two", "resync"]);
    // Once this process has read the others.
    await expect.poll(() => listen(a.bus, "trun_1", page.ids[1] ?? "").told).toEqual(["resync"]);
    await a.bus.publish(nudge("three"));
    await expect.poll(() => page.told.at(-1)).toBe("three");
    replica.destroy();
  });

  it("keeps whose a run is for all processes (F32, T39)", async () => {
    const { a, b } = await twoProcesses();
    for (const externalId of ["ada lovelace\n", "", null]) {
      await a.bus.owners.write("trun_1", { credentialId: "cred_1", externalId }, 60_000);
      expect(await b.bus.owners.read("trun_1")).toEqual({ credentialId: "cred_1", externalId });
    }
    expect(await b.bus.owners.read("trun_2")).toBeNull();
  });

  it.each(["ffffffff-1", "x", "", "1-0"])("tells a page to read anew when it cannot know what it missed since %j", async (lastId) => {
    const { a } = await twoProcesses();
    await a.bus.publish(nudge("one"));
    const page = listen(a.bus, "trun_1", lastId);
    await expect.poll(() => page.told).toEqual(["resync"]);
  });

  it("tells a page to read anew when it was away for longer than nudges are kept", async () => {
    const { a, b } = await twoProcesses({ kept: 50 });
    const first = listen(a.bus);
    await a.bus.publish(nudge("one"));
    await expect.poll(() => first.told).toHaveLength(1);
    for (let count = 0; count < 200; count += 1) await b.bus.publish(nudge("more", "trun_other"));
    const witness = listen(b.bus, "trun_other");
    await b.bus.publish(nudge("last", "trun_other"));
    await expect.poll(() => witness.told.at(-1)).toBe("last");
    expect(listen(b.bus, "trun_1", first.ids[0] ?? "").told).toEqual(["resync"]);
  });

  it("goes on when Redis hangs, and passes on what waited, once (F31, T42)", async () => {
    const { a, b } = await twoProcesses();
    const [here, there] = [listen(a.bus), listen(b.bus)];
    redis.pause();
    // Neither waits for Redis, which does not answer before both are over.
    expect(await a.bus.accept(["webhook:1", "event:1"], nudge("hung"))).toBe(true);
    expect(await a.bus.accept(["webhook:1", "event:1"], nudge("hung"))).toBe(false);
    // The pages of this process need not wait.
    expect(here.told).toEqual(["resync"]);
    redis.resume();
    await a.up();
    await expect.poll(() => there.told).toEqual(["hung"]);
    expect(await b.bus.accept(["webhook:1", "event:1"], nudge("hung"))).toBe(false);
    expect(a.logged.map(({ event }) => event)).toContain("redis_down");
  });

  it("tells every page to read anew when Redis has forgotten, and goes on (F31)", async () => {
    const { a, b } = await twoProcesses();
    const pages = [listen(a.bus), listen(b.bus, "trun_2")];
    await a.bus.publish(nudge("one"));
    await expect.poll(() => pages[0]?.told).toEqual(["one"]);
    await redis.kill();
    expect(await a.bus.accept(["webhook:2", "event:2"], nudge("away", "trun_2"))).toBe(true);
    await redis.start();
    await expect.poll(() => pages.map(({ told }) => told.includes("resync"))).toEqual([true, true]);
    await expect.poll(() => pages[1]?.told.includes("away") === true || pages[1]?.told.includes("resync") === true).toBe(true);
    await b.bus.publish(nudge("two"));
    await expect.poll(() => pages[0]?.told.at(-1)).toBe("two");
    const again = listen(b.bus, "trun_1", pages[0]?.ids[0] ?? "");
    expect(again.told).toEqual(["resync"]);
  });

  it("keeps so many webhooks and no more while Redis is away, and says so", async () => {
    const { a, b } = await twoProcesses({ buffer: 10 });
    const there = listen(b.bus);
    await redis.kill();
    for (let count = 0; count < 40; count += 1) expect(await a.bus.accept([`webhook:${count}`], nudge(`n${count}`))).toBe(true);
    await redis.start();
    await expect.poll(() => there.told).toContain("resync");
    expect(there.told).not.toContain("n20");
    await a.bus.publish(nudge("last"));
    await expect.poll(() => there.told.at(-1)).toBe("last");
    expect(a.logged.map(({ event }) => event)).toContain("redis_overflow");
  });

  it("keeps password and address out of its log", async () => {
    const { logged } = connect({}, redis.url.replace("//", "//deck:canary-password@"));
    await expect.poll(() => logged.length).toBeGreaterThan(0);
    const absent = connect({}, "redis://deck:canary-password@127.0.0.1:1");
    await expect.poll(() => absent.logged.length).toBeGreaterThan(0);
    expect([...logged, ...absent.logged].map(({ event }) => event)).toEqual(expect.arrayContaining(["redis_down"]));
    expect(JSON.stringify([logged, absent.logged])).not.toMatch(/canary|127\.0\.0\.1/);
  });

  it("says which of its two connections is away and why, once for each outage, and when it is back", async () => {
    const admin = createClient({ url: redis.url });
    await admin.connect();
    const allow = (rules: string[]) => admin.sendCommand(["ACL", "SETUSER", "reader", "on", ">canary-password", "~*", "+@all", ...rules]);
    await allow(["-xread"]);
    const { bus, logged, up } = connect({}, redis.url.replace("//", "//reader:canary-password@"));
    await up();
    const about = (part: string) => logged.filter((entry) => "part" in entry && entry.part === part);
    await expect.poll(() => about("reader")).toEqual([{ level: "error", event: "redis_down", part: "reader", error: "NOPERM" }]);
    const page = listen(bus);
    await allow([]);
    await expect.poll(async () => {
      await bus.publish(nudge("one"));
      return page.told;
    }).toContain("one");
    await allow(["-xread"]);
    await admin.sendCommand(["CLIENT", "KILL", "USER", "reader"]);
    await expect.poll(() => about("reader").map(({ event }) => event)).toEqual(["redis_down", "redis_up", "redis_down"]);
    expect(about("writer").every((entry) => "error" in entry === (entry.event === "redis_down"))).toBe(true);

    const stranger = connect({}, redis.url.replace("//", "//deck:canary-password@"));
    await expect.poll(() => stranger.logged).toEqual(expect.arrayContaining(["reader", "writer"].map((part) => ({ level: "error", event: "redis_down", part, error: "WRONGPASS" }))));
    expect(JSON.stringify([logged, stranger.logged])).not.toContain("canary");
    admin.destroy();
  });

  it("goes on with a log that throws (T42)", async () => {
    const bus = redisBus("redis://127.0.0.1:1", { log: () => { throw new Error("The disk is full."); } });
    open.push(bus);
    for (let count = 0; count < 3; count += 1) expect(await bus.accept([`webhook:${count}`], nudge("away"))).toBe(true);
  });

  it("never rejects, closed or not", async () => {
    const { a } = await twoProcesses();
    await a.bus.close();
    await a.bus.close();
    expect(await a.bus.accept(["webhook:late"], nudge("late"))).toBe(true);
    await a.bus.publish(nudge("late"));
  });

  it.each([{ kept: 0 }, { buffer: 1.5 }, { prefix: "" }, { prefix: "a b" }])("refuses %j", (options) => {
    expect(() => redisBus(redis.url, options)).toThrow(/redisBus/);
  });
});

describe("the index of sources in Redis", () => {
  /** A process with a store; its time moves in the test's hand, Redis's does not. */
  function process(bus: RedisBus, away = false): SimulatedDeck {
    const down = failingUpstream(envelope(500, "api", "api_error"));
    return simulatedDeck({ sourceStore: watched(bus.sources), ...(away ? { fetch: down.fetch } : {}) }, 250);
  }
  /** Redis, and the hashing of names and contents: meanwhile the decks' time stands still. */
  const realTime = createUnderWay();
  const watched = (store: SourceStore): SourceStore => ({
    read: realTime.watch(store.read),
    write: realTime.watch(store.write),
    claimWalk: realTime.watch(store.claimWalk),
    releaseWalk: realTime.watch(async (name: string) => store.releaseWalk?.(name)),
  });
  const digest = realTime.watch(crypto.subtle.digest.bind(crypto.subtle));
  beforeAll(() => void vi.spyOn(crypto.subtle, "digest").mockImplementation(digest));
  afterAll(() => void vi.restoreAllMocks());

  const settle = async (deck: SimulatedDeck, answer: Promise<Response>): Promise<Response> => {
    for (let passed = 0; passed < 120_000; passed += 100) {
      await realTime.over();
      const given = await Promise.race([answer, null]);
      if (given !== null) return given;
      await deck.clock.advance(100);
    }
    throw new Error("There was no answer in two minutes.");
  };

  it("is walked by one process for all, and outlives an outage and a restart", async () => {
    const { a, b } = await twoProcesses();
    const [first, second] = [process(a.bus), process(b.bus)];
    const [one, two] = await Promise.all([first, second].map((deck) => settle(deck, deck.deckAuth.handle(pageGet("/sources")))));
    expect([one?.status, two?.status]).toEqual([200, 200]);
    expect(first.requests.length + second.requests.length).toBe(3);
    const text = await one?.text();
    expect(sourcesIndex.parse(JSON.parse(text ?? "")).items).toHaveLength(261);
    expect(await two?.text()).toBe(text);

    const restarted = process(b.bus, true);
    const answer = await settle(restarted, restarted.deckAuth.handle(pageGet("/sources")));
    expect(await answer.text()).toBe(text);
  });

  it("is walked by another process at once when the first one failed", async () => {
    const { a, b } = await twoProcesses();
    const failing = process(a.bus, true);
    expect((await settle(failing, failing.deckAuth.handle(pageGet("/sources")))).status).toBe(502);
    const other = process(b.bus);
    expect(await b.bus.sources.claimWalk("another", 60_000)).toBe(true);
    await a.bus.sources.releaseWalk?.("another");
    expect(await a.bus.sources.claimWalk("another", 60_000)).toBe(false);
    const begun = other.clock.now();
    expect((await settle(other, other.deckAuth.handle(pageGet("/sources")))).status).toBe(200);
    expect(other.clock.now() - begun).toBeLessThan(10_000);
  });

  it("is another one for another organization", async () => {
    const { a } = await twoProcesses();
    const [first, second] = [process(a.bus), simulatedDeck({ sourceStore: watched(a.bus.sources), secretKey: "sk_live_other" }, 3)];
    await settle(first, first.deckAuth.handle(pageGet("/sources")));
    await settle(second, second.deckAuth.handle(pageGet("/sources")));
    expect(second.requests.length).toBeGreaterThan(0);
  });

  it("is walked without the store when that is away", async () => {
    const { a } = await twoProcesses();
    await redis.kill();
    await expect.poll(() => a.logged.at(-1)?.event).toBe("redis_down");
    const deck = process(a.bus);
    const answer = await settle(deck, deck.deckAuth.handle(pageGet("/sources")));
    expect(answer.status).toBe(200);
    expect(deck.requests).toHaveLength(3);
    await redis.start();
  });
});
