import { expect, test } from "vitest";
import { eventTypes } from "@deck-auth/contract/api";
import { openWorld } from "../open-world.ts";
import type { OpenWorld } from "../open-world.ts";

const allEvents = async ({ server }: OpenWorld) => (await server.get("/events?limit=100")).body.data.toReversed();
const typesOf = async (world: OpenWorld, about: string) =>
  (await allEvents(world)).filter(({ data }: { data: { object: string } }) => data.object === about).map(({ type }: { type: string }) => type);

test("an event has id, object, type, data and created_at (R263)", async () => {
  const world = openWorld();
  await world.store("user_good");
  const [event] = await allEvents(world);
  expect(Object.keys(event)).toEqual(["id", "object", "type", "data", "created_at"]);
  expect(event).toMatchObject({ id: "evt_000001", object: "event", type: "credential.created", data: { id: "cred_000001", object: "credential" } });
});

test("every change of status of credential, session and run is an event, in order (R264)", async () => {
  const world = openWorld();
  const { path } = await world.start("user_mfa", 3000);
  await world.server.post(`${path}/interaction`, { input: { code: "123456" } });
  await world.clock.advance(15 * 60_000);
  expect(await typesOf(world, "task_run")).toEqual(["task_run.queued", "task_run.running", "task_run.interaction_required", "task_run.running", "task_run.completed"]);
  expect(await typesOf(world, "credential")).toEqual(["credential.created", "credential.verified"]);
  expect(await typesOf(world, "session")).toEqual(["session.queued", "session.running", "session.idle", "session.completing", "session.completed"]);
});

test("cancelling, canceled, failed and review have their events (R264)", async () => {
  for (const [username, last] of [
    ["user_cancel", ["task_run.canceling", "task_run.canceled"]],
    ["user_bad", ["task_run.running", "task_run.failed"]],
    ["user_review", ["task_run.running", "task_run.review_required"]],
  ] as const) {
    const world = openWorld();
    await world.start(username, 6000);
    expect((await typesOf(world, "task_run")).slice(-2)).toEqual(last);
  }
  const world = openWorld();
  const { credential } = await world.start("user_bad", 6000);
  await world.server.delete(`/credentials/${credential}`);
  expect(await typesOf(world, "credential")).toEqual(["credential.created", "credential.invalid", "credential.deleted"]);
});

test("agents, sources, tasks and files have their events (R264)", async () => {
  const world = openWorld();
  const { server, simulator } = world;
  const agent = (await server.post("/agents", { name: "A" })).body.id;
  await server.patch(`/agents/${agent}`, { name: "B" });
  const task = (await server.post("/tasks", { name: "T", agent_id: agent, storage: { enabled: true } })).body.id;
  await server.patch(`/tasks/${task}`, { name: "U" });
  await server.post(`/tasks/${task}/run`, { source_id: simulator.ids.sources.good });
  await world.clock.advance(5000);
  await server.post(`/tasks/${task}/reset`);
  await server.delete(`/agents/${agent}`);
  const source = (await server.post("/sources", { type: "website", website: { url: "https://a.example" } })).body.id;
  await server.patch(`/sources/${source}`, { name: "A" });
  await server.delete(`/sources/${source}`);
  expect(await typesOf(world, "agent")).toEqual(["agent.created", "agent.updated", "agent.deleted"]);
  expect(await typesOf(world, "task")).toEqual(["task.created", "task.updated", "task.reset", "task.deleted"]);
  expect(await typesOf(world, "source")).toEqual(["source.created", "source.updated", "source.deleted"]);
  expect(await typesOf(world, "storage")).toEqual(["storage.created"]);
});

test("interaction_required carries the prompt, once for each prompt (R265)", async () => {
  const world = openWorld();
  const { path } = await world.start("user_mfa", 3000);
  for (const code of ["0", "1", "123456"]) {
    await world.server.post(`${path}/interaction`, { input: { code } });
    await world.clock.advance(1000);
  }
  const prompts = (await allEvents(world)).filter(({ type }: { type: string }) => type === "task_run.interaction_required");
  expect(prompts).toHaveLength(3);
  for (const { data } of prompts) expect(data.interaction.fields[0].name).toBe("code");
  const others = (await allEvents(world)).filter(({ type }: { type: string }) => type === "task_run.running");
  for (const { data } of others) expect("interaction" in data).toBe(false);
});

test("credential events carry external_id (R266)", async () => {
  const world = openWorld();
  await world.store("user_good", { external_id: "user-7" });
  const [{ data }] = await allEvents(world);
  expect(data).toEqual({
    id: "cred_000001",
    object: "credential",
    status: "unverified",
    source_id: "src_000001",
    auth_method: "username_password",
    external_id: "user-7",
  });
});

test("event-types lists every name (R267)", async () => {
  const { body } = await openWorld().server.get("/event-types");
  expect(body.data).toEqual([...eventTypes]);
  for (const name of ["task_run.pending", "task_run.review_required", "task_run.canceling", "storage.created", "event_destination.deactivated"]) {
    expect(body.data).toContain(name);
  }
  expect(body.data).not.toContain("user.created");
});

test("events are filtered by type and time, and one is retrieved in full (R268)", async () => {
  const world = openWorld();
  await world.start("user_good", 5000);
  const { data } = (await world.server.get("/events?type=credential.verified&type=task_run.completed")).body;
  expect(data.map(({ type }: { type: string }) => type)).toEqual(["task_run.completed", "credential.verified"]);
  expect((await world.server.get(`/events?created_after=${data[1].created_at}&type=credential.verified`)).body.data).toEqual([]);
  const { request_id, ...one } = (await world.server.get(`/events/${data[0].id}`)).body;
  expect([one, request_id.startsWith("req_")]).toEqual([data[0], true]);
});

test("events are kept for 30 days (deck-api 1.7)", async () => {
  const world = openWorld();
  await world.store("user_good");
  await world.clock.advance(31 * 24 * 60 * 60_000);
  await world.store("user_good");
  expect(await typesOf(world, "credential")).toEqual(["credential.created"]);
});
