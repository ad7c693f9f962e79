import { channel, maximumMessageLength, protocolVersion } from "@deck-auth/contract/messages";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { ownServer } from "../../test/own-server.ts";
import { readSources } from "./read-sources.ts";

const address = new URL("https://app.test/own/sources");
const unavailable = [{ part: 1, of: 0, items: [] }];
const read = (answer: () => Response) => {
  ownServer(answer);
  return readSources(address, new AbortController().signal);
};
const json = (value: unknown) => () => Response.json(value);
const item = (number: number, name: string | null = `Source ${number} « é »`) => ({ id: `src_${number}`, name, host: `www.source-${number}.example` });

describe("the index behind sourcesUrl", () => {
  test("comes in parts that are messages of a size that is read, each item once and in its order", async () => {
    const items = Array.from({ length: 10_000 }, (_, index) => item(index));
    const parts = await read(json({ items }));
    expect(parts.length).toBeGreaterThan(5);
    expect(parts.map(({ part, of }) => [part, of])).toEqual(parts.map((_, index) => [index + 1, parts.length]));
    expect(parts.flatMap(({ items }) => items)).toEqual(items);
    for (const data of parts) expect(JSON.stringify({ channel, version: protocolVersion, type: "sources", data }).length).toBeLessThanOrEqual(maximumMessageLength);
  });

  test("of an organization without sources is one empty part, not none", async () => {
    expect(await read(json({ items: [] }))).toEqual([{ part: 1, of: 1, items: [] }]);
  });

  test("leaves out rows that are none, or too large for any message, and keys that nobody knows", async () => {
    const odd = [{ ...item(1), secret: "x" }, item(2, null), { id: 3, name: "x", host: "x" }, null, "src_4", { id: "src_5", name: 5, host: "x" }, { id: "src_6", name: "x" }, item(7, "x".repeat(100_000))];
    expect(await read(json({ items: odd }))).toEqual([{ part: 1, of: 1, items: [item(1), item(2, null)] }]);
  });

  test.each([
    ["a refusal", () => Response.json({ errors: [] }, { status: 401 })],
    ["a page in place of JSON", () => new Response("<!doctype html>")],
    ["something else", json({ sources: [] })],
    ["nothing", json(null)],
  ])("an answer that is %s says that there is none", async (_, answer) => {
    expect(await read(answer)).toEqual(unavailable);
  });

  test("says so too without an address, on a broken line, and when no answer comes within 10 seconds", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    onTestFinished(() => void vi.useRealTimers());
    const { signal } = new AbortController();
    expect(await readSources(undefined, signal)).toEqual(unavailable);
    ownServer(() => Promise.reject(new TypeError("network error")));
    expect(await readSources(address, signal)).toEqual(unavailable);
    ownServer(() => new Promise(() => {}));
    const late = readSources(address, signal);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await late).toEqual(unavailable);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("is let go of when the flow is", async () => {
    const { requests } = ownServer(() => new Promise(() => {}));
    const flow = new AbortController();
    const waiting = readSources(address, flow.signal);
    flow.abort();
    expect(await waiting).toEqual(unavailable);
    expect(requests).toHaveLength(1);
  });
});
