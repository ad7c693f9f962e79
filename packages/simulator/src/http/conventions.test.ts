import { expect, test } from "vitest";
import { apiOperations } from "@deck-auth/contract/api";
import type { ApiOperation } from "@deck-auth/contract/api";
import { errorEnvelope, idPrefixes } from "@deck-auth/contract";
import * as z from "zod/mini";
import { openWorld } from "../open-world.ts";

const error = (code: string, field?: string) => ({ errors: [{ code, ...(field === undefined ? {} : { field }) }] });
const pathWith = (operation: ApiOperation, id: string) => operation.path.replace("{}", id);
const operations = Object.entries<ApiOperation>(apiOperations);

test("there are 44 endpoints under /v2, and each is served (R180)", async () => {
  const { server } = openWorld();
  expect(operations).toHaveLength(44);
  for (const [, operation] of operations) {
    const id = operation.id === null ? "" : `${idPrefixes[operation.id]}_999999`;
    const { status, body } = await server.send(operation.method, pathWith(operation, id), undefined);
    if (operation.id !== null) expect([operation.path, status]).toEqual([operation.path, 404]);
    else expect(body.errors?.[0].code).not.toBe("resource_not_found");
  }
});

test("creations answer 201, sources and prompts 200 (R181)", async () => {
  const { server, simulator, start } = openWorld();
  expect((await server.post("/token")).status).toBe(201);
  expect((await server.post("/agents", { name: "A" })).status).toBe(201);
  expect((await server.post("/sources", { type: "website", website: { url: "https://new.example" } })).status).toBe(200);
  expect((await server.post("/credentials", { source_id: simulator.ids.sources.good })).status).toBe(201);
  expect((await server.post("/tasks", { name: "T", agent_id: simulator.ids.agent })).status).toBe(201);
  expect((await server.post("/tasks/task_public/run", { source_id: simulator.ids.sources.good })).status).toBe(201);
  expect((await server.post("/sessions", {})).status).toBe(201);
  expect((await server.post("/event-destinations", { name: "D", events: ["*"], webhook: { url: "https://in.example" } })).status).toBe(201);
  const { path } = await start("user_mfa", 3000);
  expect((await server.post(`${path}/interaction`, { input: { code: "1" } })).status).toBe(200);
});

test("GET /test says that the key is good (R182)", async () => {
  const { body } = await openWorld().server.get("/test");
  expect(body).toEqual({ status: "ready", environment: "live", request_id: "req_000001" });
});

test.for(["", "sk_test_simulator", "sk_live_", "nonsense"])("the bearer %j is 401 api_key_invalid (R183)", async (bearer) => {
  const { status, body } = await openWorld().as(bearer).get("/sources");
  expect([status, body.errors[0].type, body.errors[0].code]).toEqual([401, "request", "api_key_invalid"]);
});

test("without an Authorization header a request is 401 api_key_invalid (R183)", async () => {
  const response = await openWorld().simulator.fetch("http://deck.test/v2/test");
  expect([response.status, await response.json()]).toMatchObject([401, error("api_key_invalid")]);
});

test("every answer has its own request id, refusals too (R184)", async () => {
  const { server, as } = openWorld();
  const answers = [
    await server.get("/sources"),
    await server.get("/sources/src_999999"),
    await server.get("/nowhere"),
    await server.post("/credentials", {}),
    await as("nobody").get("/test"),
    await as("nobody").get("/test"),
  ];
  const ids = answers.map(({ body }) => body.request_id);
  expect(ids.every((id) => /^req_[A-Za-z0-9_-]+$/.test(id))).toBe(true);
  expect(new Set(ids).size).toBe(ids.length);
  expect(answers.map(({ headers }) => headers.get("x-request-id"))).toEqual(ids);
});

test("ids have the prefix of their kind (R185)", async () => {
  const { server, start } = openWorld();
  const { id, credential } = await start("user_good", 5000);
  const run = (await server.get(`/task-runs/${id}`)).body;
  expect([run.id, run.session_id, run.agent_id, run.source_id, credential]).toEqual(["trun_000001", "sess_000001", "agt_000001", "src_000001", "cred_000001"]);
  expect((await server.post("/token")).body).toMatchObject({ id: "tok_000001", token: "tk_000001" });
  expect((await server.get("/events")).body.data[0].id).toMatch(/^evt_/);
});

