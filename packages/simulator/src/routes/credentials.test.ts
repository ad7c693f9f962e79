import { expect, test } from "vitest";
import { openWorld } from "../open-world.ts";

const login = { username: "user_good", password: "correct horse" };

test("a source has id, name, type, address and times; its name may be null (R220)", async () => {
  const { server, simulator } = openWorld();
  const { body } = await server.get(`/sources/${simulator.ids.sources.unnamed}`);
  expect(body).toEqual({
    id: simulator.ids.sources.unnamed,
    object: "source",
    name: null,
    type: "website",
    website: { url: "https://portal.nameless.example/sign-in" },
    created_at: "2025-01-15T09:30:00.000Z",
    updated_at: "2025-01-15T09:30:00.000Z",
    request_id: "req_000001",
  });
  const refusal = async (source: object) => (await server.post("/sources", source)).body.errors[0];
  expect(await refusal({ website: { url: "https://a.example" } })).toMatchObject({ code: "input_missing", field: "type" });
  expect(await refusal({ type: "website" })).toMatchObject({ code: "input_missing", field: "website" });
  expect(await refusal({ type: "app", website: { url: "https://a.example" } })).toMatchObject({ code: "input_invalid", field: "type" });
  const made = (await server.post("/sources", { type: "website", website: { url: "https://a.example" } })).body;
  expect(made.name).toBeNull();
  expect((await server.patch(`/sources/${made.id}`, { name: "A" })).body).toMatchObject({ name: "A", website: { url: "https://a.example" } });
});

test("a credential begins unverified (R221)", async () => {
  const { server, simulator } = openWorld();
  const { body } = await server.post("/credentials", { source_id: simulator.ids.sources.good, auth_method: "username_password", auth_credentials: login });
  expect(body).toEqual({
    id: "cred_000001",
    object: "credential",
    status: "unverified",
    external_id: null,
    source_id: simulator.ids.sources.good,
    auth_method: "username_password",
    auth_credentials: { username: "user_good" },
    created_at: "2025-01-15T09:30:00.000Z",
    updated_at: "2025-01-15T09:30:00.000Z",
    request_id: "req_000001",
  });
});

test("auth_method is none unless given, and only two values are taken (R222)", async () => {
  const { server, simulator } = openWorld();
  const source_id = simulator.ids.sources.good;
  expect((await server.post("/credentials", { source_id })).body).toMatchObject({ auth_method: "none", auth_credentials: null });
  expect((await server.post("/credentials", { source_id, auth_method: null })).body.auth_method).toBe("none");
  expect(await server.post("/credentials", { source_id, auth_method: "google_sso" })).toMatchObject({
    status: 400,
    body: { errors: [{ code: "input_invalid", field: "auth_method" }] },
  });
});

test("username_password needs a user name and a password (R223)", async () => {
  const { server, simulator } = openWorld();
  const refusal = async (auth_credentials: unknown) =>
    (await server.post("/credentials", { source_id: simulator.ids.sources.good, auth_method: "username_password", auth_credentials })).body.errors[0];
  expect(await refusal(undefined)).toMatchObject({ code: "input_missing", field: "auth_credentials.username" });
  expect(await refusal({ password: "x" })).toMatchObject({ code: "input_missing", field: "auth_credentials.username" });
  expect(await refusal({ username: "x" })).toMatchObject({ code: "input_missing", field: "auth_credentials.password" });
});

test("no endpoint, event, log or control route ever shows a password (R224)", async () => {
  const secret = "pÄss/word+%42 secret";
  const { server, simulator, clock } = openWorld({ limits: { requestsPer10s: null } });
  const body = { source_id: simulator.ids.sources.good, auth_method: "username_password", auth_credentials: { ...login, username: "user_mfa", password: secret } };
  const seen = [await server.post("/credentials", body, "key"), await server.post("/credentials", body, "key")];
  seen.push(await server.patch("/credentials/cred_000001", { auth_credentials: { username: "user_mfa", password: secret } }));
  await server.post("/tasks/task_login/run", { credential_id: "cred_000001" });
  await clock.advance(3000);
  seen.push(await server.post("/task-runs/trun_000001/interaction", { input: { code: secret } }));
  await clock.advance(5000);
  seen.push(await server.post("/credentials", { ...body, auth_credentials: { username: 5, password: secret } }));
  for (const path of ["/credentials", "/credentials/cred_000001", "/events?limit=100", "/task-runs", "/task-runs/trun_000001?include=input,storage,screenshots", "/sessions"]) {
    seen.push(await server.get(path));
  }
  const control = ["/_sim/ledger", "/_sim/scenarios", "/_sim/faults", "/_sim/limits", "/_sim/clock", "/", "/openapi.json"];
  const pages = await Promise.all(control.map(async (path) => (await simulator.fetch(`http://deck.test${path}`)).text()));
  for (const text of [...seen.map((answer) => answer.text), ...pages]) {
    expect(text).not.toContain(secret);
    expect(text).not.toContain(JSON.stringify(secret).slice(1, -1));
  }
  expect(simulator.control.ledger().credentials[0]?.password_hash).toBe(simulator.control.hash(secret));
});

