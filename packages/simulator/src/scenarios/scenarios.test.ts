import { expect, test } from "vitest";
import { errorCatalogue } from "@deck-auth/contract";
import { openWorld } from "../open-world.ts";
import { generateSources } from "./generated-sources.ts";
import { userScenarios } from "./users.ts";

const reported = [
  "auth/auth_invalid", "auth/password_reset_required", "auth/account_locked", "source/source_not_available", "source/source_error", "interaction/interaction_timeout",
];

test("each error that the component can report can be provoked (R279)", async () => {
  const { simulator, server, start, read, component, store } = openWorld({ limits: { requestsPer10s: null } });
  const ends: string[] = [];
  for (const username of ["user_bad", "user_reset", "user_locked", "user_source_down", "user_source_error", "user_timeout"]) {
    const [error] = (await read((await start(username, 20_000)).path)).errors;
    ends.push(`${error.type}/${error.code}`);
  }
  expect(ends).toEqual(reported);
  const caller = await component();
  const code = async (answer: Promise<{ body: { errors: { code: string }[] } }>) => (await answer).body.errors[0]?.code;
  expect(await code(caller.get("/credentials/cred_999999"))).toBe("credential_not_found");
  expect(await code(caller.get("/sources/src_999999"))).toBe("source_not_found");
  const method = { source_id: simulator.ids.sources.unsupported, auth_method: "username_password", auth_credentials: { username: "u", password: "p" } };
  expect(await code(caller.post("/credentials", method))).toBe("auth_method_not_supported");
  const { path } = await start("user_mfa", 3000);
  expect(await code(caller.post(`${path}/interaction`, { input: {} }))).toBe("interaction_input_invalid");
  expect(await code(caller.post("/tasks/task_needs_input/run", { credential_id: await store("user_good") }))).toBe("input_missing");
  simulator.control.advance(31 * 60_000);
  expect(await code(caller.get("/sources"))).toBe("token_invalid");
  expect((await server.get("/test")).status).toBe(200);
});

test.for([
  ["user_good", "verified", "completed", "success"],
  ["user_fail", "verified", "failed", "failure"],
  ["user_bad", "invalid", "failed", "failure"],
] as const)("task linking: as %s the credential ends %s and the run %s with %s (R280)", async ([username, status, runStatus, result]) => {
  const { start, read } = openWorld();
  const { path, credential } = await start(username, 6000);
  expect(await read(path)).toMatchObject({ status: runStatus, result });
  expect((await read(`/credentials/${credential}`)).status).toBe(status);
});

test("without a run a credential stays unverified (R280)", async () => {
  const { read, store } = openWorld();
  expect((await read(`/credentials/${await store("user_good")}`)).status).toBe("unverified");
});

test("time can be moved over /_sim/clock: tokens, keys, sessions and prompts follow (R281)", async () => {
  const { simulator, server, as, start, read } = openWorld();
  const move = (advanceMs: number) => simulator.fetch("/_sim/clock", { method: "POST", body: JSON.stringify({ advanceMs }) });
  const { token } = (await server.post("/token")).body;
  const agent = (await server.post("/agents", { name: "A" }, "key")).body.id;
  const { path } = await start("user_mfa");
  await move(3000);
  expect((await read(path)).status).toBe("interaction_required");
  await move(5 * 60_000);
  expect((await read(path)).errors[0].code).toBe("interaction_timeout");
  await move(11 * 60_000);
  expect((await read("/sessions/sess_000001")).status).toBe("completed");
  await move(30 * 60_000);
  expect((await as(token).get("/sources")).body.errors[0].code).toBe("token_invalid");
  await move(24 * 60 * 60_000);
  expect((await server.post("/agents", { name: "A" }, "key")).body.id).not.toBe(agent);
  const clock = await (await simulator.fetch("/_sim/clock")).json();
  expect(clock).toMatchObject({ offset_ms: 3000 + 46 * 60_000 + 24 * 60 * 60_000 });
});

const story = async (username: string) => {
  const { server, start, clock, read, simulator } = openWorld();
  const { path } = await start(username, 3000);
  const open = await read(path);
  if (open.interaction !== null) {
    const input = Object.fromEntries(open.interaction.fields.map(({ name }: { name: string }) => [name, "0"]));
    await server.post(`${path}/interaction`, { input });
  }
  await clock.advance(70_000);
  return [await read(path), (await server.get("/events?limit=100")).text, simulator.control.ledger()];
};

test("a scenario has the same outcome each time, to the byte (R282)", async () => {
  for (const { name, refuses } of userScenarios.slice(0, 24)) {
    if (refuses === undefined) expect(await story(name)).toEqual(await story(name));
  }
});

