/**
 * The same promises, kept by every way to reach the API: in this process, over a port, and (read-only) at a real base
 * address when `DECK_CONFORMANCE_KEY` is set (`DECK_CONFORMANCE_URL`, default Deck's own).
 */
import { afterAll, describe, expect, test } from "vitest";
import * as z from "zod/mini";
import { errorEnvelope } from "@deck-auth/contract";
import { apiOperations } from "@deck-auth/contract/api";
import type { ApiOperationName } from "@deck-auth/contract/api";
import { createClient } from "./client.ts";
import type { Client, Received } from "./client.ts";
import { serveSimulator } from "./node/serve.ts";
import { createSimulator } from "./simulator.ts";
import { createVirtualClock } from "./virtual-clock.ts";

interface Target {
  readonly name: string;
  readonly client: Client;
  /** Moves the API's time; only a simulator can. */
  readonly advance: (milliseconds: number) => Promise<void>;
}

const mover = (send: typeof fetch, origin: string) => async (advanceMs: number) => {
  await send(`${origin}/_sim/clock`, { method: "POST", body: JSON.stringify({ advanceMs }) });
};

const inProcess = (): Target => {
  const { fetch: send } = createSimulator({ clock: createVirtualClock(), sources: 5, limits: { requestsPer10s: null } });
  return { name: "in this process", client: createClient(send, "http://deck.test/v2", "sk_live_simulator"), advance: mover(send, "http://deck.test") };
};

const port = await serveSimulator({ port: 0, sources: 5, limits: { requestsPer10s: null } });
afterAll(() => port.close());
const overPort = (): Target => ({ name: "over a port", client: createClient(fetch, port.apiUrl, "sk_live_simulator"), advance: mover(fetch, port.origin) });

const real = process.env["DECK_CONFORMANCE_KEY"];
const realUrl = process.env["DECK_CONFORMANCE_URL"] ?? "https://api.deck.co/v2";
const readable: readonly Client[] = real === undefined ? [] : [createClient(fetch, realUrl, real)];

const expectAnswer = (operation: ApiOperationName, { status, body }: Received) => {
  expect([operation, status]).toEqual([operation, apiOperations[operation].success]);
  expect([operation, z.safeParse(apiOperations[operation].answer, body).error?.issues]).toEqual([operation, undefined]);
  expect(body.request_id).toMatch(/^req_/);
  return body;
};

const expectRefusal = ({ status, body }: Received, expected: number, type: string, code: string) => {
  expect(z.safeParse(errorEnvelope, body).success).toBe(true);
  expect([status, body.errors[0].type, body.errors[0].code]).toEqual([expected, type, code]);
};

/** What holds without changing anything. */
const readOnly = (client: Client) => {
  test("lists and the key check have their documented shape (R182, R197, R198)", async () => {
    expectAnswer("test.get", await client.get("/test"));
    for (const [operation, path] of [
      ["agents.list", "/agents"],
      ["sources.list", "/sources"],
      ["credentials.list", "/credentials"],
      ["tasks.list", "/tasks"],
      ["task-runs.list", "/task-runs"],
      ["sessions.list", "/sessions"],
      ["event-destinations.list", "/event-destinations"],
      ["events.list", "/events"],
    ] as const) {
      const { data, has_more, next_cursor } = expectAnswer(operation, await client.get(`${path}?limit=5`));
      expect(data.length).toBeLessThanOrEqual(5);
      expect(next_cursor === null).toBe(!has_more);
    }
    expectAnswer("event-types.list", await client.get("/event-types"));
  });

  test("bad reads are refused as documented (R186, R187, R192, R201)", async () => {
    expect((await client.get("/sources/cred_000000")).status).toBe(400);
    expectRefusal(await client.get("/sources/src_000000"), 404, "request", "source_not_found");
    expectRefusal(await client.get("/credentials/cred_000000"), 404, "request", "credential_not_found");
    expectRefusal(await client.get("/tasks/task_that_is_not_there"), 404, "request", "task_not_found");
    expectRefusal(await client.get("/sources?cursor=garbage"), 400, "request", "cursor_invalid");
  });
};

for (const client of readable) {
  describe("at a real base address", () => {
    readOnly(client);
  });
}

