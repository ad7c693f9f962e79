import { describe, expect, test } from "vitest";
import { apiUrl, atCredentials, soon, until } from "./testing/open-session.ts";

type Flow = Awaited<ReturnType<typeof atCredentials>>;

const secret = { authorization: "Bearer sk_live_simulator", "content-type": "application/json" };

/** The run as its owner's server reads it. */
async function runOf({ simulator, context }: Flow): Promise<unknown> {
  return (await simulator.fetch(`${apiUrl}/task-runs/${context().taskRunId ?? ""}`, { headers: secret })).json();
}

test("the run is started for the credential just stored, and given nothing else (R49)", async () => {
  const bodies: unknown[] = [];
  const flow = await atCredentials({
    between: (fetch) => (address, init) => {
      if (address.endsWith("/tasks/task_login/run")) bodies.push(JSON.parse(String(init.body)));
      return fetch(address, init);
    },
  });
  flow.signIn("user_good");
  await until(flow, "success");
  expect(bodies).toEqual([{ credential_id: flow.simulator.control.ledger().credentials[0]?.id }]);
});

describe("while a run goes on", () => {
  test.each([
    ["closed", (flow: Flow) => flow.session.close()],
    ["closed and taken away", (flow: Flow) => (flow.session.close(), flow.session.stop())],
    ["taken away without a word", (flow: Flow) => flow.session.stop()],
  ])("%s: nothing cancels it, and it completes (R69, R140)", async (_, leave) => {
    const flow = await atCredentials();
    flow.signIn("user_slow");
    await until(flow, "task-run");
    await flow.clock.advance(5 * soon);
    expect(await runOf(flow)).toMatchObject({ status: "running" });
    leave(flow);
    await flow.clock.advance(90 * soon);
    expect(await runOf(flow)).toMatchObject({ status: "completed", result: "success" });
    expect(flow.simulator.control.ledger().runs.map(({ action }) => action)).toEqual(["started"]);
    expect(flow.requests().filter((request) => request.endsWith("/cancel"))).toEqual([]);
  });

  test.each([
    ["refused for a limit", 429],
    ["failed by the API", 500],
    ["cut off by a gateway", 504],
  ])("reads that are %s come less and less often, never within a second, and never end it (R68, F6)", async (_, status) => {
    const reads: number[] = [];
    let failing = false;
    const flow = await atCredentials({
      between: (fetch) => (address, init) => {
        if (!address.includes("/task-runs/")) return fetch(address, init);
        reads.push(flow.clock.now());
        return failing ? Promise.resolve(new Response("", { status })) : fetch(address, init);
      },
    });
    flow.signIn("user_stuck");
    await until(flow, "task-run");
    failing = true;
    await flow.clock.advance(120 * soon);
    const waits = reads.slice(1).map((at, index) => at - (reads[index] ?? 0));
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(1_000);
    expect(waits.every((wait, index) => index === 0 || wait >= (waits[index - 1] ?? 0))).toBe(true);
    expect(waits.at(-1)).toBe(10_000);
    expect(flow.outcomes()).toEqual([]);
    expect(flow.context().trouble).toBe("retrying");
    failing = false;
    await flow.clock.advance(11 * soon);
    expect(flow.context().trouble).toBeNull();
  });
});

test("an answer to a prompt that is gone by then is no error: the run is read again (R85, M49)", async () => {
  const flow = await atCredentials();
  flow.signIn("user_mfa");
  await until(flow, "interaction");
  // Answered from elsewhere, between two reads.
  const elsewhere = await flow.simulator.fetch(`${apiUrl}/task-runs/${flow.context().taskRunId ?? ""}/interaction`, {
    method: "POST",
    headers: secret,
    body: JSON.stringify({ input: { code: "123456" } }),
  });
  expect(elsewhere.status).toBe(200);
  flow.answer({ code: "123456" });
  await flow.clock.advance(1);
  const { requests, answers } = flow.simulator.control.ledger();
  expect(requests.filter(({ operation }) => operation === "task-runs.interaction").map(({ status }) => status)).toEqual([200, 400]);
  expect(requests.at(-1)?.operation).toBe("task-runs.get");
  expect(flow.screen()).toBe("task-run");
  await until(flow, "success");
  expect(flow.outcomes()).toMatchObject([{ verified: true }]);
  expect(answers).toHaveLength(1);
});
