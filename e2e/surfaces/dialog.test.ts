// What only a dialog has: the focus, the page behind it, Escape on both sides of the frame.
import { expect, test } from "./customer.ts";

test("the keyboard stays in it, from the first key to the last, and goes back to the button (M20, A-1)", async ({ customer, page, simulator }) => {
  const flow = await customer.open("dialog", { sourceId: await simulator.sourceId("Northwind Bank") });
  await flow.at("credentials");
  await expect(customer.frame).toBeFocused();
  // Around, as often as there is anything to stop at: never out of the dialog.
  for (let presses = 0; presses < 24; presses += 1) {
    await page.keyboard.press(presses < 12 ? "Tab" : "Shift+Tab");
    expect(await page.locator("[role=dialog]").evaluate((dialog) => dialog.contains(document.activeElement))).toBe(true);
  }
  await flow.username.focus();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page.locator("#open")).toBeFocused();
  expect(await customer.openChanges()).toEqual([true, false]);
});

test("the page behind it does not scroll, and stands where it stood afterwards (M20)", async ({ customer, page, simulator }) => {
  await customer.open("frame");
  await customer.leave();
  const flow = await customer.show("dialog", { sourceId: await simulator.sourceId("Northwind Bank") });
  await flow.at("credentials");
  await flow.close.click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.locator("body").evaluate((body) => {
    body.style.overflow = "visible";
    body.style.color = "rgb(20, 20, 20)";
    document.querySelector("#open")?.scrollIntoView();
    scrollBy(0, 20);
  });
  const look = () => page.evaluate(() => [scrollX, scrollY, document.body.getAttribute("style"), document.querySelector("#open")?.getBoundingClientRect().left]);
  const before = await look();
  await page.locator("#open").press("Enter");
  await flow.at("credentials");
  await page.mouse.move(20, 20);
  await page.mouse.wheel(0, 600);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect.poll(look).toEqual(before);
});

test("Escape closes it whether the frame has the focus or the dialog, once for each use (R138)", async ({ customer, page, simulator }) => {
  const flow = await customer.open("dialog", { sourceId: await simulator.sourceId("Northwind Bank"), closable: true });
  await flow.at("credentials");
  await page.locator("[role=dialog]").evaluate((dialog) => (dialog instanceof HTMLElement ? dialog.focus() : undefined));
  await page.keyboard.press("Escape");
  await customer.expectCalls([{ name: "onClose", payload: null }]);
  await page.locator("#open").click();
  await flow.at("credentials");
  await flow.password.press("Escape");
  await customer.expectCalls([
    { name: "onClose", payload: null },
    { name: "onClose", payload: null },
  ]);
  expect(await customer.openChanges()).toEqual([true, false, true, false]);
});

test("fits a screen of 320 pixels, and one that is lower than the flow scrolls in its backdrop (M36)", async ({ customer, page, simulator }) => {
  await page.setViewportSize({ width: 320, height: 400 });
  const flow = await customer.open("dialog", { sourceId: await simulator.sourceId("Northwind Bank") });
  await flow.at("credentials");
  await flow.submit.scrollIntoViewIfNeeded();
  await expect(flow.submit).toBeInViewport({ ratio: 1 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
});