test("external_id is kept, shown, filtered by, shared, up to 255 long, and cleared by null (R225)", async () => {
  const { server, store } = openWorld();
  const long = "x".repeat(255);
  const one = await store("user_good", { external_id: long });
  const two = await store("user_good", { external_id: long });
  expect((await server.get(`/credentials?external_id=${long}`)).body.data.map(({ id }: { id: string }) => id)).toEqual([two, one]);
  expect((await server.patch(`/credentials/${one}`, { external_id: null })).body.external_id).toBeNull();
  expect((await server.patch(`/credentials/${one}`, { external_id: `${long}x` })).body.errors[0]).toMatchObject({ code: "input_too_long", field: "external_id" });
});

test("source_fields are kept within their limits and readable (R226)", async () => {
  const { server, simulator } = openWorld();
  const create = (source_fields: unknown) =>
    server.post("/credentials", { source_id: simulator.ids.sources.good, auth_method: "username_password", auth_credentials: { ...login, source_fields } });
  const ten = Object.fromEntries(Array.from({ length: 10 }, (_, place) => [`field_${place}`, "v"]));
  expect((await create(ten)).body.auth_credentials).toEqual({ username: "user_good", source_fields: ten });
  for (const bad of [{ ...ten, one_more: "v" }, { Upper: "v" }, { "1st": "v" }, { username: "v" }, { password: "v" }, { [`a${"b".repeat(64)}`]: "v" }]) {
    expect(await create(bad)).toMatchObject({ status: 400, body: { errors: [{ code: "input_invalid" }] } });
  }
});

test("new details make a verified credential unverified, with an event (R227)", async () => {
  const { server, start } = openWorld();
  const { credential } = await start("user_good", 5000);
  expect((await server.get(`/credentials/${credential}`)).body.status).toBe("verified");
  expect((await server.patch(`/credentials/${credential}`, { auth_credentials: login })).body.status).toBe("unverified");
  expect((await server.get("/events?type=credential.unverified")).body.data).toHaveLength(1);
});

test("another external_id leaves the status (R228)", async () => {
  const { server, start } = openWorld();
  const { credential } = await start("user_good", 5000);
  expect((await server.patch(`/credentials/${credential}`, { external_id: "new" })).body).toMatchObject({ status: "verified", external_id: "new" });
});

test.for([
  ["user_good", "verified", "R229: a login verifies"],
  ["user_fail", "verified", "R229: even if the run fails later"],
  ["user_bad", "invalid", "R230: a refused login invalidates"],
  ["user_locked", "invalid", "R230: so does a locked account"],
  ["user_reset", "invalid", "R230: and a forced reset"],
  ["user_source_down", "unverified", "R231: other failures leave the status"],
  ["user_timeout", "unverified", "R231: an unanswered prompt too"],
] as const)("after a run as %s a credential is %s (%s)", async ([username, status]) => {
  const { server, start } = openWorld();
  const { credential } = await start(username, 20_000);
  expect((await server.get(`/credentials/${credential}`)).body.status).toBe(status);
});

test("a failed run leaves a verified credential verified (R231)", async () => {
  const { server, start, clock } = openWorld();
  const { credential } = await start("user_good", 5000);
  await server.patch(`/credentials/${credential}`, { external_id: "x" });
  await server.post("/tasks/task_login/run", { credential_id: credential });
  await server.post("/task-runs/trun_000002/cancel");
  await clock.advance(5000);
  expect((await server.get(`/credentials/${credential}`)).body.status).toBe("verified");
});

test("a task that does not log in leaves a credential unverified (R232)", async () => {
  const { server, store, clock } = openWorld();
  const credential = await store("user_good");
  const run = (await server.post("/tasks/task_public/run", { credential_id: credential })).body.id;
  await clock.advance(5000);
  expect((await server.get(`/task-runs/${run}`)).body).toMatchObject({ status: "completed", result: "success" });
  expect((await server.get(`/credentials/${credential}`)).body.status).toBe("unverified");
});

test("a deleted credential stays readable, and can be neither run nor changed (R233)", async () => {
  const { server, store } = openWorld();
  const id = await store("user_good", { external_id: "u" });
  await server.delete(`/credentials/${id}`);
  expect((await server.get(`/credentials/${id}`)).body).toMatchObject({ status: "deleted", external_id: "u", auth_credentials: {} });
  expect((await server.get("/credentials?status=deleted")).body.data).toHaveLength(1);
  expect(await server.post("/tasks/task_login/run", { credential_id: id })).toMatchObject({ status: 409, body: { errors: [{ code: "resource_not_ready" }] } });
  expect(await server.patch(`/credentials/${id}`, { external_id: "v" })).toMatchObject({ status: 409, body: { errors: [{ code: "resource_not_ready" }] } });
});