describe.each([inProcess(), overPort()])("$name", ({ client, advance }) => {
  readOnly(client);

  test("agents, tasks and sources: made, read, listed, changed, deleted (R180, R181, R190, R191)", async () => {
    const agent = expectAnswer("agents.create", await client.post("/agents", { name: "A" }));
    const task = expectAnswer("tasks.create", await client.post("/tasks", { name: "T", agent_id: agent.id, input_schema: { type: "object" } }));
    const source = expectAnswer("sources.create", await client.post("/sources", { type: "website", website: { url: "https://shop.example" } }));
    expect(expectAnswer("agents.get", await client.get(`/agents/${agent.id}`)).tasks).toHaveLength(1);
    expectAnswer("tasks.get", await client.get(`/tasks/${task.id}`));
    expectAnswer("sources.get", await client.get(`/sources/${source.id}`));
    expect(expectAnswer("agents.update", await client.patch(`/agents/${agent.id}`, { description: "d" })).name).toBe("A");
    expect(expectAnswer("tasks.update", await client.patch(`/tasks/${task.id}`, { prompt: "p" })).name).toBe("T");
    expect(expectAnswer("sources.update", await client.patch(`/sources/${source.id}`, { name: "S" })).website.url).toBe("https://shop.example");
    expectAnswer("tasks.reset", await client.post(`/tasks/${task.id}/reset`));
    expectAnswer("tasks.delete", await client.delete(`/tasks/${task.id}`));
    expectAnswer("sources.delete", await client.delete(`/sources/${source.id}`));
    expectAnswer("agents.delete", await client.delete(`/agents/${agent.id}`));
  });

  test("a credential is proven by a run that asks for a code; its files, pictures, session and events are there (R221 to R268)", async () => {
    expectAnswer("token.create", await client.post("/token"));
    const login = { username: "user_mfa", password: "p" };
    const body = { source_id: "src_000001", auth_method: "username_password", auth_credentials: login, external_id: "u" };
    const credential = expectAnswer("credentials.create", await client.post("/credentials", body, "key-c"));
    const run = expectAnswer("tasks.run", await client.post("/tasks/task_needs_input/run", { credential_id: credential.id, input: { month: "2025-01" } }));
    await advance(4000);
    expect(expectAnswer("task-runs.get", await client.get(`/task-runs/${run.id}`)).status).toBe("interaction_required");
    expectRefusal(await client.post(`/task-runs/${run.id}/interaction`, { input: {} }), 400, "request", "interaction_input_invalid");
    expectAnswer("task-runs.interaction", await client.post(`/task-runs/${run.id}/interaction`, { input: { code: "123456" } }));
    await advance(4000);
    const whole = expectAnswer("task-runs.get", await client.get(`/task-runs/${run.id}?include=input,storage,screenshots`));
    expect([whole.status, whole.result, whole.storage.length]).toEqual(["completed", "success", 1]);
    expectAnswer("task-runs.screenshots", await client.get(`/task-runs/${run.id}/screenshots`));
    const [file] = expectAnswer("task-runs.storage", await client.get(`/task-runs/${run.id}/storage`)).data;
    expectAnswer("storage.get", await client.get(`/storage/${file.id}`));
    expectAnswer("sessions.get", await client.get(`/sessions/${run.session_id}`));
    expect(expectAnswer("credentials.get", await client.get(`/credentials/${credential.id}`)).status).toBe("verified");
    expectAnswer("credentials.update", await client.patch(`/credentials/${credential.id}`, { external_id: null }));
    const [event] = expectAnswer("events.list", await client.get("/events?type=credential.verified")).data;
    expectAnswer("events.get", await client.get(`/events/${event.id}`));
    expectRefusal(await client.post("/credentials", { ...body, external_id: "v" }, "key-c"), 409, "idempotency", "idempotency_error");
    expectAnswer("credentials.delete", await client.delete(`/credentials/${credential.id}`));
    expectRefusal(await client.post("/tasks/task_login/run", { credential_id: credential.id }), 409, "request", "resource_not_ready");
  });

  test("runs are cancelled, sessions started and ended, destinations kept (R243, R247, R248, R269, R275)", async () => {
    const run = expectAnswer("tasks.run", await client.post("/tasks/task_public/run", { source_id: "src_000001" }));
    expect(expectAnswer("task-runs.cancel", await client.post(`/task-runs/${run.id}/cancel`)).status).toBe("cancelling");
    await advance(1000);
    expectRefusal(await client.post(`/task-runs/${run.id}/cancel`), 409, "request", "resource_not_ready");
    const session = expectAnswer("sessions.create", await client.post("/sessions", {}));
    expectAnswer("sessions.end", await client.post(`/sessions/${session.id}/end`));
    const aws = { name: "Q", type: "aws_sqs", events: ["*"], aws_sqs: { queue_url: "https://sqs.example/q" } };
    const destination = expectAnswer("event-destinations.create", await client.post("/event-destinations", aws));
    expectAnswer("event-destinations.get", await client.get(`/event-destinations/${destination.id}`));
    expectAnswer("event-destinations.update", await client.patch(`/event-destinations/${destination.id}`, { name: "R" }));
    expectAnswer("event-destinations.deliveries", await client.get(`/event-destinations/${destination.id}/event-deliveries`));
    expectAnswer("event-destinations.delete", await client.delete(`/event-destinations/${destination.id}`));
  });
});
