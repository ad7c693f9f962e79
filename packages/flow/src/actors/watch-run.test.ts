import { expect, test } from "vitest";
import { atCredentials, soon, until } from "../testing/open-session.ts";

async function watching() {
  const flow = await atCredentials();
  flow.signIn("user_stuck");
  await until(flow, "task-run");
  await flow.clock.advance(60 * soon);
  return { ...flow, reads: () => flow.requests().filter((request) => request.startsWith("GET /task-runs/")).length };
}

test("a page that nobody has looked at for five minutes reads no more, and again at once when somebody does (F9, M59)", async () => {
  const flow = await watching();
  const before = flow.reads();
  flow.device.setVisible(false);
  await flow.clock.advance(5 * 60 * soon);
  const unseen = flow.reads();
  expect(unseen).toBeGreaterThan(before + 20);
  await flow.clock.advance(20 * 60 * soon);
  expect(flow.reads()).toBe(unseen);
  flow.device.setVisible(true);
  await flow.clock.advance(1);
  expect(flow.reads()).toBe(unseen + 1);
  await flow.clock.advance(3 * soon);
  expect(flow.reads()).toBeGreaterThan(unseen + 2);
});

test("a nudge is read also then, once", async () => {
  const flow = await watching();
  flow.device.setVisible(false);
  await flow.clock.advance(10 * 60 * soon);
  const before = flow.reads();
  flow.host.send({ type: "nudge", data: {} });
  await flow.clock.advance(60 * soon);
  expect(flow.reads()).toBe(before + 1);
});

test("a short look away changes nothing", async () => {
  const flow = await watching();
  flow.device.setVisible(false);
  await flow.clock.advance(4 * 60 * soon);
  flow.device.setVisible(true);
  const before = flow.reads();
  await flow.clock.advance(10 * 60 * soon);
  expect(flow.reads()).toBeGreaterThan(before + 50);
});
