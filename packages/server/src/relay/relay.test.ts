import { createSimulator, createVirtualClock } from "@deck-auth/simulator";
import { describe, expect, it } from "vitest";
import { listen } from "../../test/listener.ts";
import { errorName, pageGet, read } from "../../test/requests.ts";
import { simulatedDeck } from "../../test/simulated.ts";
import { advanceWith, createUnderWay } from "../../test/under-way.ts";
import { otherSecret } from "../../test/webhooks.ts";
import { createDeckAuth, memoryBus } from "../index.ts";
import type { Bus, DeckAuthLogEntry, DeckAuthOptions, Subject } from "../index.ts";

/** A server with a bus, a user who is `signedIn`, and a run of hers. */
async function setUp(options: Partial<DeckAuthOptions> = {}) {
  const bus = memoryBus();
  const logged: DeckAuthLogEntry[] = [];
  const people: { signedIn: Subject | null } = { signedIn: { subject: "ada" } };
  const deck = simulatedDeck({ bus, authorize: () => people.signedIn, log: (entry) => logged.push(entry), ...options });
  const run = await deck.start((await deck.store("ada", "user_mfa")).id);
  const open = (taskRunId = run.id, headers: Record<string, string> = {}) => deck.deckAuth.handle(pageGet(`/events?taskRunId=${taskRunId}`, headers));
  return { ...deck, bus, logged, people, run, open, nudge: (taskRunId = run.id) => bus.publish({ taskRunId, type: "task_run.running" }) };
}

