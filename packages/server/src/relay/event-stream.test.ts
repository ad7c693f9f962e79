import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { listen } from "../../test/listener.ts";
import { errorName, pageGet, read } from "../../test/requests.ts";
import { simulatedDeck } from "../../test/simulated.ts";
import type { Bus, Subject, Subscriber } from "../index.ts";
import { memoryBus } from "../index.ts";

/** A bus in the test's hand, and a page that listens to it. */
async function listening() {
  let subscriber: Subscriber | null = null;
  const bus: Bus = {
    publish: () => Promise.resolve(),
    subscribe(_run, _lastId, given) {
      subscriber = given;
      return () => (subscriber = null);
    },
  };
  const deck = simulatedDeck({ bus });
  const run = await deck.start((await deck.store("ada", "user_mfa")).id);
  const page = listen(await deck.deckAuth.handle(pageGet(`/events?taskRunId=${run.id}`)));
  return { ...deck, run, page, nudge: (id: string, type: string) => subscriber?.nudge({ id, taskRunId: run.id, type }), subscribed: () => subscriber !== null };
}

describe("what a stream may carry (T40)", () => {
  it("lets no id and no type of a bus begin a line of its own", async () => {
    const { clock, nudge, page, run } = await listening();
    const nasty = fc.oneof(fc.string(), fc.string({ unit: "binary" }), fc.constantFrom("1\ndata: {}", "1\r\n\r\ndata: x", "a\u2028b", "id: 1", ":", "\0"));
    let count = 0;
    await fc.assert(
      fc.asyncProperty(nasty, nasty, async (id, type) => {
        const before = page.text().length;
        nudge(id, type);
        count += 1;
        await clock.advance(0);
        const block = page.text().slice(before);
        const data = JSON.stringify({ taskRunId: run.id, type, seq: count });
        const idLine = /^[A-Za-z0-9-]{1,64}$/.test(id) ? `id: ${id}\n` : "";
        expect(block).toBe(`${idLine}data: ${new TextDecoder().decode(new TextEncoder().encode(data))}\n\n`);
        expect(block.trimEnd().split("\n")).toHaveLength(idLine === "" ? 1 : 2);
      }),
      { numRuns: 200 },
    );
  });

  it("stops listening at the bus when the page leaves", async () => {
    const { page, subscribed } = await listening();
    expect(subscribed()).toBe(true);
    await page.leave();
    expect(subscribed()).toBe(false);
  });
});

describe("how many listen", () => {
  it("gives the place back when the bus fails", async () => {
    const failing: Bus = {
      publish: () => Promise.resolve(),
      subscribe() {
        throw new RangeError("no");
      },
    };
    const deck = simulatedDeck({ bus: failing });
    const run = await deck.start((await deck.store("ada", "user_mfa")).id);
    for (let count = 0; count < 8; count += 1) expect((await deck.deckAuth.handle(pageGet(`/events?taskRunId=${run.id}`))).status).toBe(500);
  });

  it("holds so many streams of all subjects together, and frees a place when one ends (T40)", async () => {
    let person = 0;
    const people = (): Subject => ({ subject: `person-${person}`, credentialIds: [credentialId] });
    let credentialId = "";
    const deck = simulatedDeck({ bus: memoryBus(), authorize: people, limits: { streams: 3 } });
    credentialId = (await deck.store(null, "user_mfa")).id;
    const run = await deck.start(credentialId);
    const open = () => {
      person += 1;
      return deck.deckAuth.handle(pageGet(`/events?taskRunId=${run.id}`));
    };
    const first = await open();
    expect([first.status, (await open()).status, (await open()).status]).toEqual([200, 200, 200]);
    const fourth = await open();
    expect(fourth.headers.get("retry-after")).toBe("30");
    expect(fourth.status).toBe(429);
    expect(errorName((await read(fourth)).json)).toBe("rate_limit/session_limit_exceeded");
    await first.body?.cancel();
    expect((await open()).status).toBe(200);
  });

  it("takes the last id from the address too, for pages that open a new stream (F20)", async () => {
    const bus = memoryBus();
    const deck = simulatedDeck({ bus });
    const run = await deck.start((await deck.store("ada", "user_mfa")).id);
    const first = listen(await deck.deckAuth.handle(pageGet(`/events?taskRunId=${run.id}`)));
    for (const type of ["task_run.one", "task_run.two"]) await bus.publish({ taskRunId: run.id, type });
    await deck.clock.advance(0);
    const again = listen(await deck.deckAuth.handle(pageGet(`/events?taskRunId=${run.id}&lastEventId=${first.ids()[0]}`)));
    await deck.clock.advance(0);
    expect(again.nudges()).toMatchObject([{ type: "task_run.two" }]);
  });
});
