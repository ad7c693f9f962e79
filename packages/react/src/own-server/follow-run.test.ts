import { beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { ownServer } from "../../test/own-server.ts";
import { followRun } from "./follow-run.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
  vi.spyOn(Math, "random").mockReturnValue(0.5);
  onTestFinished(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });
});

const refused = () => new Response(null, { status: 503 });

/** Lets everything happen that needs no time. */
const settle = () => vi.advanceTimersByTimeAsync(0);

function follow(answer?: Parameters<typeof ownServer>[0]) {
  const server = ownServer(answer);
  const told: (string | boolean)[] = [];
  const ended = new AbortController();
  const done = followRun(new URL("https://app.test/own/events?taskRunId=trun_1"), { nudge: () => told.push("nudge"), live: (is) => told.push(is) }, ended.signal);
  onTestFinished(() => ended.abort());
  const stream = (number: number) => {
    const found = server.streams[number - 1];
    if (!found) throw new Error(`There is no stream ${number}.`);
    return found;
  };
  return { ...server, stream, told, done, end: () => ended.abort() };
}

describe("the stream behind eventsUrl (F20)", () => {
  test("is live from its first sign of life on, nudges then and for each event, and says the same thing once", async () => {
    const { stream, told } = follow();
    await settle();
    expect(told).toEqual([]);
    stream(1).send("retry: 2000\n\n");
    await settle();
    expect(told).toEqual([true, "nudge"]);
    stream(1).send('id: e-1\ndata: {"taskRunId":"trun_1","type":"task_run.running","seq":1}\n\n: still here\n\nda');
    stream(1).send("ta: {}\n\n");
    await settle();
    expect(told).toEqual([true, "nudge", "nudge", "nudge"]);
  });

  test("asks with the user's cookies, of this origin alone, past every cache", async () => {
    const { stream } = follow();
    await settle();
    expect(stream(1).address.href).toBe("https://app.test/own/events?taskRunId=trun_1");
    expect(stream(1).init).toMatchObject({ mode: "same-origin", cache: "no-store" });
    expect(stream(1).lastEventId).toBeNull();
  });

  test("comes back after a break with the last event's id, after the server's own time, and nudges again", async () => {
    const { stream, streams, told } = follow();
    await settle();
    stream(1).send("retry: 700\n\nid: e-7\ndata: {}\n\n");
    await vi.advanceTimersByTimeAsync(20_000);
    told.length = 0;
    stream(1).end();
    await vi.advanceTimersByTimeAsync(699);
    expect(streams).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(streams).toHaveLength(2);
    expect(stream(2).lastEventId).toBe("e-7");
    stream(2).send("retry: 2000\n\n");
    await settle();
    // It was gone for so short that the flow had nothing to know.
    expect(told).toEqual(["nudge"]);
  });

  test("is dead when it is silent for 45 seconds, which a heartbeat of 15 prevents", async () => {
    const { stream, streams } = follow();
    await settle();
    for (let count = 0; count < 8; count += 1) {
      stream(1).send(": still here\n\n");
      await vi.advanceTimersByTimeAsync(15_000);
    }
    expect(stream(1).isLeft).toBe(false);
    await vi.advanceTimersByTimeAsync(29_999);
    expect(stream(1).isLeft).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(stream(1).isLeft).toBe(true);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(streams).toHaveLength(2);
  });

  test("after two failures in a row the flow looks for itself, and the stream is tried ever more slowly, up to once a minute", async () => {
    const at: number[] = [];
    const begun = Date.now();
    const { stream, told } = follow((_, count) => {
      at.push(Date.now() - begun);
      return count === 1 ? undefined : refused();
    });
    await settle();
    stream(1).send("retry: 2000\n\n");
    stream(1).break();
    await settle();
    expect(told).toEqual([true, "nudge"]);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(told).toEqual([true, "nudge", false]);
    await vi.advanceTimersByTimeAsync(240_000);
    expect(at).toEqual([0, 2_000, 6_000, 14_000, 30_000, 62_000, 122_000, 182_000, 242_000]);
  });

  test("is live again when it comes back, and its failures are forgotten once it stood for 15 seconds", async () => {
    let isDown = true;
    const { stream, streams, told } = follow(() => (isDown ? refused() : undefined));
    await vi.advanceTimersByTimeAsync(100_000);
    expect(told).toEqual([]);
    isDown = false;
    await vi.advanceTimersByTimeAsync(60_000);
    stream(1).send("retry: 2000\n\n");
    await vi.advanceTimersByTimeAsync(15_000);
    expect(told).toEqual([true, "nudge"]);
    stream(1).break();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(streams).toHaveLength(2);
  });

  test.each([
    ["one and a half times", 1, 2_500],
    ["three quarters", 0, 1_500],
  ])("spreads its tries: up to %s of the time", async (_, chance, wait) => {
    vi.spyOn(Math, "random").mockReturnValue(chance);
    const { requests } = follow(refused);
    await vi.advanceTimersByTimeAsync(wait - 1);
    expect(requests).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(requests).toHaveLength(2);
  });

  test.each(["while it stands", "while it waits"])("ends %s without a timer left, and says that it is over", async (when) => {
    const { done, end, stream, streams, told } = follow();
    await settle();
    stream(1).send("retry: 2000\n\n");
    await settle();
    if (when === "while it waits") {
      stream(1).end();
      await settle();
    }
    end();
    await done;
    expect(told).toEqual([true, "nudge", false]);
    expect(vi.getTimerCount()).toBe(0);
    await vi.advanceTimersByTimeAsync(120_000);
    expect(streams).toHaveLength(1);
  });
});
