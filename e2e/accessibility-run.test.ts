import { expect, test } from "./parties.ts";
import { treeOf } from "./tree.ts";

// What is said while a run goes on and while the time runs out, read from the browser's own accessibility tree.

test("how the run is doing is said as it changes: that it takes longer, that no news comes, that the network is gone, and that it is back (M87, A-7, R67)", async ({ demo, flow, page, simulator }) => {
  await page.clock.install();
  await demo.open({ sourceId: await simulator.sourceId("Northwind Bank"), relay: "0" });
  await flow.signIn("user_stuck");
  await flow.at("task-run");
  const tree = await treeOf(page);
  await expect.poll(() => tree.focused()).toMatch(/^heading Verifying your details with .*Northwind Bank/);
  await page.clock.fastForward("00:12");
  await expect.poll(() => tree.live("polite")).toContain("Verifying your details with Northwind Bank. Still working. Some websites take a little longer.");
  await page.clock.fastForward("00:40");
  await expect.poll(() => tree.live("polite")).toContain("Still working. This can take a few minutes.");
  const reads = /\/v2\/task-runs\/[^/?]+$/;
  await page.route(reads, (route) => route.abort());
  await expect.poll(() => tree.live("polite")).toContain("Updates are slow to arrive. We keep checking.");
  // Only the frame: the page around would complain of its own requests.
  await flow.root.evaluate(() => Object.defineProperty(navigator, "onLine", { value: false, configurable: true }));
  await expect.poll(() => tree.live("polite")).toContain("You seem to be offline.");
  await flow.root.evaluate(() => Reflect.deleteProperty(navigator, "onLine"));
  await page.unroute(reads);
  await expect.poll(() => tree.live("polite")).toContain("Still working. This can take a few minutes.");
  expect(await tree.live("assertive")).toBe("");
});

test("how the live view stands is said as it changes: live, reconnecting, frozen, paused (M87, A-9, A-13)", async ({ demo, flow, page, simulator }) => {
  await demo.open({ sourceId: await simulator.sourceId("Northwind Bank"), view: "live" });
  await flow.signIn("user_stuck");
  await flow.at("task-run");
  const tree = await treeOf(page);
  await expect.poll(() => tree.live("polite")).toContain("Live view: Live.");
  const reads = /\/task-runs\/\w+\/screenshots\?/;
  await page.route(reads, (route) => route.abort());
  await expect.poll(() => tree.live("polite")).toContain("Live view: Reconnecting.");
  await page.unroute(reads);
  await expect.poll(() => tree.live("polite")).toContain("Live view: Live.");
  // Reads work, and bring nothing new.
  const nothing = { object: "list", data: [], has_more: false, next_cursor: null, request_id: "req_1" };
  await page.route(reads, (route) => route.fulfill({ json: nothing, headers: { "access-control-allow-origin": "*" } }));
  await expect.poll(() => tree.live("polite")).toContain("Live view: No new picture.");
  await flow.frame.getByRole("button", { name: "Pause" }).click();
  await expect.poll(() => tree.live("polite")).toContain("Live view: Paused.");
});

test("that the session ends soon, and that there is more time, is said politely (M87, A-8)", async ({ demo, flow, page, simulator }) => {
  await page.clock.install();
  await demo.open({ sourceId: await simulator.sourceId("Northwind Bank") });
  await flow.at("credentials");
  const tree = await treeOf(page);
  await page.clock.fastForward("27:00");
  await expect.poll(() => tree.live("polite")).toContain("Do you need more time? For your security, this session ends in a few minutes. What you typed is kept.");
  await flow.frame.getByRole("button", { name: "Yes, more time" }).click();
  await expect.poll(() => tree.live("polite")).toContain("You have more time now.");
  expect(await tree.live("assertive")).toBe("");
});