describe("GET /events", () => {
  it("tells a page that something happened to its run, and nothing else (T39)", async () => {
    const { clock, nudge, open, run } = await setUp();
    const response = await open();
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toMatch(/^text\/event-stream/);
    expect(response.headers.get("cache-control")).toBe("no-store, no-transform");
    expect(response.headers.get("x-accel-buffering")).toBe("no");
    const page = listen(response);
    await nudge();
    await nudge("trun_other");
    await nudge();
    await clock.advance(0);
    expect(page.nudges()).toEqual([
      { taskRunId: run.id, type: "task_run.running", seq: 1 },
      { taskRunId: run.id, type: "task_run.running", seq: 2 },
    ]);
    expect(page.text()).toMatch(/^retry: \d+\n\n/);
  });

  it("is for the owner of the run only, and says of another's what it says of none (T39)", async () => {
    const { clock, nudge, open, people } = await setUp();
    people.signedIn = { subject: "grace" };
    const others = await read(await open());
    const unknown = await read(await open("trun_nobody"));
    expect([others.status, unknown.status]).toEqual([404, 404]);
    expect(others.text).toBe(unknown.text);
    await nudge();
    await clock.advance(0);
    people.signedIn = { subject: "ada" };
    expect((await open()).status).toBe(200);
  });

  it.each(["", "cred_1", "../token", "trun_1%0aid: x", "trun_1&taskRunId=trun_2"])("knows no run %j", async (id) => {
    const { open, requests } = await setUp();
    const before = requests.length;
    expect((await open(id)).status).toBe(404);
    if (!id.includes("&")) expect(requests).toHaveLength(before);
  });

  it("wants a signed-in user of the own origin (T35, T36)", async () => {
    const { open, people, run } = await setUp();
    expect((await open(run.id, { "sec-fetch-site": "cross-site" })).status).toBe(403);
    people.signedIn = null;
    expect((await open()).status).toBe(401);
  });

  it("tells a page that comes back once that it missed something", async () => {
    const { clock, nudge, open, run } = await setUp();
    const first = listen(await open());
    await nudge();
    await clock.advance(0);
    await first.leave();
    await nudge();
    await nudge("trun_other");
    await nudge();
    const again = listen(await open(run.id, { "last-event-id": first.ids()[0] ?? "" }));
    await clock.advance(0);
    expect(again.nudges()).toHaveLength(1);
    expect(again.ids()).not.toContain(first.ids()[0]);
    const last = listen(await open(run.id, { "last-event-id": again.ids()[0] ?? "" }));
    await clock.advance(0);
    expect(last.nudges()).toEqual([]);
  });

  it.each(["other-1", "x", "", "1", `-${"9".repeat(400)}`])("tells a page to read anew when it cannot know what it missed since %j", async (id) => {
    const { clock, open, run } = await setUp();
    const page = listen(await open(run.id, { "last-event-id": id }));
    await clock.advance(0);
    expect(page.nudges()).toEqual([{ taskRunId: run.id, type: "resync", seq: 1 }]);
  });

  it("tells a page to read anew when it was away for too long", async () => {
    const { clock, nudge, open, run } = await setUp();
    const first = listen(await open());
    await nudge();
    await clock.advance(0);
    for (let count = 0; count < 1_001; count += 1) await nudge("trun_other");
    const again = listen(await open(run.id, { "last-event-id": first.ids()[0] ?? "" }));
    await clock.advance(0);
    expect(again.nudges()).toMatchObject([{ type: "resync" }]);
  });

  it("gives a sign of life every fifteen seconds", async () => {
    const { clock, open } = await setUp();
    const page = listen(await open());
    await clock.advance(60_000);
    expect(page.text().match(/^: /gm)).toHaveLength(4);
  });

  it("cuts off who does not read, and forgets them (T40)", async () => {
    const { clock, nudge, open } = await setUp();
    const stalled = await open();
    const reading = listen(await open());
    for (let count = 0; count < 1_000; count += 1) {
      await nudge();
      if (count % 100 === 0) await clock.advance(0);
    }
    await clock.advance(0);
    expect(reading.nudges()).toHaveLength(1_000);
    const late = listen(stalled);
    await clock.advance(0);
    expect(late.end()).toBe("broken");
    expect(late.nudges().length).toBeLessThan(1_000);
  });

  it("holds five streams for each subject, and frees a place when one ends (T40)", async () => {
    const { clock, open, people } = await setUp();
    const pages = await Promise.all(Array.from({ length: 5 }, () => open()));
    const sixth = await read(await open());
    expect(sixth.status).toBe(429);
    expect(errorName(sixth.json)).toBe("rate_limit/session_limit_exceeded");
    await pages[0]?.body?.cancel();
    await clock.advance(0);
    expect((await open()).status).toBe(200);
    expect((await open()).status).toBe(429);
    people.signedIn = { subject: "grace" };
    expect((await open()).status).toBe(404);
  });

  it("holds five in a burst too, and refused ones take no place", async () => {
    const { open } = await setUp();
    const statuses = await Promise.all(Array.from({ length: 40 }, async () => (await open()).status));
    expect(statuses.filter((status) => status === 200)).toHaveLength(5);
    const other = await setUp();
    for (let count = 0; count < 10; count += 1) {
      expect((await other.open("trun_nobody")).status).toBe(404);
      await other.clock.advance(1_000);
    }
    expect((await other.open()).status).toBe(200);
  });

  it("asks again every ten minutes whether the page may listen (T39)", async () => {
    const { clock, open, people } = await setUp();
    const [stays, leaves] = [listen(await open()), listen(await open())];
    await clock.advance(10 * 60 * 1000);
    expect([stays.end(), leaves.end()]).toEqual([null, null]);
    people.signedIn = { subject: "grace" };
    await clock.advance(10 * 60 * 1000);
    expect([stays.end(), leaves.end()]).toEqual(["closed", "closed"]);
  });

  it("costs no request when a page comes back, nor when it is asked again whether it may stay (T39)", async () => {
    const { clock, open, requests } = await setUp();
    await (await open()).body?.cancel();
    const before = requests.length;
    const page = listen(await open());
    await clock.advance(35 * 60 * 1000);
    expect(page.end()).toBeNull();
    expect(requests).toHaveLength(before);
  });

  it("does not bring forth more than a page may leave unread when it comes back (T40)", async () => {
    const bus = memoryBus();
    let listening = 0;
    const { clock, open, run } = await setUp({
      bus: {
        ...bus,
        subscribe(...given) {
          listening += 1;
          const leave = bus.subscribe(...given);
          return () => {
            listening -= 1;
            leave();
          };
        },
      },
    });
    const first = listen(await open());
    await bus.publish({ taskRunId: run.id, type: "task_run.running" });
    await clock.advance(0);
    await first.leave();
    for (let count = 0; count < 900; count += 1) await bus.publish({ taskRunId: run.id, type: "task_run.updated_with_a_long_name" });
    const again = listen(await open(run.id, { "last-event-id": first.ids()[0] ?? "" }));
    await clock.advance(0);
    expect(again.end()).toBeNull();
    expect(again.nudges()).toHaveLength(1);
    expect(listening).toBe(1);
  });

  it("leaves a bus that tells too much at once, and frees the place (T40)", async () => {
    let left = 0;
    const { open } = await setUp({
      bus: {
        publish: async () => undefined,
        subscribe(taskRunId, _, { nudge }) {
          for (let count = 0; count < 2_000; count += 1) nudge({ id: `a-${count}`, taskRunId, type: "task_run.running" });
          return () => (left += 1);
        },
      },
    });
    for (let count = 1; count <= 7; count += 1) {
      expect((await open()).status).toBe(200);
      expect(left).toBe(count);
    }
  });

  /** A Deck that does not answer before it is let go. */
  async function slow() {
    const held: (() => void)[] = [];
    const deck: Awaited<ReturnType<typeof setUp>> = await setUp({
      async fetch(request) {
        await new Promise<void>((resolve) => held.push(resolve));
        return deck.simulator.fetch(request);
      },
    });
    const letGo = () => held.splice(0).forEach((go) => go());
    return { ...deck, held, letGo };
  }

  it("frees the place of a page that leaves while Deck is asked (T40, F20)", async () => {
    const { clock, deckAuth, held, letGo, run } = await slow();
    const gone = new AbortController();
    const request = () => new Request(pageGet(`/events?taskRunId=${run.id}`), { signal: gone.signal });
    const pages = Array.from({ length: 5 }, () => deckAuth.handle(request()));
    await clock.advance(0);
    expect(held).toHaveLength(1);
    gone.abort();
    for (const page of pages) expect((await page).status).toBe(503);
    const next = deckAuth.handle(pageGet(`/events?taskRunId=${run.id}`));
    await clock.advance(0);
    letGo();
    await clock.advance(0);
    letGo();
    expect((await next).status).toBe(200);
  });

  it("waits on drain() five seconds for pages that do not read (F32, T40)", async () => {
    const { clock, deckAuth, open } = await setUp();
    const [late, stalled] = [await open(), await open()];
    deckAuth.drain();
    await clock.advance(4_000);
    const page = listen(late);
    await clock.advance(1_000);
    const never = listen(stalled);
    await clock.advance(0);
    expect([page.end(), never.end()]).toEqual(["closed", "broken"]);
    expect(page.text()).toMatch(/retry: \d+\n\n$/);
  });

  it("lets go on drain() of pages that wait for Deck, too (F32)", async () => {
    const { clock, deckAuth, open } = await slow();
    const page = open();
    await clock.advance(0);
    deckAuth.drain();
    expect((await page).status).toBe(503);
  });

  it.each<[string, number, Partial<DeckAuthOptions>]>([
    ["of whom it knows nothing, for who waits for a turn", 8, {}],
    ["that failed, for who waits for another try", 8, { fetch: async () => Response.json({}, { status: 500 }), random: () => 0.5 }],
  ])("asks Deck nothing more after drain() %s (F32)", async (_, asked, options) => {
    let count = 0;
    const { fetch: fails, ...others } = options;
    const deck: Awaited<ReturnType<typeof setUp>> = await setUp({
      authorize: ({ headers }) => ({ subject: headers.get("x-user") ?? "" }),
      async fetch(request) {
        count += 1;
        return (fails ?? deck.simulator.fetch)(request);
      },
      ...others,
    });
    const pages = Array.from({ length: 40 }, (_none, index) => deck.open(`trun_unknown_${index}`, { "x-user": `user ${index}` }));
    await deck.clock.advance(0);
    expect(count).toBe(asked);
    deck.deckAuth.drain();
    const statuses = new Set((await Promise.all(pages)).map(({ status }) => status));
    expect([...statuses].filter((status) => status !== 404)).toEqual([503]);
    await deck.clock.advance(60_000);
    expect(count).toBe(asked);
  });

  it("lets go of all pages on drain(), each for another while, and takes no new one (F32)", async () => {
    const { clock, deckAuth, open } = await setUp();
    const pages = [listen(await open()), listen(await open())];
    deckAuth.drain();
    await clock.advance(0);
    for (const page of pages) {
      expect(page.end()).toBe("closed");
      expect(page.text()).toMatch(/retry: \d+\n\n$/);
    }
    expect((await open()).status).toBe(503);
  });

  it("is not there without a bus", async () => {
    const { deckAuth } = simulatedDeck();
    expect((await deckAuth.handle(pageGet("/events?taskRunId=trun_1"))).status).toBe(404);
  });
});

