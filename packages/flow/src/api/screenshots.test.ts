import { describe, expect, test } from "vitest";
import { atCredentials, until } from "../testing/open-session.ts";
import type { OpenOptions } from "../testing/open-session.ts";
import { judgePicture } from "./screenshots-address.ts";
import { createFeed } from "./screenshots-feed.ts";

const origin = "https://deck.test";
const pace = 5_000;

/** A run under way, and its pictures; loading one fetches it from the simulator, in place of a browser. */
async function watchedRun({ user = "user_stuck", imageOrigins = [origin], ...options }: OpenOptions & { user?: string; imageOrigins?: string[] } = {}) {
  const flow = await atCredentials(options);
  flow.signIn(user);
  await until(flow, "task-run");
  await flow.clock.advance(2_500);
  const taskRunId = flow.context().taskRunId ?? "";
  const warnings: string[] = [];
  const loaded: string[] = [];
  let loads: "at once" | "not at all" | "never" = "at once";
  const feed = createFeed(taskRunId, {
    ...flow.session.tools,
    cache: flow.session.cache,
    imageOrigins,
    async loadImage(url, signal) {
      loaded.push(url);
      if (loads === "not at all") throw new Error("It did not load.");
      if (loads === "never") return new Promise<string>((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
      const response = await flow.simulator.fetch(url);
      expect(response.headers.get("content-type")).toBe("image/png");
      return url;
    },
    warn: (message) => warnings.push(message),
  });
  return {
    ...flow,
    feed,
    warnings,
    loaded,
    setLoads: (value: typeof loads) => (loads = value),
    reads: () => flow.requests().filter((line) => line.endsWith("/screenshots")).length,
    connection: () => feed.current().connection,
    picture: () => feed.current().picture?.image ?? null,
    fault: (fault: "refused" | "stale" | "status", times: number) =>
      flow.simulator.control.fault({ operation: "task-runs.screenshots", fault, times }),
  };
}

describe("the pictures of a run", () => {
  test("are the newest of all, read at once and then every 5 s (R65)", async () => {
    const { feed, clock, reads, picture, connection } = await watchedRun();
    expect([reads(), connection()]).toEqual([0, "waiting"]);
    feed.follow("on");
    await clock.advance(100);
    const first = picture();
    expect(first).toMatch(/\/_files\/-\/screenshots\/trun_\w+\/0002\.png/);
    expect(connection()).toBe("live");
    await clock.advance(12 * pace);
    expect(reads()).toBe(13);
    expect(picture()).toMatch(/\/0014\.png/);
  });

  test("are read page by page, and from then on from the last page alone", async () => {
    const sent: string[] = [];
    const { feed, clock, picture, connection } = await watchedRun({
      between: (fetch) => (address, init) => {
        if (address.includes("/screenshots")) sent.push(new URL(address).search);
        return fetch(address, init);
      },
    });
    await clock.advance(150 * pace);
    feed.follow("on");
    await clock.advance(100);
    // A picture of the first page would be an old one.
    expect([picture(), connection()]).toEqual([null, "waiting"]);
    await clock.advance(2 * pace);
    expect(picture()).toMatch(/\/0154\.png/);
    expect(sent[0]).toBe("?limit=100");
    expect(sent[1]).toMatch(/^\?limit=100&cursor=cur_/);
    expect(sent.slice(2)).toEqual([sent[1]]);
  });

  test("freeze when reads bring no newer one for 15 s, and come alive again (M53)", async () => {
    const { feed, clock, fault, connection, picture } = await watchedRun();
    feed.follow("on");
    await clock.advance(100);
    const first = picture();
    fault("stale", 4);
    await clock.advance(3 * pace - 200);
    expect(connection()).toBe("live");
    await clock.advance(200);
    expect([connection(), picture()]).toEqual(["frozen", first]);
    await clock.advance(2 * pace);
    expect(connection()).toBe("live");
    expect(picture()).not.toBe(first);
  });

  test("are said to reconnect while reads fail, which no host hears of (R66, M53)", async () => {
    const { feed, clock, fault, connection, picture, outcomes, screen, reads } = await watchedRun();
    feed.follow("on");
    await clock.advance(100);
    const first = picture();
    fault("refused", 5);
    await clock.advance(pace);
    expect([connection(), picture()]).toEqual(["reconnecting", first]);
    await clock.advance(4 * pace);
    expect([connection(), reads()]).toEqual(["reconnecting", 6]);
    await clock.advance(pace);
    expect(connection()).toBe("live");
    expect([outcomes(), screen()]).toEqual([[], "task-run"]);
  });

  test("are asked for less and less often while the API refuses, and every 5 s again afterwards (R68)", async () => {
    const { feed, clock, reads, fault, connection } = await watchedRun();
    feed.follow("on");
    await clock.advance(100);
    fault("status", 4);
    // The waits: 5 s, then 5, 10, 20 and 40 s after a refusal.
    const counts: number[] = [];
    for (const wait of [5, 5, 10, 20]) {
      await clock.advance(wait * 1_000);
      counts.push(reads());
    }
    expect(counts).toEqual([2, 3, 4, 5]);
    await clock.advance(39_000);
    expect([reads(), connection()]).toEqual([5, "reconnecting"]);
    await clock.advance(1_000);
    expect([reads(), connection()]).toEqual([6, "live"]);
    await clock.advance(pace);
    expect(reads()).toBe(7);
  });

  test("that do not load are dropped; three in a row leave the words alone, until one loads again (R66)", async () => {
    const { feed, clock, setLoads, connection, picture } = await watchedRun();
    feed.follow("on");
    await clock.advance(100);
    const first = picture();
    setLoads("not at all");
    await clock.advance(2 * pace);
    expect([connection(), picture()]).toEqual(["reconnecting", first]);
    await clock.advance(pace);
    expect([connection(), picture()]).toEqual(["waiting", null]);
    setLoads("at once");
    await clock.advance(pace);
    expect(connection()).toBe("live");
  });

  test("that never arrive are given up after 20 s, and not asked for twice meanwhile", async () => {
    const { feed, clock, setLoads, loaded, connection } = await watchedRun();
    setLoads("never");
    feed.follow("on");
    await clock.advance(19_000);
    expect([loaded.length, connection()]).toEqual([1, "waiting"]);
    setLoads("at once");
    await clock.advance(2 * pace);
    expect([loaded.length > 1, connection()]).toEqual([true, "live"]);
  });

  test("from an origin that is not listed are never loaded, and the engineer is told once (T25, R66)", async () => {
    const { feed, clock, loaded, warnings, reads, ...run } = await watchedRun({ imageOrigins: ["https://elsewhere.test"] });
    const stop = feed.follow("on");
    await clock.advance(4 * pace);
    stop();
    feed.follow("on");
    await clock.advance(4 * pace);
    expect(feed.current()).toMatchObject({ blocked: true, picture: null });
    expect([loaded, reads()]).toEqual([[], 1]);
    expect(warnings).toEqual([expect.stringContaining("https://deck.test is not among the deployment's image origins")]);
    expect(run.outcomes()).toEqual([]);
  });
});

describe("nothing is asked for", () => {
  test("while paused; the picture stays, and reading goes on with a click (A-9)", async () => {
    const { feed, clock, reads, connection, picture } = await watchedRun();
    feed.follow("on");
    await clock.advance(100);
    const first = picture();
    feed.setPaused(true);
    await clock.advance(20 * pace);
    expect([reads(), connection(), picture()]).toEqual([1, "paused", first]);
    feed.setPaused(false);
    await clock.advance(100);
    expect([reads(), connection()]).toEqual([2, "live"]);
    expect(picture()).not.toBe(first);
  });

  test("while the page is hidden; what stands there afterwards is not called frozen", async () => {
    const { feed, clock, reads, device, connection } = await watchedRun();
    feed.follow("on");
    await clock.advance(100);
    device.setVisible(false);
    await clock.advance(20 * pace);
    expect([reads(), connection()]).toEqual([1, "live"]);
    device.setVisible(true);
    expect(connection()).toBe("live");
    await clock.advance(100);
    expect(reads()).toBe(2);
  });

  test("while nobody looks, and at most once in 5 s however often that changes (T26)", async () => {
    const { feed, clock, reads, device, session } = await watchedRun();
    await clock.advance(4 * pace);
    expect(reads()).toBe(0);
    for (let round = 0; round < 20; round += 1) {
      const stop = feed.follow("on");
      await clock.advance(100);
      feed.setPaused(true);
      feed.setPaused(false);
      device.setVisible(false);
      device.setVisible(true);
      await clock.advance(100);
      stop();
    }
    expect(reads()).toBe(1);
    const before = device.listening();
    feed.follow("on")();
    expect(device.listening()).toBe(before);
    session.stop();
  });

  test("while the source waits for an answer, but for one picture of what it asks (M54)", async () => {
    const { feed, clock, reads, picture } = await watchedRun({ user: "user_mfa" });
    const stop = feed.follow("on");
    await clock.advance(100);
    const first = picture();
    stop();
    feed.follow("once");
    await clock.advance(10 * pace);
    expect(reads()).toBe(2);
    expect(picture()).not.toBe(first);
  });
});

test("a picture that was on its way when the view was paused does not come in", async () => {
  const { feed, clock, setLoads, picture } = await watchedRun();
  setLoads("never");
  feed.follow("on");
  await clock.advance(100);
  feed.setPaused(true);
  await clock.advance(30_000);
  expect(picture()).toBeNull();
  setLoads("at once");
  feed.setPaused(false);
  await clock.advance(100);
  expect(picture()).not.toBeNull();
});

test("what the agent writes is a line each time it writes something else, oldest first", async () => {
  const { feed, clock } = await watchedRun({ user: "user_slow" });
  feed.follow("on");
  await clock.advance(8 * pace);
  expect(feed.current().lines.map(({ text }) => text)).toEqual([
    "The login page is open. I look for the fields for user name and password.",
    "The source is slow to answer. I wait.",
  ]);
});

describe("a picture's address", () => {
  const shot = (url: string, file_type?: string) => ({ url, created_at: "2026-01-01T00:00:00Z", ...(file_type === undefined ? {} : { file_type }) });
  const listed = ["https://shots.example.com", "http://127.0.0.1:4320", "http://shots.example.org"];

  test.each([
    ["https://shots.example.com/a.png?signature=1", "image/png"],
    ["https://SHOTS.example.com:443/a", "image/webp"],
    ["http://127.0.0.1:4320/_files/a.jpg", undefined],
  ])("%s of type %s may be loaded", (url, type) => {
    expect(judgePicture(shot(url, type), listed)).toEqual({ kind: "allowed", url: new URL(url).href });
  });

  test.each([
    ["https://shots.example.com.evil.test/a.png"],
    ["https://evil.test/?https://shots.example.com/a.png"],
    ["https://shots.example.com:8443/a.png"],
    ["http://127.0.0.1:4321/a.png"],
    ["https://sub.shots.example.com/a.png"],
  ])("%s is of another origin, whatever it looks like (T25)", (url) => {
    expect(judgePicture(shot(url, "image/png"), listed)).toEqual({ kind: "unlisted", origin: new URL(url).origin });
  });

  test.each([
    ["http://shots.example.org/a.png", "image/png"],
    ["https://user:word@shots.example.com/a.png", "image/png"],
    ["https://shots.example.com/a.svg", "image/svg+xml"],
    ["https://shots.example.com/a.svg", undefined],
    ["https://shots.example.com/a", "text/html"],
    ["data:image/png;base64,AAAA", "image/png"],
    ["blob:https://shots.example.com/1", "image/png"],
    ["javascript:alert(1)", "image/png"],
    ["/a.png", "image/png"],
    ["", "image/png"],
  ])("%s of type %s is none (T25)", (url, type) => {
    expect(judgePicture(shot(url, type), listed)).toEqual({ kind: "unusable" });
  });
});
