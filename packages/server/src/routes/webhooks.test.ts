import type { DeckEvent } from "@deck-auth/contract";
import { createVirtualClock } from "@deck-auth/simulator";
import { describe, expect, it } from "vitest";
import { brokenBody, errorName, read } from "../../test/requests.ts";
import { otherSecret, referenceSecret, signedWebhook, webhook } from "../../test/webhooks.ts";
import { createDeckAuth } from "../index.ts";
import type { DeckAuthLogEntry, DeckAuthOptions } from "../index.ts";

function setUp(options: Partial<DeckAuthOptions> = {}) {
  const clock = createVirtualClock();
  const logged: DeckAuthLogEntry[] = [];
  const events: DeckEvent[] = [];
  const deckAuth = createDeckAuth({
    secretKey: "sk_live_x",
    authorize: () => null,
    webhookSecrets: [referenceSecret],
    onWebhook: (event) => void events.push(event),
    clock,
    log: (entry) => logged.push(entry),
    ...options,
  });
  const send = (id: string, body: unknown, secret = referenceSecret) =>
    deckAuth.handle(signedWebhook(secret, id, Math.floor(clock.now() / 1000), typeof body === "string" ? body : JSON.stringify(body)));
  return { clock, deckAuth, events, logged, send };
}

const event = (id: string, type = "task_run.completed") => ({ id, type, object: "event", data: { id: "trun_1", object: "task_run" }, created_at: "2025-01-15T09:30:00Z" });

describe("POST /webhooks", () => {
  it("passes a signed event on once, though nobody is signed in and no origin is sent", async () => {
    const { events, send } = setUp();
    expect((await send("evt_1", event("evt_1"))).status).toBe(200);
    expect(events).toEqual([event("evt_1")]);
  });

  it("answers a body that breaks off with 400, and no line about a fault of this package (T41)", async () => {
    const { clock, deckAuth, logged } = setUp();
    const { headers } = signedWebhook(referenceSecret, "evt_1", Math.floor(clock.now() / 1000), "{}");
    const answer = await read(await deckAuth.handle(new Request("https://app.example.com/api/deck-auth/webhooks", { method: "POST", headers, ...brokenBody() })));
    expect([answer.status, errorName(answer.json)]).toEqual([400, "request/input_invalid"]);
    expect(logged).toEqual([{ level: "warn", event: "webhook_refused", reason: "broken_off" }]);
    await expect(deckAuth.verifyWebhook({ headers, body: brokenBody().body })).rejects.toMatchObject({ name: "WebhookVerificationError", reason: "broken_off" });
  });

  it("answers duplicates with 200 and passes none on, by webhook id and by event id (T41)", async () => {
    const { clock, events, send } = setUp();
    expect((await send("wh_1", event("evt_1"))).status).toBe(200);
    expect((await send("wh_1", event("evt_1"))).status).toBe(200);
    expect((await send("wh_2", event("evt_1"))).status).toBe(200);
    expect((await send("wh_1", event("evt_2"))).status).toBe(200);
    await clock.advance(24 * 60 * 60 * 1000);
    expect((await send("wh_1", event("evt_1"))).status).toBe(200);
    expect(events).toHaveLength(1);
    expect((await send("wh_3", event("evt_3"))).status).toBe(200);
    expect(events).toHaveLength(2);
  });

  it("remembers a webhook whose id is its event's by that alone, whichever of the two comes again (T41)", async () => {
    const claimed: (readonly string[])[] = [];
    const { send } = setUp({ bus: { publish: async () => undefined, subscribe: () => () => undefined, accept: async (names) => claimed.push(names) > 0 } });
    await send("evt_1", event("evt_1"));
    await send("wh_1", event("evt_2"));
    expect(claimed.map((names) => names.length)).toEqual([1, 2]);
    const { events, send: again } = setUp();
    for (const [id, eventId] of [["evt_1", "evt_1"], ["evt_1", "evt_2"], ["wh_1", "evt_1"], ["evt_1", "evt_1"]] as const) await again(id, event(eventId));
    expect(events).toEqual([event("evt_1")]);
  });

  it("answers 200 to an unknown type, and passes it on (R178)", async () => {
    const { events, send } = setUp();
    expect((await send("evt_1", event("evt_1", "planet.aligned"))).status).toBe(200);
    expect(events).toHaveLength(1);
  });

  it("answers 200 to a signed body that is no event, and says so in the log (T42)", async () => {
    const { events, logged, send } = setUp();
    for (const [index, body] of ["not JSON", "{}", "null", '{"id":"evt_1"}'].entries()) expect((await send(`wh_${index}`, body)).status).toBe(200);
    expect(events).toEqual([]);
    expect(logged.map((entry) => entry.event)).toEqual(Array.from({ length: 4 }, () => "webhook_unreadable"));
  });

  it("answers 200 when the app's own handler fails or hangs (T42)", async () => {
    const failing = setUp({ onWebhook: () => Promise.reject(new RangeError("with personal data")) });
    expect((await failing.send("evt_1", event("evt_1"))).status).toBe(200);
    expect(failing.logged).toEqual([{ level: "error", event: "webhook_handler_failed", eventId: "evt_1", eventType: "task_run.completed", error: "RangeError" }]);

    let called = () => {};
    const begun = new Promise<void>((resolve) => (called = resolve));
    const hanging = setUp({
      onWebhook() {
        called();
        return new Promise(() => {});
      },
    });
    const answer = hanging.send("evt_1", event("evt_1"));
    await begun;
    await hanging.clock.advance(4_000);
    expect((await answer).status).toBe(200);
    expect(hanging.logged).toMatchObject([{ event: "webhook_handler_failed", error: "TimedOut" }]);
  });

  it("answers anything else with 401 and no detail (R177)", async () => {
    const { events, deckAuth, logged, send } = setUp();
    const unsigned = await read(await deckAuth.handle(webhook(JSON.stringify(event("evt_1")), {})));
    const forged = await read(await send("evt_1", event("evt_1"), otherSecret));
    for (const { json, status } of [unsigned, forged]) {
      expect(status).toBe(401);
      expect(errorName(json)).toBe("request/webhook_invalid");
    }
    expect(forged.text).toBe(unsigned.text);
    expect(events).toEqual([]);
    expect(logged).toEqual([
      { level: "warn", event: "webhook_refused", reason: "headers" },
      { level: "warn", event: "webhook_refused", reason: "signature" },
    ]);
  });

  it("does not claim an id for a webhook that was not verified", async () => {
    const { events, send } = setUp();
    await send("evt_1", event("evt_1"), otherSecret);
    await send("evt_1", event("evt_1"));
    expect(events).toHaveLength(1);
  });

  it("takes POST only, and is not there without a secret", async () => {
    const { deckAuth } = setUp();
    expect((await deckAuth.handle(new Request("https://app.example.com/api/deck-auth/webhooks"))).status).toBe(405);
    expect((await setUp({ webhookSecrets: [] }).send("evt_1", event("evt_1"))).status).toBe(404);
  });
});