describe("from Deck's webhook to the page", () => {
  /** A whole Deck that sends its webhooks to this server. */
  async function connected(bus: Bus) {
    const clock = createVirtualClock();
    const delivered: number[] = [];
    const logged: DeckAuthLogEntry[] = [];
    // Signatures are checked in real time.
    const deliveries = createUnderWay();
    const simulator = createSimulator({
      clock,
      sources: 0,
      deliver: deliveries.watch(async (url: string, init: RequestInit) => {
        const response = await deckAuth.handle(new Request(url, init));
        delivered.push(response.status);
        return response;
      }),
    });
    const deckAuth = createDeckAuth({
      secretKey: "sk_live_simulator",
      authorize: () => ({ subject: "ada" }),
      apiUrl: "http://127.0.0.1:4320/v2",
      fetch: (request) => simulator.fetch(request),
      webhookSecrets: [otherSecret],
      bus,
      clock,
      random: () => 0,
      log: (entry) => logged.push(entry),
    });
    const call = async (path: string, body: unknown): Promise<string> => {
      const response = await simulator.fetch(`http://127.0.0.1:4320/v2${path}`, {
        method: "POST",
        headers: { authorization: "Bearer sk_live_simulator", "content-type": "application/json" },
        body: JSON.stringify(body),
      });
      const answer: unknown = await response.json();
      return typeof answer === "object" && answer !== null && "id" in answer ? String(answer.id) : "";
    };
    await call("/event-destinations", { name: "App", type: "webhook", events: ["*"], webhook: { url: "https://app.example.com/api/deck-auth/webhooks", secret: otherSecret } });
    const credentialId = await call("/credentials", {
      source_id: simulator.ids.sources.good,
      auth_method: "username_password",
      auth_credentials: { username: "user_mfa", password: "x" },
      external_id: "ada",
    });
    const runId = await call(`/tasks/${simulator.ids.tasks.login}/run`, { credential_id: credentialId });
    return { advance: (milliseconds: number) => advanceWith(deliveries, clock, milliseconds), deckAuth, delivered, logged, runId };
  }

  it("nudges the page when the source asks something", async () => {
    const { advance, deckAuth, delivered, runId } = await connected(memoryBus());
    const page = listen(await deckAuth.handle(pageGet(`/events?taskRunId=${runId}`)));
    await advance(20_000);
    expect(page.nudges()).toContainEqual({ taskRunId: runId, type: "task_run.interaction_required", seq: expect.any(Number) });
    expect(page.text()).not.toContain("fields");
    expect(new Set(delivered)).toEqual(new Set([200]));
  });

  it("answers Deck 200 while the bus is down (T42, F31)", async () => {
    const down: Bus = { publish: () => Promise.reject(new Error("ECONNREFUSED redis://:password@host")), subscribe: () => () => {} };
    const { advance, delivered, logged } = await connected(down);
    await advance(20_000);
    expect(new Set(delivered)).toEqual(new Set([200]));
    expect(logged).toContainEqual({ level: "error", event: "bus_failed", error: "Error" });
    expect(JSON.stringify(logged)).not.toContain("password");
  });
});
