import type { Locator, Page } from "@playwright/test";
import { expect, test } from "./parties.ts";

/** Presses here, thinks better of it, and lets go where nothing is. */
async function pressAndLeave(page: Page, target: Locator): Promise<void> {
  await target.scrollIntoViewIfNeeded();
  const box = await target.boundingBox();
  if (box === null) throw new Error("There is nothing to be pressed.");
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(1, 1, { steps: 4 });
  await page.mouse.up();
}

test("who presses and moves away before letting go has done nothing, on no screen (A-16)", async ({ demo, flow, page, simulator }) => {
  await demo.open();
  await flow.at("source-picker");
  const row = flow.options.filter({ hasText: "Northwind" }).first();
  await flow.search.fill("northwind bank");
  await expect(row).toBeVisible();
  await pressAndLeave(page, row);
  await pressAndLeave(page, flow.frame.locator("[data-slot=picker-not-listed]"));
  await pressAndLeave(page, flow.close);
  await expect(flow.frame.getByRole("heading", { level: 2 })).toHaveCount(0);
  await row.click();

  await flow.at("credentials");
  const reveal = flow.frame.locator("button[aria-pressed]");
  for (const button of [flow.submit, reveal, flow.back, flow.close]) await pressAndLeave(page, button);
  await expect(flow.username).not.toHaveAttribute("aria-invalid");
  await expect(flow.password).toHaveAttribute("type", "password");

  await flow.signIn("user_select");
  await flow.at("interaction");
  const option = flow.frame.getByRole("radio").first();
  await pressAndLeave(page, option.locator("xpath=ancestor::label"));
  await expect(option).not.toBeChecked();
  await pressAndLeave(page, flow.submit);
  await pressAndLeave(page, flow.close);
  await expect(flow.frame.getByRole("alert")).toHaveCount(0);

  // Let go where they were pressed, the same things act: so the presses before had hit them.
  expect((await demo.screens()).filter((screen) => screen !== "task-run" && screen !== "loading")).toEqual(["source-picker", "credentials", "interaction"]);
  await option.locator("xpath=ancestor::label").click();
  await flow.submit.click();
  await flow.at("success");
  expect((await demo.calls()).map(({ name }) => name)).not.toContain("onClose");
  expect((await simulator.ledger()).credentials).toHaveLength(1);
});

test("neither way round does a device show less: no style asks for the orientation, and every screen is whole in both (A-16)", async ({ demo, flow, page }) => {
  await demo.open();
  await flow.at("source-picker");
  const queries = await flow.root.evaluate(() => {
    const within = (rules: CSSRuleList): string[] =>
      [...rules].flatMap((rule) => [...(rule instanceof CSSMediaRule || rule instanceof CSSContainerRule ? [rule.conditionText] : []), ...("cssRules" in rule && rule.cssRules instanceof CSSRuleList ? within(rule.cssRules) : [])]);
    return [...document.styleSheets].flatMap((sheet) => within(sheet.cssRules));
  });
  expect(queries.length).toBeGreaterThan(3);
  expect(queries.filter((query) => /orientation|aspect-ratio/.test(query))).toEqual([]);
  await flow.pick("Northwind Bank");
  for (const [width, height] of [[390, 844], [844, 390]] as const) {
    await page.setViewportSize({ width, height });
    for (const control of [flow.username, flow.password, flow.submit]) {
      await control.scrollIntoViewIfNeeded();
      await expect(control).toBeInViewport({ ratio: 1 });
    }
  }
});
