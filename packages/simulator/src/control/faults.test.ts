import { expect, test } from "vitest";
import { createClient } from "../client.ts";
import { openWorld } from "../open-world.ts";
import { faultKinds } from "./faults.ts";

const arm = (world: ReturnType<typeof openWorld>, order: object) =>
  world.simulator.fetch("/_sim/faults", { method: "POST", body: JSON.stringify(order), headers: { authorization: "Bearer sk_live_simulator" } });

test("refused: the connection breaks and nothing takes effect", async () => {
  const world = openWorld();
  await arm(world, { operation: "credentials.create", fault: "refused" });
  await expect(world.store("user_good")).rejects.toThrow(TypeError);
  expect(world.simulator.control.ledger()).toMatchObject({ credentials: [], requests: [{ status: 0, fault: "refused" }] });
  expect(await world.store("user_good")).toBe("cred_000001");
});

test("response_lost: it takes effect, and the same key gets the stored answer", async () => {
  const world = openWorld();
  await arm(world, { operation: "credentials.create", fault: "response_lost" });
  const body = { source_id: world.simulator.ids.sources.good };
  await expect(world.server.post("/credentials", body, "key")).rejects.toThrow(TypeError);
  expect((await world.server.post("/credentials", body, "key")).body.id).toBe("cred_000001");
  expect(world.simulator.control.ledger().credentials).toHaveLength(1);
  expect(world.simulator.control.ledger().requests.map(({ replayed }) => replayed)).toEqual([false, true]);
});

test("nth and times choose which requests are hit; operations that are not meant are not", async () => {
  const world = openWorld();
  await arm(world, { operation: "sources.list", nth: 2, times: 2, fault: "status", status: 503, error: "source/source_not_available" });
  const seen: number[] = [];
  for (let count = 0; count < 5; count += 1) {
    seen.push((await world.server.get("/sources")).status);
    await world.server.get("/test");
  }
  expect(seen).toEqual([200, 503, 503, 200, 200]);
  expect(world.simulator.control.faults()).toEqual([]);
});

test("truncated: the answer breaks off in the middle", async () => {
  const world = openWorld();
  await arm(world, { operation: "sources.list", fault: "truncated" });
  await expect(world.server.get("/sources")).rejects.toThrow(TypeError);
});

test("slow and response_slow wait, before and after it takes effect", async () => {
  for (const [fault, effects] of [["slow", 0], ["response_slow", 1]] as const) {
    const world = openWorld();
    await arm(world, { operation: "credentials.create", fault, delayMs: 2000 });
    let answered = false;
    const request = world.store("user_good").then(() => (answered = true));
    await world.clock.advance(1999);
    expect([answered, world.simulator.control.ledger().credentials.length]).toEqual([false, effects]);
    await world.clock.advance(1);
    await request;
    expect(answered).toBe(true);
  }
});

test("hang and response_hang never answer; the caller's signal ends the wait", async () => {
  for (const [fault, effects] of [["hang", 0], ["response_hang", 1]] as const) {
    const world = openWorld();
    await arm(world, { operation: "credentials.create", fault });
    const given = new AbortController();
    const client = createClient((url, init) => world.simulator.fetch(url, { ...init, signal: given.signal }), "http://deck.test/v2", "sk_live_simulator");
    const request = client.post("/credentials", { source_id: world.simulator.ids.sources.good });
    await world.clock.advance(3_600_000);
    given.abort(new Error("enough"));
    await expect(request).rejects.toThrow("enough");
    expect(world.simulator.control.ledger().credentials).toHaveLength(effects);
  }
});

test("an aborted request never begins", async () => {
  const { simulator } = openWorld();
  const given = new AbortController();
  given.abort(new Error("enough"));
  await expect(simulator.fetch("/v2/token", { method: "POST", signal: given.signal, headers: { authorization: "Bearer sk_live_simulator" } })).rejects.toThrow("enough");
  expect(simulator.control.ledger().requests).toEqual([]);
});

