import { expect, test } from "./parties.ts";

test("without a network the submission waits, says so, and goes on by itself: one credential (F1, M60)", async ({ demo, flow, simulator, context }) => {
  await demo.open();
  await flow.pick("Northwind Bank");
  await flow.at("credentials");
  await context.setOffline(true);
  await flow.signIn("user_good");
  await expect(flow.frame.getByText("You seem to be offline").first()).toBeVisible();
  await flow.at("credentials");
  await context.setOffline(false);
  await flow.at("success");
  expect((await simulator.ledger()).credentials).toHaveLength(1);
});