test("state is reset without a restart (R283)", async () => {
  const { simulator, server, start } = openWorld();
  await start("user_good", 5000);
  simulator.control.limits({ sessions: 1 });
  const response = await simulator.fetch("/_sim/reset", { method: "POST", body: "{}", headers: { authorization: "Bearer sk_live_simulator" } });
  expect(response.status).toBe(200);
  expect((await server.get("/task-runs")).body).toMatchObject({ data: [], request_id: "req_000001" });
  expect((await server.post("/credentials", { source_id: simulator.ids.sources.good })).body.id).toBe("cred_000001");
  expect(simulator.control.limits().sessions).toBeNull();
});

test("events go on counting after a reset: receivers outside would take an id that comes again for a repetition (R283)", async () => {
  const { simulator, server, store } = openWorld();
  await store("user_good");
  const before = (await server.get("/events")).body.data[0].id;
  simulator.control.reset();
  await store("user_good");
  const { data } = (await server.get("/events")).body;
  expect(data.map(({ id }: { id: string }) => id > before)).toEqual([true]);
});

test.for(errorCatalogue.map(({ type, code, status }) => [type, code, status] as const))(
  "%s/%s can be provoked by one magic user name (issue: each error code reachable)",
  async ([type, code, status]) => {
    const { server, store, start, read } = openWorld();
    const ended = await read((await start(`user_run_${type}_${code}`, 6000)).path);
    expect(ended).toMatchObject({ status: "failed", result: "failure", errors: [{ type, code }] });
    if (status === null) return;
    const refused = await server.post("/tasks/task_login/run", { credential_id: await store(`user_http_${type}_${code}`) });
    expect(refused).toMatchObject({ status, body: { errors: [{ type, code }] } });
  },
);

test("magic sources: down, failing, blocked, without a method, without login, without tasks (design 3.6)", async () => {
  const { simulator, server, store, clock, read } = openWorld();
  const run = async (key: keyof typeof simulator.ids.sources) =>
    (await server.post("/tasks/task_login/run", { credential_id: await store("user_good", { source_id: simulator.ids.sources[key] }) })).body;
  const down = await run("down");
  const failing = await run("failing");
  await clock.advance(6000);
  expect((await read(`/task-runs/${down.id}`)).errors[0].code).toBe("source_not_available");
  expect((await read(`/task-runs/${failing.id}`)).errors[0].code).toBe("source_error");
  expect((await run("blocked")).errors[0].code).toBe("source_blocked");
  expect((await run("public")).errors[0].code).toBe("auth_not_supported");
  expect((await run("unsuited")).errors[0].code).toBe("task_not_supported");
  expect((await read(`/sources/${simulator.ids.sources.unnamed}`)).name).toBeNull();
  expect((await read(`/sources/${simulator.ids.sources.accents}`)).name).toBe("Crédit Élan du Québec");
});

test("ten thousand generated sources are all different, in English and French, the same for the same seed (issue: --sources)", () => {
  const sources = generateSources(10_000, 1);
  expect(new Set(sources.map(({ url }) => url)).size).toBe(10_000);
  const names = sources.flatMap(({ name }) => name ?? []);
  expect(new Set(names).size).toBe(names.length);
  expect(names.filter((name) => /[éèôûîœÉÎŒ]/.test(name)).length).toBeGreaterThan(500);
  expect(names.filter((name) => name.includes("Bank")).length).toBeGreaterThan(100);
  for (const { url } of sources) expect(new URL(url).href.startsWith("https://")).toBe(true);
  expect(generateSources(10_000, 1)).toEqual(sources);
  expect(generateSources(100, 2)).not.toEqual(sources.slice(0, 100));
});

test("a run waits for its review, which can approve or reject it (design 3.6)", async () => {
  const { simulator, start, read, clock } = openWorld();
  const { id, path } = await start("user_review", 60_000);
  expect((await read(path)).status).toBe("review_required");
  simulator.control.review(id, true);
  await clock.advance(1);
  expect(await read(path)).toMatchObject({ status: "completed", result: "success" });
  const other = await start("user_review", 60_000);
  simulator.control.review(other.id, false);
  expect((await read(other.path)).status).toBe("failed");
});

test("user_slow takes about a minute (design 3.6)", async () => {
  const { start, read, clock } = openWorld();
  const { path } = await start("user_slow", 60_000);
  expect((await read(path)).status).toBe("running");
  await clock.advance(2000);
  expect((await read(path)).status).toBe("completed");
});

test("speed shortens the work, not the windows in which people answer (issue: --speed)", async () => {
  const { start, read, clock } = openWorld({ speed: 10 });
  const { path } = await start("user_timeout", 300);
  expect((await read(path)).status).toBe("interaction_required");
  await clock.advance(4999);
  expect((await read(path)).status).toBe("interaction_required");
  await clock.advance(1);
  expect((await read(path)).status).toBe("failed");
});