test("html, status and answers without CORS headers", async () => {
  const world = openWorld();
  await arm(world, { operation: "test.get", fault: "html" });
  const page = await world.server.get("/test");
  expect([page.status, page.headers.get("content-type"), page.text.startsWith("<!doctype html>")]).toEqual([502, "text/html", true]);
  await arm(world, { operation: "*", fault: "status" });
  expect(await world.server.get("/test")).toMatchObject({ status: 500, body: { errors: [{ type: "api", code: "api_error" }] } });
  await arm(world, { operation: "test.get", fault: "no_cors" });
  const bare = await world.server.get("/test");
  expect([bare.status, bare.headers.get("access-control-allow-origin")]).toEqual([200, null]);
  expect((await world.server.get("/test")).headers.get("access-control-allow-origin")).toBe("*");
});

test("unknown fields and unknown values", async () => {
  const world = openWorld();
  await world.store("user_good");
  await arm(world, { operation: "credentials.get", fault: "unknown_fields" });
  expect((await world.server.get("/credentials/cred_000001")).body).toMatchObject({ status: "unverified", future_field: {}, auth_credentials: { future_field: {} } });
  await arm(world, { operation: "credentials.get", fault: "unknown_values" });
  expect((await world.server.get("/credentials/cred_000001")).body).toMatchObject({ id: "cred_000001", status: "of_the_future" });
});

test("stale: a read answers what it answered before", async () => {
  const world = openWorld();
  const { path } = await world.start("user_mfa", 3000);
  await world.read(path);
  await world.server.post(`${path}/interaction`, { input: { code: "1" } });
  await arm(world, { operation: "task-runs.get", fault: "stale", times: 2 });
  expect((await world.read(path)).status).toBe("interaction_required");
  expect((await world.read(path)).status).toBe("interaction_required");
  expect((await world.read(path)).status).toBe("running");
});

test("faults stay in their world, can be listed and cleared, and are checked", async () => {
  const world = openWorld();
  await arm(world, { operation: "test.get", fault: "status" });
  expect((await world.as("sk_live_other").get("/test")).status).toBe(200);
  expect((await (await world.simulator.fetch("/_sim/faults")).json()).faults).toMatchObject([{ operation: "test.get", fault: "status" }]);
  await world.simulator.fetch("/_sim/faults", { method: "DELETE" });
  expect((await world.server.get("/test")).status).toBe(200);
  for (const bad of [{ operation: "test.set", fault: "status" }, { operation: "test.get", fault: "explode" }, { operation: "test.get", fault: "status", nth: 0 }, { fault: "status" }]) {
    expect((await arm(world, bad)).status).toBe(400);
  }
  expect(Object.keys(faultKinds).length).toBeGreaterThan(10);
});

test("control routes take the key's world, refuse bad ones, and know no other paths", async () => {
  const { simulator } = openWorld();
  const get = async (path: string, key?: string) => (await simulator.fetch(path, key === undefined ? {} : { headers: { authorization: `Bearer ${key}` } })).json();
  expect((await get("/_sim/scenarios", "sk_live_acme")).tasks[0].id).toBe("task_acme_login");
  expect((await get("/_sim/scenarios")).users[0].name).toBe("user_good");
  expect((await get("/_sim/ledger", "nonsense")).errors[0].code).toBe("api_key_invalid");
  expect((await get("/_sim/nothing")).errors[0].code).toBe("resource_not_found");
  const limits = await simulator.fetch("/_sim/limits", { method: "POST", body: JSON.stringify({ requestsPer10s: null, sessions: 3 }) });
  expect(await limits.json()).toMatchObject({ requestsPer10s: null, sessions: 3, tokenScope: "org" });
  for (const [path, body] of [["/_sim/limits", { sessions: 0 }], ["/_sim/clock", { advanceMs: -1 }], ["/_sim/clock", {}], ["/_sim/limits", { speed: 2 }], ["/_sim/review", { taskRunId: "trun_9", approve: true }]] as const) {
    expect((await simulator.fetch(path, { method: "POST", body: JSON.stringify(body) })).status).toBeGreaterThanOrEqual(400);
  }
});