test("an id of another kind is 400 in a path, in a body and in a filter (R186)", async () => {
  const { server } = openWorld();
  for (const [, operation] of operations.filter(([, { id }]) => id !== null)) {
    const { status, body } = await server.send(operation.method, pathWith(operation, "req_000001"), undefined);
    expect([operation.path, status, body.errors[0].code]).toEqual([operation.path, 400, "input_format_invalid"]);
    expect(body.errors[0].field).toMatch(/_id$/);
  }
  expect(await server.post("/credentials", { source_id: "cred_000001" })).toMatchObject({ status: 400, body: error("input_format_invalid", "source_id") });
  expect(await server.post("/tasks/task_login/run", { credential_id: "src_1" })).toMatchObject({ status: 400, body: error("input_format_invalid", "credential_id") });
  expect(await server.get("/credentials?source_id=cred_000001")).toMatchObject({ status: 400, body: error("input_format_invalid", "source_id") });
  expect(await server.get("/task-runs?agent_id=task_1")).toMatchObject({ status: 400, body: error("input_format_invalid", "agent_id") });
});

test.for([
  ["/credentials/cred_9", "credential_not_found"],
  ["/sources/src_9", "source_not_found"],
  ["/tasks/task_9", "task_not_found"],
  ["/storage/stor_9", "storage_not_found"],
  ["/agents/agt_9", "resource_not_found"],
  ["/sessions/sess_9", "resource_not_found"],
  ["/task-runs/trun_9", "resource_not_found"],
  ["/events/evt_9", "resource_not_found"],
  ["/event-destinations/evtd_9", "resource_not_found"],
] as const)("%s is 404 %s (R187)", async ([path, code]) => {
  expect(await openWorld().server.get(path)).toMatchObject({ status: 404, body: error(code) });
});

test("ids are compared with their case (R188)", async () => {
  const { server, simulator } = openWorld();
  await server.post("/tasks", { id: "task_Mine", name: "Mine", agent_id: simulator.ids.agent });
  expect((await server.get("/tasks/task_Mine")).status).toBe(200);
  expect((await server.get("/tasks/task_mine")).status).toBe(404);
});

test("times are ISO 8601 in UTC, and updated_at moves with every change, also within a millisecond (R189)", async () => {
  const { server } = openWorld();
  const made = (await server.post("/agents", { name: "A" })).body;
  expect(made.created_at).toBe("2025-01-15T09:30:00.000Z");
  const once = (await server.patch(`/agents/${made.id}`, { name: "B" })).body.updated_at;
  const twice = (await server.patch(`/agents/${made.id}`, { name: "C" })).body.updated_at;
  expect(Date.parse(once)).toBeGreaterThan(Date.parse(made.updated_at));
  expect(Date.parse(twice)).toBeGreaterThan(Date.parse(once));
});

test("a deletion says what is gone (R190)", async () => {
  const { server, store } = openWorld();
  const id = await store("user_good");
  const { status, body } = await server.delete(`/credentials/${id}`);
  expect([status, body]).toEqual([200, { id, object: "credential", deleted: true, request_id: "req_000002" }]);
  expect((await server.delete("/sources/src_000001")).body).toMatchObject({ id: "src_000001", object: "source", deleted: true });
  expect((await server.delete("/tasks/task_login")).body).toMatchObject({ object: "task", deleted: true });
  expect((await server.delete("/agents/agt_000001")).body).toMatchObject({ object: "agent", deleted: true });
  expect((await server.get("/agents/agt_000001")).status).toBe(404);
});

test("PATCH changes what is sent and nothing else (R191)", async () => {
  const { server } = openWorld();
  const made = (await server.post("/agents", { name: "A", description: "says A" })).body;
  expect((await server.patch(`/agents/${made.id}`, { name: "B" })).body).toMatchObject({ name: "B", description: "says A" });
  expect((await server.patch(`/agents/${made.id}`, { description: null })).body).toMatchObject({ name: "B", description: null });
});

