import fc from "fast-check";
import { expect, test } from "vitest";
import type { Client } from "../client.ts";
import { openWorld } from "../open-world.ts";

const walk = async (client: Client, path: string): Promise<string[]> => {
  const ids: string[] = [];
  let cursor: string | null = null;
  do {
    const separator = path.includes("?") ? "&" : "?";
    const { body } = await client.get(cursor === null ? path : `${path}${separator}cursor=${cursor}`);
    ids.push(...body.data.map((row: { id: string }) => row.id));
    cursor = body.next_cursor;
  } while (cursor !== null);
  return ids;
};

test("a page has 20 rows unless asked for 1 to 100; anything else is 400 (R197)", async () => {
  const { server } = openWorld({ sources: 150 });
  expect((await server.get("/sources")).body.data).toHaveLength(20);
  expect((await server.get("/sources?limit=1")).body.data).toHaveLength(1);
  expect((await server.get("/sources?limit=100")).body.data).toHaveLength(100);
  for (const limit of ["0", "101", "-1", "1.5", "ten", "", "1&limit=2"]) {
    const { status, body } = await server.get(`/sources?limit=${limit}`);
    expect([limit, status, body.errors[0].code, body.errors[0].field]).toEqual([limit, 400, "query_param_invalid", "limit"]);
  }
});

test("a list has data, has_more, next_cursor and request_id; the last page's cursor is null (R198)", async () => {
  const { server } = openWorld();
  const first = (await server.get("/sources?limit=10")).body;
  expect(Object.keys(first)).toEqual(["data", "has_more", "next_cursor", "request_id"]);
  expect([first.has_more, typeof first.next_cursor]).toEqual([true, "string"]);
  const last = (await server.get(`/sources?limit=10&cursor=${first.next_cursor}`)).body;
  expect([last.data.length, last.has_more, last.next_cursor]).toEqual([1, false, null]);
  expect(last.data[0]).not.toHaveProperty("request_id");
});

test("lists are newest first, screenshots oldest first (R199)", async () => {
  const { server, start } = openWorld();
  const { id } = await start("user_good", 5000);
  await start("user_good", 5000);
  expect((await server.get("/task-runs")).body.data.map((run: { id: string }) => run.id)).toEqual(["trun_000002", "trun_000001"]);
  const times = (await server.get(`/task-runs/${id}/screenshots`)).body.data.map((shot: { created_at: string }) => Date.parse(shot.created_at));
  expect(times.length).toBeGreaterThan(1);
  expect(times).toEqual(times.toSorted((one: number, other: number) => one - other));
});

test("a walk shows each record exactly once, whatever the page size (R200)", async () => {
  const { server, simulator } = openWorld({ sources: 57, limits: { requestsPer10s: null } });
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 100 }), async (limit) => {
      const ids = await walk(server, `/sources?limit=${limit}`);
      expect(ids).toHaveLength(68);
      expect(new Set(ids).size).toBe(68);
      expect(ids.at(-1)).toBe(simulator.ids.sources.good);
    }),
    { numRuns: 12 },
  );
});

test("a walk goes on in place when records come and go meanwhile (R200)", async () => {
  const { server } = openWorld();
  const first = (await server.get("/sources?limit=4")).body;
  await server.post("/sources", { type: "website", website: { url: "https://later.example" } });
  await server.delete(`/sources/${first.data[3].id}`);
  const second = (await server.get(`/sources?limit=4&cursor=${first.next_cursor}`)).body;
  expect(second.data.map((source: { id: string }) => source.id)).toEqual(["src_000007", "src_000006", "src_000005", "src_000004"]);
});

test("a cursor that is garbage, or of another list, is 400 cursor_invalid (R201)", async () => {
  const { server, simulator, store } = openWorld();
  for (let count = 0; count < 3; count += 1) await store("user_good");
  const ofSources = (await server.get("/sources?limit=1")).body.next_cursor;
  const ofCredentials = (await server.get("/credentials?limit=1")).body.next_cursor;
  const filter = `source_id=${simulator.ids.sources.good}`;
  const bad = [
    "/sources?cursor=garbage",
    "/sources?cursor=",
    `/sources?cursor=${ofSources}x`,
    `/sources?cursor=${ofCredentials}`,
    `/credentials?limit=1&${filter}&cursor=${ofCredentials}`,
  ];
  for (const path of bad) {
    const { status, body } = await server.get(path);
    expect([path, status, body.errors[0].code]).toEqual([path, 400, "cursor_invalid"]);
  }
  expect((await server.get(`/credentials?limit=2&cursor=${ofCredentials}`)).status).toBe(200);
});

