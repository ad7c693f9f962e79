import { expect, test } from "./parties.ts";

// The way of an event: the API signs it, the customer's server passes a nudge on, the page hands it to the frame, which reads the run.

const readsOf = (requests: readonly { operation: string | null }[]) => requests.filter(({ operation }) => operation === "task-runs.get").length;

test("what happens to a run shows at once through the server's relay, with few reads (F20, P13, M59)", async ({ demo, flow, simulator }) => {
  const sourceId = await simulator.sourceId("Northwind Bank");
  await demo.open({ sourceId });
  await flow.at("credentials");
  const stream = demo.page.waitForResponse((response) => response.url().includes("/api/deck-auth/events?taskRunId=trun_"));
  await flow.signIn("user_slow");
  expect((await stream).status()).toBe(200);
  await flow.at("task-run");

  // While the relay stands the next read would be 20 seconds away: only the event can be faster.
  const before = readsOf((await simulator.ledger()).requests);
  await simulator.advance(60_000);
  await expect(flow.root).toHaveAttribute("data-deck-screen", "success", { timeout: 15_000 });
  expect(readsOf((await simulator.ledger()).requests) - before).toBeLessThanOrEqual(3);
  await expect(demo.page.locator('[data-demo-reads="relay"] .reads-count')).not.toHaveText("–");
});

test("the search is filled from the server's index, without a walk (P15)", async ({ demo, flow, simulator }) => {
  await demo.open();
  await flow.at("source-picker");
  await flow.search.fill("energie cote");
  await expect(flow.options.first()).toContainText("Hydro-Énergie Côte-Nord");
  const { requests } = await simulator.ledger();
  expect(requests.filter(({ operation, caller }) => operation === "sources.list" && caller !== "sk")).toEqual([]);
});

test("without the server's help the pages are walked, and the run is read by polling", async ({ demo, flow, simulator }) => {
  await demo.open({ relay: "0" });
  await flow.at("source-picker");
  await flow.pick("Northwind Bank");
  await flow.signIn("user_good");
  await flow.at("success");
  const { requests } = await simulator.ledger();
  expect(requests.filter(({ operation, caller }) => operation === "sources.list" && caller !== "sk").length).toBeGreaterThan(1);
  await expect(demo.page.locator('[data-demo-reads="polling"] .reads-count')).not.toHaveText("–");
});
