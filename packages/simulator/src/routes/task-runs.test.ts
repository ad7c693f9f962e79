import { expect, test } from "vitest";
import { taskRunAnswer } from "@deck-auth/contract/api";
import * as z from "zod/mini";
import { openWorld } from "../open-world.ts";

const minute = 60_000;

test("a task begins learning, is test after a success and live after three; reset sends it back; its id may be chosen (R234)", async () => {
  const { server, simulator, store, clock } = openWorld();
  const task = await server.post("/tasks", { id: "task_chosen-1", name: "T", agent_id: simulator.ids.agent });
  expect([task.status, task.body.id, task.body.status]).toEqual([201, "task_chosen-1", "learning"]);
  expect((await server.post("/tasks", { id: "task_chosen-1", name: "T", agent_id: simulator.ids.agent })).body.errors[0]).toMatchObject({ code: "input_duplicate", field: "id" });
  const credential_id = await store("user_good");
  const seen: string[] = [];
  for (let run = 0; run < 3; run += 1) {
    await server.post("/tasks/task_chosen-1/run", { credential_id });
    await clock.advance(5000);
    seen.push((await server.get("/tasks/task_chosen-1")).body.status);
  }
  expect(seen).toEqual(["test", "test", "live"]);
  expect((await server.post("/tasks/task_chosen-1/reset")).body.status).toBe("learning");
  expect((await server.get(`/agents/${simulator.ids.agent}`)).body.tasks[0]).toEqual({ id: "task_chosen-1", object: "task", name: "T", status: "learning" });
});

test("a run is answered at once: queued, without result, with a session (R235)", async () => {
  const { server, store } = openWorld();
  const { status, body } = await server.post("/tasks/task_login/run", { credential_id: await store("user_good") });
  expect([status, body.status, body.result, body.session_id]).toEqual([201, "queued", null, "sess_000001"]);
});

test("a run has every field, each null or not as documented, at every moment (R236)", async () => {
  const { server, start, clock } = openWorld();
  const { id } = await start("user_mfa");
  const fields = [
    "id", "object", "status", "result", "task_id", "credential_id", "session_id", "workflow_id", "agent_id", "source_id", "runtime_ms", "input", "output",
    "storage", "errors", "interaction", "canceled_at", "created_at", "updated_at",
  ];
  for (let step = 0; step < 8; step += 1) {
    const [row] = (await server.get("/task-runs")).body.data;
    expect(Object.keys(row).toSorted()).toEqual(fields.toSorted());
    expect(z.safeParse(taskRunAnswer, row).error).toBeUndefined();
    if (row.status === "interaction_required") await server.post(`/task-runs/${id}/interaction`, { input: { code: "123456" } });
    await clock.advance(700);
  }
});

test("input is checked against the task's schema before the run starts (R237)", async () => {
  const { server, store, simulator } = openWorld();
  const credential_id = await store("user_good");
  const refusal = async (input?: unknown) => (await server.post("/tasks/task_needs_input/run", { credential_id, input })).body.errors[0];
  expect(await refusal()).toMatchObject({ type: "request", code: "input_missing", field: "input" });
  expect(await refusal({})).toMatchObject({ code: "input_missing", field: "input.month" });
  expect(await refusal({ month: 5 })).toMatchObject({ code: "input_type_invalid", field: "input.month" });
  expect(await refusal({ month: "May" })).toMatchObject({ code: "input_format_invalid", field: "input.month" });
  expect(await refusal("2025-01")).toMatchObject({ code: "input_type_invalid", field: "input" });
  expect(simulator.control.ledger().runs).toEqual([]);
  const started = await server.post("/tasks/task_needs_input/run", { credential_id, input: { month: "2025-01" } });
  expect([started.status, started.body.input]).toEqual([201, { month: "2025-01" }]);
});

test("a run needs a credential, a source or a live session (R238)", async () => {
  const { server, simulator, store, start, clock } = openWorld();
  expect(await server.post("/tasks/task_public/run", {})).toMatchObject({ status: 400, body: { errors: [{ code: "input_missing" }] } });
  expect((await server.post("/tasks/task_public/run", { source_id: simulator.ids.sources.good })).status).toBe(201);
  expect((await server.post("/tasks/task_login/run", { source_id: simulator.ids.sources.good })).body.errors[0]).toMatchObject({ type: "auth", code: "auth_required" });
  expect((await server.post("/tasks/task_public/run", { credential_id: await store("user_good") })).status).toBe(201);
  const { credential } = await start("user_good", 5000);
  const session_id = (await server.get("/task-runs?limit=1")).body.data[0].session_id;
  const joined = await server.post("/tasks/task_login/run", { session_id });
  expect([joined.status, joined.body.credential_id, joined.body.session_id]).toEqual([201, credential, session_id]);
  await clock.advance(5000);
  await server.post(`/sessions/${session_id}/end`);
  expect(await server.post("/tasks/task_login/run", { session_id })).toMatchObject({ status: 409, body: { errors: [{ code: "resource_not_ready" }] } });
  expect((await server.post("/tasks/task_login/run", { credential_id: credential, source_id: simulator.ids.sources.accents })).body.errors[0].field).toBe("source_id");
});

