import { expect, test } from "vitest";
import { createClient } from "./client.ts";
import { createSimulator } from "./simulator.ts";
import { createVirtualClock } from "./virtual-clock.ts";

const open = () => {
  const clock = createVirtualClock();
  const simulator = createSimulator({ clock, sources: 0 });
  const server = createClient(simulator.fetch, "http://deck.test/v2", "sk_live_simulator");
  return { clock, simulator, server };
};

test("a component with a session token stores a credential, runs the task, answers a wrong and a right code", async () => {
  const { clock, simulator, server } = open();
  const token = (await server.post("/token")).body.token;
  const component = createClient(simulator.fetch, "http://deck.test/v2", token);
  const login = { username: "user_mfa", password: "correct horse" };
  const credential = await component.post("/credentials", {
    source_id: simulator.ids.sources.good,
    auth_method: "username_password",
    auth_credentials: login,
    external_id: "user-1",
  });
  expect(credential).toMatchObject({ status: 201, body: { id: "cred_000001", status: "unverified", external_id: "user-1" } });
  const run = await component.post("/tasks/task_login/run", { credential_id: "cred_000001" });
  expect(run).toMatchObject({ status: 201, body: { status: "queued", result: null, session_id: "sess_000001" } });

  await clock.advance(3000);
  const path = `/task-runs/${run.body.id}`;
  expect((await component.get(path)).body).toMatchObject({ status: "interaction_required", interaction: { type: "mfa" } });
  expect((await component.post(`${path}/interaction`, { input: { code: "000000" } })).body).toMatchObject({ status: "running", interaction: null });
  await clock.advance(1000);
  expect((await component.get(path)).body.status).toBe("interaction_required");
  await component.post(`${path}/interaction`, { input: { code: "123456" } });
  await clock.advance(2000);
  expect((await component.get(path)).body).toMatchObject({ status: "completed", result: "success", interaction: null });
  expect((await server.get("/credentials/cred_000001")).body.status).toBe("verified");
  expect(JSON.stringify(simulator.control.ledger())).not.toContain("correct horse");
});