test("filters are ANDed, a repeated one is an OR, and the limit counts what passes (R202)", async () => {
  const { server, simulator, store } = openWorld();
  const one = await store("user_good", { external_id: "u1" });
  const two = await store("user_good", { external_id: "u2" });
  const other = await store("user_good", { external_id: "u1", source_id: simulator.ids.sources.accents });
  await server.delete(`/credentials/${two}`);
  const ids = async (query: string) => walk(server, `/credentials?limit=1&${query}`);
  expect(await ids("external_id=u1")).toEqual([other, one]);
  expect(await ids(`external_id=u1&source_id=${simulator.ids.sources.good}`)).toEqual([one]);
  expect(await ids("status=deleted")).toEqual([two]);
  expect(await ids("status=deleted&status=unverified")).toEqual([other, two, one]);
  expect(await ids(`source_id=${simulator.ids.sources.good}&source_id=${simulator.ids.sources.accents}`)).toEqual([other, two, one]);
  expect(await ids("status=verified")).toEqual([]);
});

test("tasks, destinations and deliveries have their filters (R202)", async () => {
  const { server, simulator } = openWorld();
  const agent = (await server.post("/agents", { name: "A" })).body.id;
  await server.post("/tasks", { id: "task_of_a", name: "T", agent_id: agent });
  expect(await walk(server, `/tasks?agent_id=${agent}`)).toEqual(["task_of_a"]);
  expect(await walk(server, `/tasks?agent_id=${simulator.ids.agent}&status=learning`)).toEqual(["task_needs_input", "task_public", "task_login"]);
  expect(await walk(server, "/tasks?status=live")).toEqual([]);
  await server.post("/event-destinations", { name: "D", events: ["*"], webhook: { url: "https://in.example" } });
  expect(await walk(server, "/event-destinations?status=active")).toEqual(["evtd_000001"]);
  expect(await walk(server, "/event-destinations?status=inactive")).toEqual([]);
});

test("runs can be filtered by every parameter, the instants themselves excluded (R202)", async () => {
  const { server, simulator, start, clock } = openWorld();
  const first = await start("user_good", 5000);
  const second = await start("user_bad", 5000);
  const created = (await server.get(second.path)).body.created_at;
  const ids = (query: string) => walk(server, `/task-runs?${query}`);
  expect(await ids(`credential_id=${first.credential}`)).toEqual([first.id]);
  expect(await ids("status=failed&status=completed")).toEqual([second.id, first.id]);
  expect(await ids("status=failed")).toEqual([second.id]);
  expect(await ids(`source_id=${simulator.ids.sources.good}&task_id=task_login&agent_id=${simulator.ids.agent}`)).toEqual([second.id, first.id]);
  expect(await ids("workflow_id=wflo_1")).toEqual([]);
  expect(await ids(`created_after=${created}`)).toEqual([]);
  expect(await ids(`created_before=${created}`)).toEqual([first.id]);
  expect(await ids(`created_after=2025-01-15&created_before=${new Date(clock.now()).toISOString()}`)).toEqual([second.id, first.id]);
});

test("outcome filters the result (R203)", async () => {
  const { server, start } = openWorld();
  const good = await start("user_good", 5000);
  const bad = await start("user_fail", 5000);
  const unknown = await start("user_unknown", 5000);
  expect(await walk(server, "/task-runs?outcome=success")).toEqual([good.id]);
  expect(await walk(server, "/task-runs?outcome=failure&outcome=unknown")).toEqual([unknown.id, bad.id]);
  expect((await server.get("/task-runs?outcome=maybe")).body.errors[0].code).toBe("query_param_invalid");
});

test.for([
  "/sources?name=x", "/sources?starting_after=src_000001", "/credentials?status=lost", "/task-runs?created_after=yesterday", "/task-runs?task_id=task_1&task_id=task_2",
  "/sources/src_000001?include=x", "/task-runs/trun_1?include=everything", "/events?type=source.exploded", "/event-types?limit=5", "/test?x=1", "/sources?__proto__=1",
])("%s is 400 query_param_invalid (R204)", async (path) => {
  const { status, body } = await openWorld().server.get(path);
  expect([status, body.errors[0].code]).toEqual([400, "query_param_invalid"]);
  expect(body.errors[0].field).toBeTypeOf("string");
});

test("agents and sources take no filters (R205)", async () => {
  const { server } = openWorld();
  for (const path of ["/agents?status=live", "/sources?type=website", "/agents?agent_id=agt_000001", "/sources?q=bank"]) {
    expect((await server.get(path)).body.errors[0].code).toBe("query_param_invalid");
  }
});