test("a run at a source that was deleted is source_not_found (R238)", async () => {
  const { server, simulator, store } = openWorld();
  const credential_id = await store("user_good");
  await server.delete(`/sources/${simulator.ids.sources.good}`);
  expect(await server.post("/tasks/task_login/run", { credential_id })).toMatchObject({ status: 404, body: { errors: [{ code: "source_not_found" }] } });
});

test("retrieve leaves out what include does not name (R239)", async () => {
  const { server, store, clock } = openWorld();
  const credential_id = await store("user_good");
  const { id } = (await server.post("/tasks/task_needs_input/run", { credential_id, input: { month: "2025-01" } })).body;
  await clock.advance(5000);
  const bare = (await server.get(`/task-runs/${id}`)).body;
  expect(["input" in bare, "storage" in bare, "artifacts" in bare]).toEqual([false, false, false]);
  const some = (await server.get(`/task-runs/${id}?include=input,storage`)).body;
  expect([some.input, some.storage[0].file_name, "artifacts" in some]).toEqual([{ month: "2025-01" }, "statement.pdf", false]);
  for (const name of ["screenshots", "artifacts"]) {
    const { artifacts } = (await server.get(`/task-runs/${id}?include=${name}`)).body;
    expect(artifacts.screenshots[0]).toMatchObject({ file_type: "image/png" });
  }
});

const statusesOf = async (username: string, answers: readonly string[] = [], stop = (_status: string) => false) => {
  const { server, start, clock } = openWorld({ limits: { requestsPer10s: null } });
  const { path } = await start(username);
  const seen: string[] = [];
  const left = [...answers];
  for (let tick = 0; tick < 60; tick += 1) {
    const { status } = (await server.get(path)).body;
    if (seen.at(-1) !== status) seen.push(status);
    if (status === "interaction_required" && left.length > 0) await server.post(`${path}/interaction`, { input: { code: left.shift() } });
    if (stop(status)) await server.post(`${path}/cancel`);
    await clock.advance(250);
  }
  return seen;
};

test("runs move as the table says, and not otherwise (R240)", async () => {
  expect(await statusesOf("user_good")).toEqual(["queued", "running", "completed"]);
  expect(await statusesOf("user_bad")).toEqual(["queued", "running", "failed"]);
  expect(await statusesOf("user_mfa", ["0", "123456"])).toEqual(["queued", "running", "interaction_required", "running", "interaction_required", "running", "completed"]);
  expect(await statusesOf("user_timeout")).toEqual(["queued", "running", "interaction_required", "failed"]);
  expect(await statusesOf("user_review")).toEqual(["queued", "running", "review_required"]);
  expect(await statusesOf("user_cancel")).toEqual(["queued", "running", "cancelling", "canceled"]);
  for (const at of ["queued", "running", "interaction_required"]) {
    const seen = await statusesOf("user_mfa", [], (status) => status === at);
    expect(seen.slice(-3)).toEqual([at, "cancelling", "canceled"]);
  }
});

test("a success is completed, with result success and an output (R241)", async () => {
  const { start, read } = openWorld();
  expect(await read((await start("user_good", 5000)).path)).toMatchObject({ status: "completed", result: "success", errors: null, output: { logged_in: true } });
});

test("a failure is failed, with result failure and errors shaped like the envelope's (R242)", async () => {
  const { start, read } = openWorld();
  const run = await read((await start("user_fail", 5000)).path);
  expect(run).toMatchObject({ status: "failed", result: "failure", output: null });
  expect(run.errors).toEqual([{ type: "task", code: "task_failed", message: "The task failed." }]);
});

test("a cancelled run is cancelling, then canceled with its instant (R243)", async () => {
  const { server, start, clock } = openWorld();
  const { path } = await start("user_good", 1500);
  const { status, body } = await server.post(`${path}/cancel`);
  expect([status, body.status, body.canceled_at]).toEqual([200, "cancelling", null]);
  await clock.advance(500);
  expect((await server.get(path)).body).toMatchObject({ status: "canceled", result: null, canceled_at: "2025-01-15T09:30:02.000Z" });
});

test("an ended run cannot be cancelled (R244)", async () => {
  const { server, start } = openWorld();
  for (const username of ["user_good", "user_bad", "user_cancel"]) {
    const { path } = await start(username, 6000);
    expect(await server.post(`${path}/cancel`)).toMatchObject({ status: 409, body: { errors: [{ type: "request", code: "resource_not_ready" }] } });
  }
});

test("a run over its task's limit fails with task/timeout (R245)", async () => {
  const { server, simulator, start, store, clock, read } = openWorld();
  const { path } = await start("user_stuck", 30 * minute - 1);
  expect((await read(path)).status).toBe("running");
  await clock.advance(1);
  expect(await read(path)).toMatchObject({ status: "failed", errors: [{ type: "task", code: "timeout" }] });
  const task = (await server.post("/tasks", { name: "T", agent_id: simulator.ids.agent, settings: { timeout_seconds: 5 } })).body.id;
  const run = (await server.post(`/tasks/${task}/run`, { credential_id: await store("user_slow") })).body.id;
  await clock.advance(5000);
  expect((await read(`/task-runs/${run}`)).errors[0]).toMatchObject({ type: "task", code: "timeout" });
  const tooLong = await server.post("/tasks", { name: "T", agent_id: simulator.ids.agent, settings: { timeout_seconds: 100_000 } });
  expect([tooLong.status, tooLong.body.errors[0].code]).toEqual([403, "task_length_exceeded"]);
});

