import { expect, test } from "vitest";
import { atCredentials, soon, until } from "./testing/open-session.ts";

type Flow = Awaited<ReturnType<typeof atCredentials>>;

const ends = [
  ["the host has a string alone", ({ host }: Flow) => host.send({ type: "tokenUnavailable", data: {} })],
  ["the host's next one is refused as well", ({ host }: Flow) => host.send({ type: "token", data: { token: "tk_dead" } })],
] as const;

const terminals = (flow: Flow) => flow.posted.flatMap((message) => (message.type === "error" && message.data.terminal ? [message.data] : []));

test.each(ends)("a token that has expired at submit, and %s: token_invalid, and nothing is stored (R93, F12)", async (_, answer) => {
  const flow = await atCredentials();
  await flow.clock.advance(31 * 60 * soon);
  flow.signIn("user_good");
  await flow.clock.advance(soon);
  expect(flow.posted).toContainEqual({ type: "tokenRequired", data: {} });
  expect(flow.outcomes()).toEqual([]);
  answer(flow);
  await until(flow, "error");
  await flow.clock.advance(60 * soon);
  expect(flow.outcomes()).toEqual([{ type: "request", code: "token_invalid", message: expect.any(String) }]);
  expect(terminals(flow)).toHaveLength(1);
  expect(flow.simulator.control.ledger().credentials).toEqual([]);
});

test.each(ends)("a token that expires while a run is watched, and %s: token_invalid alone, and the run goes on (R93, deck-api 7.3)", async (_, answer) => {
  const flow = await atCredentials();
  await flow.clock.advance(28 * 60 * soon);
  flow.signIn("user_stuck");
  await until(flow, "task-run");
  const isAsked = () => flow.posted.some(({ type }) => type === "tokenRequired");
  for (let second = 0; second < 3 * 60 && !isAsked(); second += 1) await flow.clock.advance(soon);
  expect(isAsked()).toBe(true);
  expect(flow.screen()).toBe("task-run");
  answer(flow);
  await until(flow, "error");
  await flow.clock.advance(60 * soon);
  expect(flow.outcomes()).toEqual([{ type: "request", code: "token_invalid", message: expect.any(String) }]);
  expect(terminals(flow)).toHaveLength(1);
  expect(flow.simulator.control.ledger().runs.map(({ action }) => action)).toEqual(["started"]);
});

test("what was erased while another token was waited for is not sent with it (R42)", async () => {
  const flow = await atCredentials();
  await flow.clock.advance(31 * 60 * soon);
  flow.signIn("user_good");
  await flow.clock.advance(soon);
  expect(flow.posted).toContainEqual({ type: "tokenRequired", data: {} });
  flow.session.close();
  flow.host.send({ type: "token", data: { token: await flow.issueToken() } });
  await flow.clock.advance(60 * soon);
  expect(flow.simulator.control.ledger().credentials).toEqual([]);
});
