import { expect, test } from "vitest";
import { apiUrl, openSession } from "./testing/open-session.ts";

test("a crowd that meets the organization's limit comes through, each with one credential and one run (F6, R108)", async () => {
  const world = await openSession();
  const crowd: Awaited<ReturnType<typeof openSession>>[] = [];
  for (let person = 0; person < 60; person += 1) {
    crowd.push(
      await openSession({
        config: { sourceId: "src_000001", taskId: "task_login" },
        token: await world.issueToken(),
        between: () => (address, init) => world.simulator.fetch(address, init),
      }),
    );
  }
  const isOver = (flow: (typeof crowd)[number]) => ["success", "error", "unverified"].includes(flow.screen());
  for (let step = 0; step < 240 && !crowd.every(isOver); step += 1) {
    await world.clock.advance(500);
    for (const flow of crowd) {
      if (flow.screen() === "credentials" && flow.session.chart.getSnapshot().matches("enteringCredentials")) flow.signIn("user_good");
      if (flow.screen() === "loading") flow.send({ type: "RETRY" });
      await flow.clock.advance(500);
    }
  }
  expect(crowd.map((flow) => flow.screen()).filter((screen) => screen !== "success")).toEqual([]);
  const { credentials, runs, requests } = world.simulator.control.ledger();
  expect([credentials.length, runs.length]).toEqual([60, 60]);
  expect(requests.some(({ status }) => status === 429)).toBe(true);
  expect(requests.filter(({ status, path }) => status >= 400 && status !== 429 && path.startsWith(new URL(apiUrl).pathname))).toEqual([]);
});