test("a run that names a session joins it; one with an open prompt is refused (R246)", async () => {
  const { server, start, clock } = openWorld();
  const { credential } = await start("user_good", 5000);
  const joined = (await server.post("/tasks/task_login/run", { credential_id: credential, session_id: "sess_000001" })).body;
  expect(joined.session_id).toBe("sess_000001");
  await clock.advance(1500);
  const session = (await server.get("/sessions/sess_000001")).body;
  expect([session.status, session.task_runs.map(({ id }: { id: string }) => id)]).toEqual(["running", ["trun_000001", "trun_000002"]]);
  expect(session.task_runs[0]).toEqual({ id: "trun_000001", task_id: "task_login", agent_id: "agt_000001", credential_id: credential });
  await start("user_mfa", 3000);
  expect((await server.post("/tasks/task_login/run", { credential_id: credential, session_id: "sess_000002" })).body.errors[0].code).toBe("interaction_required");
});

test("a session goes from queued to completed, after ten idle minutes (R247)", async () => {
  const { server, start, clock } = openWorld();
  await start("user_good");
  const read = async () => (await server.get("/sessions/sess_000001")).body.status;
  const seen = [await read()];
  for (const wait of [1500, 3500, 10 * minute - 1001, 1, 500]) {
    await clock.advance(wait);
    seen.push(await read());
  }
  expect(seen).toEqual(["queued", "running", "idle", "idle", "completing", "completed"]);
  const events = (await server.get("/events?limit=100")).body.data.map(({ type }: { type: string }) => type).filter((type: string) => type.startsWith("session."));
  expect(events.toReversed()).toEqual(["session.queued", "session.running", "session.idle", "session.completing", "session.completed"]);
});

test("a session started by itself runs, idles and ends (R247)", async () => {
  const { server, clock } = openWorld();
  const made = await server.post("/sessions", {});
  expect(made).toMatchObject({ status: 201, body: { object: "session", status: "queued", runtime_ms: 0, task_runs: [] } });
  await clock.advance(2000);
  expect((await server.get(`/sessions/${made.body.id}`)).body.status).toBe("idle");
});

test("ending a session cancels its runs (R248)", async () => {
  const { server, start, clock, read } = openWorld();
  const { path } = await start("user_slow", 3000);
  expect((await server.post("/sessions/sess_000001/end")).body.status).toBe("completing");
  expect((await read(path)).status).toBe("cancelling");
  await clock.advance(1000);
  expect([(await read(path)).status, (await read("/sessions/sess_000001")).status]).toEqual(["canceled", "completed"]);
  expect((await server.post("/sessions/sess_000001/end")).status).toBe(409);
});

test("screenshots are real pictures that change as the run proceeds, with reasoning, behind addresses that expire (R249)", async () => {
  const { simulator, server, start, clock } = openWorld();
  const { path } = await start("user_mfa", 15_000);
  const { data } = (await server.get(`${path}/screenshots`)).body;
  expect(data.length).toBeGreaterThan(3);
  const pictures = await Promise.all(data.map(async ({ url }: { url: string }) => new Uint8Array(await (await simulator.fetch(url)).arrayBuffer())));
  for (const [place, bytes] of pictures.entries()) {
    expect([...bytes.subarray(0, 8)]).toEqual([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    expect(data[place]).toMatchObject({ file_type: "image/png", file_size: bytes.length });
    expect(data[place].reasoning.length).toBeGreaterThan(10);
  }
  expect(new Set(pictures.map((bytes) => bytes.join())).size).toBe(pictures.length);
  const forged = data[0].url.replace(/signature=./, "signature=z");
  expect((await simulator.fetch(forged)).status).toBe(403);
  expect((await simulator.fetch(data[0].url.replace("0001.png", "0002.png"))).status).toBe(403);
  await clock.advance(16 * minute);
  expect((await simulator.fetch(data[0].url)).status).toBe(403);
});

test("a stored file has a record and an address that works (R250)", async () => {
  const { simulator, server, store, clock } = openWorld();
  const { id } = (await server.post("/tasks/task_needs_input/run", { credential_id: await store("user_good"), input: { month: "2025-01" } })).body;
  await clock.advance(5000);
  const [row] = (await server.get(`/task-runs/${id}/storage`)).body.data;
  const file = (await server.get(`/storage/${row.id}`)).body;
  expect(file).toMatchObject({ object: "storage", file_type: "application/pdf", task_run_id: id, result: "success", metadata: null });
  const download = await simulator.fetch(file.url);
  const text = await download.text();
  expect([download.status, download.headers.get("content-type"), text.length, text.startsWith("%PDF-1.4")]).toEqual([200, "application/pdf", file.file_size, true]);
});
