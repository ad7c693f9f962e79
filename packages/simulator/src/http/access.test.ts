import { expect, test } from "vitest";
import { apiOperations } from "@deck-auth/contract/api";
import type { ApiOperation } from "@deck-auth/contract/api";
import { idPrefixes, sessionOperations } from "@deck-auth/contract";
import { openWorld } from "../open-world.ts";

const halfHour = 30 * 60 * 1000;

test("POST /token needs a secret key and no body, and gives six fields (R215)", async () => {
  const { server, as } = openWorld();
  const { status, body } = await server.post("/token");
  expect(status).toBe(201);
  expect(Object.keys(body).toSorted()).toEqual(["created_at", "expires_at", "id", "object", "request_id", "token"]);
  expect([body.object, body.token.startsWith("tk_"), body.id.startsWith("tok_")]).toEqual(["token", true, true]);
  expect((await as("").post("/token")).status).toBe(401);
});

test("a token lives for 30 minutes, then it is 401 token_invalid (R216)", async () => {
  const { server, as, clock } = openWorld();
  const { token, created_at, expires_at } = (await server.post("/token")).body;
  expect(Date.parse(expires_at) - Date.parse(created_at)).toBe(halfHour);
  await clock.advance(halfHour - 1);
  expect((await as(token).get("/sources")).status).toBe(200);
  await clock.advance(1);
  const { status, body } = await as(token).get("/sources");
  expect([status, body.errors[0].type, body.errors[0].code]).toEqual([401, "request", "token_invalid"]);
});

test.for(["tk_", "tk_999999", "tk_nobody_000001", "tk_../x", "tk_000001x"])("the token %j is 401 token_invalid (R216)", async (bearer) => {
  const { server, as } = openWorld();
  await server.post("/token");
  const { status, body } = await as(bearer).get("/sources");
  expect([status, body.errors[0].code]).toEqual([401, "token_invalid"]);
});

test("a token cannot make tokens (R217)", async () => {
  const { status, body } = await (await openWorld().component()).post("/token");
  expect([status, body.errors[0].code]).toEqual([403, "token_invalid"]);
});

test("a token reaches the nine endpoints of the component and no other one (R218)", async () => {
  const { component, start } = openWorld();
  await start("user_good");
  const caller = await component();
  for (const [name, operation] of Object.entries<ApiOperation>(apiOperations)) {
    const id = operation.id === null ? "" : `${idPrefixes[operation.id]}_000001`;
    const { status, body } = await caller.send(operation.method, operation.path.replace("{}", id), undefined);
    const refused = status === 403 && body.errors[0].code === "token_invalid";
    expect([name, refused]).toEqual([name, !Object.hasOwn(sessionOperations, name)]);
  }
  expect((await caller.get("/nowhere")).status).toBe(403);
});

test("a token sees its organization's runs by id; with tokenScope session only those it started (R219)", async () => {
  const { component, start, store, simulator } = openWorld();
  const { path } = await start("user_mfa", 3000);
  const caller = await component();
  expect((await caller.get(path)).status).toBe(200);
  simulator.control.limits({ tokenScope: "session" });
  for (const part of ["", "/screenshots"]) expect((await caller.get(`${path}${part}`)).body.errors[0].code).toBe("token_invalid");
  expect((await caller.post(`${path}/interaction`, { input: { code: "123456" } })).status).toBe(403);
  const own = await caller.post("/tasks/task_login/run", { credential_id: await store("user_good") });
  expect((await caller.get(`/task-runs/${own.body.id}`)).status).toBe(200);
});

test("every other key opens a world of its own, with its name in ids, tokens and addresses (design 3.6)", async () => {
  const { as, server, simulator, clock } = openWorld();
  const acme = as("sk_live_acme");
  const { ids } = simulator.control.of("sk_live_acme");
  expect((await acme.get("/agents")).body.data).toHaveLength(1);
  const credential = (await acme.post("/credentials", { source_id: ids.sources.good, auth_method: "username_password", auth_credentials: { username: "user_good", password: "x" } })).body.id;
  expect(credential).toBe("cred_acme_000001");
  const run = (await acme.post(`/tasks/${ids.tasks.login}/run`, { credential_id: credential })).body.id;
  const token = (await acme.post("/token")).body.token;
  expect([run, token]).toEqual(["trun_acme_000001", "tk_acme_000001"]);
  await clock.advance(5000);
  expect((await as(token).get(`/task-runs/${run}/screenshots`)).body.data[0].url).toContain("/acme/");
  expect((await server.get(`/task-runs/${run}`)).status).toBe(404);
  expect((await server.get("/credentials")).body.data).toEqual([]);
});
