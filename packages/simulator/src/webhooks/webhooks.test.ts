import { Webhook } from "standardwebhooks";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { openWorld } from "../open-world.ts";

interface Sent {
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly body: string;
}

/** A receiver that answers what it is told, and remembers what it got. */
const openReceiver = (answer: (sent: Sent, count: number) => Promise<Response> | Response = () => new Response()) => {
  const sent: Sent[] = [];
  const world = openWorld({
    deliver: async (url, init) => {
      const one = { url, headers: Object.fromEntries(new Headers(init.headers)), body: String(init.body) };
      sent.push(one);
      return answer(one, sent.length);
    },
  });
  const register = async (more: Record<string, unknown> = {}, webhook: Record<string, unknown> = {}) =>
    (await world.server.post("/event-destinations", { name: "D", events: ["*"], webhook: { url: "https://in.example/hook", ...webhook }, ...more })).body;
  return { ...world, sent, register };
};

/** The library compares with the machine's date: it is set to the simulator's. */
beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"], now: Date.UTC(2025, 0, 15, 9, 30) }));
afterEach(() => void vi.useRealTimers());

const verify = ({ headers, body }: Sent, secret: string) => new Webhook(secret).verify(body, headers);
const typesOf = (sent: readonly Sent[]) => sent.map(({ body }) => JSON.parse(body).type);

test("a destination is created, changed, paused, resumed and deleted (R269)", async () => {
  const { simulator, server, register, sent, store, clock } = openReceiver();
  const made = await register();
  expect(made).toMatchObject({ id: "evtd_000001", object: "event_destination", name: "D", status: "active", type: "webhook", events: ["*"] });
  expect((await server.patch("/event-destinations/evtd_000001", { name: "E", webhook: { url: "https://in.example/other" } })).body).toMatchObject({
    name: "E",
    webhook: { url: "https://in.example/other" },
  });
  await server.patch("/event-destinations/evtd_000001", { status: "inactive" });
  await store("user_good");
  await clock.advance(1000);
  expect(sent).toEqual([]);
  expect(simulator.save().worlds[0]?.deliveries).toEqual([]);
  await server.patch("/event-destinations/evtd_000001", { status: "active" });
  await store("user_good");
  await clock.advance(0);
  expect(sent.at(-1)).toMatchObject({ url: "https://in.example/other" });
  expect((await server.delete("/event-destinations/evtd_000001")).body).toMatchObject({ deleted: true });
  expect((await server.get("/event-destinations/evtd_000001")).status).toBe(404);
});

test("a destination gets what it subscribed to; * is all, and stands alone (R270)", async () => {
  const { server, register, sent, start } = openReceiver();
  await register({ events: ["credential.verified", "task_run.completed"] });
  await start("user_good", 5000);
  expect(typesOf(sent).toSorted()).toEqual(["credential.verified", "task_run.completed"]);
  for (const events of [["*", "credential.verified"], [], ["nothing.happened"], undefined]) {
    expect((await server.post("/event-destinations", { name: "D", events, webhook: { url: "https://in.example" } })).status).toBe(400);
  }
});

test("exactly one configuration, under the key of the type (R270)", async () => {
  const { server } = openReceiver();
  const create = async (body: object) => (await server.post("/event-destinations", { name: "D", events: ["*"], ...body })).status;
  expect(await create({})).toBe(400);
  expect(await create({ type: "aws_sqs", webhook: { url: "https://in.example" } })).toBe(400);
  expect(await create({ webhook: { url: "https://in.example" }, aws_sqs: {} })).toBe(400);
  expect(await create({ webhook: { url: "in.example" } })).toBe(400);
  expect(await create({ webhook: { url: "https://in.example", custom_headers: "no json" } })).toBe(400);
});

test("deliveries carry the three headers, and a stock library verifies them (R271)", async () => {
  const { register, sent, store, clock } = openReceiver();
  const { webhook } = await register();
  await store("user_good");
  await clock.advance(0);
  const [first] = sent;
  expect(first?.headers).toMatchObject({ "webhook-id": "evt_000001", "webhook-timestamp": "1736933400", "content-type": "application/json" });
  expect(first === undefined ? null : verify(first, webhook.secret)).toMatchObject({ type: "credential.created", object: "event" });
  expect(() => verify({ ...sent[0], url: "", headers: first?.headers ?? {}, body: `${first?.body} ` }, webhook.secret)).toThrow(/signature/i);
});

test("a secret is made as whsec_ when none is given, shown once; a given one is used (R272)", async () => {
  const { server, register, sent, store, clock } = openReceiver();
  const made = await register();
  expect(made.webhook.secret).toMatch(/^whsec_[A-Za-z0-9+/]+=*$/);
  expect((await server.get("/event-destinations/evtd_000001")).body.webhook).toEqual({ url: "https://in.example/hook" });
  const own = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  await server.delete("/event-destinations/evtd_000001");
  await register({}, { secret: own });
  await store("user_good");
  await clock.advance(0);
  expect(sent.every((one) => verify(one, own) !== undefined)).toBe(true);
});