test("everything that is refused is refused in the envelope (R192)", async () => {
  const { server, as, simulator } = openWorld();
  const refused = [
    await as("x").get("/test"),
    await server.get("/nowhere"),
    await server.get("/sources/%E0%A4%A"),
    await server.get("/sources/src_9"),
    await server.send("DELETE", "/test", undefined),
    await server.send("PUT", "/sources", "{}"),
    await server.get("/sources?limit=0"),
    await server.post("/credentials", []),
    await server.post("/credentials", "text"),
    await server.send("POST", "/credentials", "x".repeat(1_000_001)),
    await server.post("/sources", { type: "website", website: { url: "https://blocked.example" } }),
  ];
  for (const { status, body } of refused) {
    expect(status).toBeGreaterThanOrEqual(400);
    expect(z.safeParse(errorEnvelope, body).success).toBe(true);
    expect(body.request_id).toMatch(/^req_/);
  }
  const outside = await simulator.fetch("http://deck.test/anything/else", { headers: { authorization: "Bearer sk_live_simulator" } });
  expect([outside.status, await outside.json()]).toMatchObject([404, error("resource_not_found")]);
});

test("an absent field is input_missing, a wrong type input_type_invalid, both with the field (R193)", async () => {
  const { server, simulator } = openWorld();
  const refusal = async (path: string, body: unknown) => (await server.post(path, body)).body.errors[0];
  const source_id = simulator.ids.sources.good;
  expect(await refusal("/agents", {})).toMatchObject({ type: "request", code: "input_missing", field: "name" });
  expect(await refusal("/agents", undefined)).toMatchObject({ code: "input_missing", field: "name" });
  expect(await refusal("/agents", { name: 7 })).toMatchObject({ code: "input_type_invalid", field: "name" });
  expect(await refusal("/agents", { name: "" })).toMatchObject({ code: "input_too_short", field: "name" });
  expect(await refusal("/sources", { type: "website", website: {} })).toMatchObject({ code: "input_missing", field: "website.url" });
  expect(await refusal("/sources", { type: "website", website: { url: "no address" } })).toMatchObject({ code: "input_format_invalid", field: "website.url" });
  expect(await refusal("/credentials", { source_id, auth_method: 5 })).toMatchObject({ code: "input_invalid", field: "auth_method" });
  expect(await refusal("/credentials", { source_id, external_id: "x".repeat(256) })).toMatchObject({ code: "input_too_long", field: "external_id" });
});

test("a body that is not JSON is 400 (R194)", async () => {
  const { server } = openWorld();
  for (const text of ["{", "{'a':1}", "\u0000", "undefined"]) {
    expect(await server.send("POST", "/agents", text)).toMatchObject({ status: 400, body: error("input_format_invalid") });
  }
});

test("fields that nobody knows are let through (R195)", async () => {
  const { server } = openWorld();
  const { status, body } = await server.post("/agents", { name: "A", colour: "blue", __proto__: { x: 1 }, constructor: 3 });
  expect([status, body.name, "colour" in body]).toEqual([201, "A", false]);
});

test("a browser may call: preflight and answers have their CORS headers (R196)", async () => {
  const { simulator, server, as } = openWorld();
  const preflight = await simulator.fetch("http://deck.test/v2/credentials", {
    method: "OPTIONS",
    headers: { origin: "https://embed.example", "access-control-request-method": "POST", "access-control-request-headers": "authorization,idempotency-key" },
  });
  expect(preflight.status).toBe(204);
  expect(preflight.headers.get("access-control-allow-origin")).toBe("*");
  expect(preflight.headers.get("access-control-allow-headers")).toMatch(/authorization.*idempotency-key/i);
  expect(preflight.headers.get("access-control-allow-methods")).toMatch(/PATCH/);
  expect(Number(preflight.headers.get("access-control-max-age"))).toBeGreaterThan(0);
  for (const { headers } of [await server.get("/test"), await as("x").get("/test")]) {
    expect(headers.get("access-control-allow-origin")).toBe("*");
    expect(headers.get("access-control-expose-headers")).toMatch(/retry-after.*x-request-id/i);
  }
});
