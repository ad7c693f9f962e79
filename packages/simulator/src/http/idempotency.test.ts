import { expect, test } from "vitest";
import { openWorld } from "../open-world.ts";

const hour = 60 * 60 * 1000;

test("the same key with the same parameters has one effect and the same answer, to the byte (R206)", async () => {
  const { server, simulator } = openWorld();
  const body = { source_id: simulator.ids.sources.good, external_id: "u" };
  const first = await server.post("/credentials", body, "key-1");
  const again = await server.post("/credentials", { external_id: "u", source_id: simulator.ids.sources.good }, "key-1");
  expect(again.status).toBe(201);
  expect(again.text).toBe(first.text);
  expect((await server.get("/credentials")).body.data).toHaveLength(1);
});

test("two requests with one key at the same time have one effect (R206)", async () => {
  const { server, store, simulator } = openWorld();
  const id = await store("user_good");
  const answers = await Promise.all([1, 2, 3].map(() => server.post("/tasks/task_login/run", { credential_id: id }, "key-1")));
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  expect(simulator.control.ledger().runs).toHaveLength(1);
});

test("the same key with another body, path or method is 409 (R207)", async () => {
  const { server, simulator, store } = openWorld();
  const id = await store("user_good");
  await server.patch(`/credentials/${id}`, { external_id: "a" }, "key-1");
  const conflicts = [
    await server.patch(`/credentials/${id}`, { external_id: "b" }, "key-1"),
    await server.patch("/credentials/cred_000099", { external_id: "a" }, "key-1"),
    await server.delete(`/credentials/${id}`, "key-1"),
    await server.post("/credentials", { source_id: simulator.ids.sources.good }, "key-1"),
  ];
  for (const { status, body } of conflicts) {
    expect([status, body.errors[0].type, body.errors[0].code]).toEqual([409, "idempotency", "idempotency_error"]);
  }
});

test("a refused request is not kept: the retry executes (R208)", async () => {
  const { server, store } = openWorld();
  expect((await server.post("/credentials", { source_id: "src_000099" }, "key-1")).status).toBe(404);
  expect((await server.post("/agents", { name: "A" }, "key-1")).status).toBe(201);
  const id = await store("user_mfa");
  const run = (await server.post("/tasks/task_login/run", { credential_id: id })).body.id;
  expect((await server.post(`/task-runs/${run}/interaction`, { input: { code: "123456" } }, "key-2")).status).toBe(400);
});

test("a key of 256 characters is taken, one of 257 is 400 (R209)", async () => {
  const { server } = openWorld();
  expect((await server.post("/agents", { name: "A" }, "k".repeat(256))).status).toBe(201);
  const { status, body } = await server.post("/agents", { name: "A" }, "k".repeat(257));
  expect([status, body.errors[0].type, body.errors[0].code]).toEqual([400, "idempotency", "idempotency_key_error"]);
});

test("after 24 hours a key is new again (R210)", async () => {
  const { server, clock } = openWorld();
  const first = (await server.post("/agents", { name: "A" }, "key-1")).body.id;
  await clock.advance(24 * hour - 1);
  expect((await server.post("/agents", { name: "A" }, "key-1")).body.id).toBe(first);
  await clock.advance(1);
  expect((await server.post("/agents", { name: "B" }, "key-1")).body.id).not.toBe(first);
});

test("keys work on POST, PATCH and DELETE, and are ignored on GET (R211)", async () => {
  const { server, store } = openWorld();
  const id = await store("user_good");
  const patched = await server.patch(`/credentials/${id}`, { external_id: "a" }, "p");
  expect((await server.patch(`/credentials/${id}`, { external_id: "a" }, "p")).text).toBe(patched.text);
  const deleted = await server.delete(`/credentials/${id}`, "d");
  expect((await server.delete(`/credentials/${id}`, "d")).text).toBe(deleted.text);
  const read = await server.send("GET", "/sources?limit=1", undefined, { "idempotency-key": "d" });
  const other = await server.send("GET", "/sources?limit=2", undefined, { "idempotency-key": "d" });
  expect([read.status, other.body.data.length]).toEqual([200, 2]);
});

test("keys belong to the organization, not to the secret key (R212)", async () => {
  const { server, as } = openWorld();
  const first = await server.post("/agents", { name: "A" }, "key-1");
  expect((await as("sk_live_simulator_2").post("/agents", { name: "A" }, "key-1")).text).toBe(first.text);
  const elsewhere = await as("sk_live_elsewhere").post("/agents", { name: "A" }, "key-1");
  expect(elsewhere.body.id).toBe("agt_elsewhere_000002");
});

test("the 201st request in 10 seconds over all keys of an organization is 429, and refused ones do not count (R213)", async () => {
  const { server, as, clock } = openWorld();
  for (let count = 0; count < 200; count += 1) {
    const caller = count % 2 === 0 ? server : as("sk_live_simulator_2");
    expect((await caller.get("/test")).status).toBe(200);
  }
  const { status, body } = await server.get("/test");
  expect([status, body.errors[0].type, body.errors[0].code]).toEqual([429, "rate_limit", "rate_limit_exceeded"]);
  expect((await as("sk_live_elsewhere").get("/test")).status).toBe(200);
  await clock.advance(9999);
  expect((await server.get("/test")).status).toBe(429);
  await clock.advance(1);
  expect((await server.get("/test")).status).toBe(200);
});

test("over the limit of sessions a run is 429, until a session has ended (R214)", async () => {
  const { server, simulator, start, store, clock } = openWorld();
  simulator.control.limits({ sessions: 1 });
  await start("user_good", 5000);
  const id = await store("user_good");
  const { status, body } = await server.post("/tasks/task_login/run", { credential_id: id });
  expect([status, body.errors[0].type, body.errors[0].code]).toEqual([429, "rate_limit", "session_limit_exceeded"]);
  expect((await server.post("/sessions", {})).status).toBe(429);
  expect((await server.post("/tasks/task_login/run", { credential_id: id, session_id: "sess_000001" })).status).toBe(201);
  await clock.advance(5000);
  await server.post("/sessions/sess_000001/end");
  await clock.advance(1000);
  expect((await server.post("/tasks/task_login/run", { credential_id: id })).status).toBe(201);
});