test("what is not acknowledged is tried three times more, after 1, 2 and 4 seconds; then the destination is inactive (R273)", async () => {
  const { server, register, sent, store, clock } = openReceiver(() => new Response(null, { status: 500 }));
  await register({ events: ["credential.created"] });
  await store("user_good");
  const counts: number[] = [];
  for (const wait of [0, 1000, 2000, 3999, 1]) {
    await clock.advance(wait);
    counts.push(sent.length);
  }
  expect(counts).toEqual([1, 2, 3, 3, 4]);
  expect((await server.get("/event-destinations/evtd_000001")).body.status).toBe("inactive");
  expect((await server.get("/events?type=event_destination.deactivated")).body.data).toHaveLength(1);
  await store("user_good");
  await clock.advance(60_000);
  expect(sent).toHaveLength(4);
});

test("no answer within 5 seconds is a failure, as a redirect is (R273)", async () => {
  const { register, sent, store, clock } = openReceiver((_, count) => (count === 1 ? new Promise(() => undefined) : new Response(null, { status: 302 })));
  await register({ events: ["credential.created"] });
  await store("user_good");
  await clock.advance(5999);
  expect(sent).toHaveLength(1);
  await clock.advance(1);
  expect(sent).toHaveLength(2);
  await clock.advance(2000);
  expect(sent).toHaveLength(3);
});

test("a retry has the same webhook-id and event, and succeeds (R274)", async () => {
  const { server, register, sent, store, clock } = openReceiver((_, count) => new Response(null, { status: count < 3 ? 503 : 204 }));
  await register({ events: ["credential.created"] });
  await store("user_good");
  await clock.advance(10_000);
  expect(sent.map(({ headers, body }) => [headers["webhook-id"], JSON.parse(body).id])).toEqual(Array.from({ length: 3 }, () => ["evt_000001", "evt_000001"]));
  expect(new Set(sent.map(({ headers }) => headers["webhook-timestamp"])).size).toBe(3);
  expect((await server.get("/event-destinations/evtd_000001")).body.status).toBe("active");
});

test("deliveries are listed with their attempts, and can be filtered (R275)", async () => {
  const { server, register, store, clock } = openReceiver(({ body }) => new Response(null, { status: body.includes("bad-one") ? 500 : 200 }));
  await register({ events: ["credential.created", "credential.deleted"] });
  await store("user_good");
  await server.delete("/credentials/cred_000001");
  await store("user_good", { external_id: "bad-one" });
  await clock.advance(1000);
  const list = async (query = "") => (await server.get(`/event-destinations/evtd_000001/event-deliveries${query}`)).body.data;
  expect(await list("?status=success&type=credential.created")).toEqual([
    {
      id: "edlv_000001",
      object: "event_delivery",
      status: "success",
      event_type: "credential.created",
      event_id: "evt_000001",
      event_destination_id: "evtd_000001",
      attempts: 1,
      created_at: "2025-01-15T09:30:00.000Z",
      delivered_at: "2025-01-15T09:30:00.000Z",
    },
  ]);
  expect(await list("?status=failure")).toMatchObject([{ attempts: 2, delivered_at: null }]);
  expect((await list()).map(({ id }: { id: string }) => id)).toEqual(["edlv_000003", "edlv_000002", "edlv_000001"]);
});

test("custom headers are sent, and cannot replace the signature (R276)", async () => {
  const { register, sent, store, clock } = openReceiver();
  const { webhook } = await register({}, { custom_headers: JSON.stringify({ "x-team": "blue", "webhook-id": "evt_forged" }) });
  await store("user_good");
  await clock.advance(0);
  expect(sent[0]?.headers).toMatchObject({ "x-team": "blue", "webhook-id": "evt_000001" });
  expect(sent[0] === undefined ? null : verify(sent[0], webhook.secret)).not.toBeNull();
});

test("other kinds of destination are stored, say so, and show no secret (R277)", async () => {
  const { simulator, server, sent, store, clock } = openReceiver();
  const { status, body } = await server.post("/event-destinations", {
    name: "Q",
    type: "aws_sqs",
    events: ["*"],
    aws_sqs: { queue_url: "https://sqs.example/q", secret_access_key: "hidden-key" },
  });
  expect([status, body.status, body.aws_sqs]).toEqual([201, "pending_verification", { queue_url: "https://sqs.example/q" }]);
  expect(body.simulator_note).toMatch(/stored only/i);
  await store("user_good");
  await clock.advance(10_000);
  expect(sent).toEqual([]);
  expect(simulator.save().worlds[0]?.deliveries).toEqual([]);
});

test("after a rotation both secrets sign for 24 hours (R278)", async () => {
  const { server, register, sent, store, clock } = openReceiver();
  const before = (await register()).webhook.secret;
  const after = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  await server.patch("/event-destinations/evtd_000001", { webhook: { secret: after } });
  await store("user_good");
  await clock.advance(0);
  const [both] = sent;
  expect(both?.headers["webhook-signature"]?.split(" ")).toHaveLength(2);
  for (const secret of [before, after]) expect(both === undefined ? null : verify(both, secret)).not.toBeNull();
  await clock.advance(24 * 60 * 60_000);
  await store("user_good");
  await clock.advance(0);
  expect(sent.at(-1)?.headers["webhook-signature"]?.split(" ")).toHaveLength(1);
});

test("events that come to pass by themselves go out without any request (R271)", async () => {
  const { register, sent, start, clock } = openReceiver();
  await register({ events: ["task_run.completed"] });
  await start("user_good");
  expect(sent).toEqual([]);
  await clock.advance(4000);
  expect(typesOf(sent)).toEqual(["task_run.completed"]);
});
