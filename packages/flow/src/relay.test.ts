import { expect, test } from "vitest";
import { atCredentials, soon } from "./testing/open-session.ts";

const reads = (flow: Awaited<ReturnType<typeof atCredentials>>) => flow.requests().filter((request) => request.startsWith("GET /task-runs/")).length;

/** A flow whose run neither ends nor changes. */
async function watching() {
  const flow = await atCredentials();
  flow.signIn("user_stuck");
  await flow.clock.advance(30_000);
  expect(flow.screen()).toBe("task-run");
  return flow;
}

test("while the relay stands the run is read every 20 seconds, and at once at a nudge (design 7.7, M59)", async () => {
  const flow = await watching();
  const { host, clock } = flow;
  let before = reads(flow);
  await clock.advance(60_000);
  expect(reads(flow) - before).toBeGreaterThanOrEqual(6);

  host.send({ type: "relay", data: { live: true } });
  host.send({ type: "nudge", data: {} });
  await clock.advance(soon);
  before = reads(flow);
  await clock.advance(100_000);
  expect(reads(flow) - before).toBe(5);

  host.send({ type: "nudge", data: {} });
  await clock.advance(1);
  expect(reads(flow) - before).toBe(6);
});

test("a relay that is lost is made up for by reading at once, and then as often as without one (F20)", async () => {
  const flow = await watching();
  const { host, clock } = flow;
  host.send({ type: "relay", data: { live: true } });
  host.send({ type: "nudge", data: {} });
  await clock.advance(soon);
  const before = reads(flow);
  host.send({ type: "relay", data: { live: false } });
  await clock.advance(1);
  expect(reads(flow) - before).toBe(1);
  await clock.advance(10_000);
  expect(reads(flow) - before).toBeGreaterThanOrEqual(4);
});

test("a host that nudges without end has the run read once a second, the last nudge included (T4, A7)", async () => {
  const flow = await watching();
  const { host, clock } = flow;
  host.send({ type: "relay", data: { live: true } });
  await clock.advance(20_000);
  let before = reads(flow);
  for (let nudges = 0; nudges < 1_000; nudges += 1) host.send({ type: "nudge", data: {} });
  await clock.advance(1);
  expect(reads(flow) - before).toBe(1);
  await clock.advance(1_000);
  expect(reads(flow) - before).toBe(2);

  await clock.advance(5_000);
  before = reads(flow);
  for (let nudges = 0; nudges < 1_000; nudges += 1) {
    host.send(nudges % 2 === 0 ? { type: "nudge", data: {} } : { type: "relay", data: { live: nudges % 4 === 1 } });
    await clock.advance(10);
  }
  expect(reads(flow) - before).toBeGreaterThanOrEqual(10);
  expect(reads(flow) - before).toBeLessThanOrEqual(11);
});
