// What only the flow in the host's own page has to bear: that page's styles (R119, M80).
import type { Locator } from "@playwright/test";
import { expect, test } from "./customer.ts";

/** Where each part of the card stands, seen from the card, and what its text looks like. */
const partsOf = (root: Locator) =>
  root.evaluate((card) => {
    const origin = card.getBoundingClientRect();
    return [...card.querySelectorAll("*")].map((part) => {
      const { height, left, top, width } = part.getBoundingClientRect();
      const { color, direction, fontSize, fontWeight, letterSpacing, lineHeight, textAlign, textTransform } = getComputedStyle(part);
      const place = [left - origin.left, top - origin.top, width, height].map(Math.round);
      return { part: `${part.tagName.toLowerCase()} ${part.getAttribute("data-slot") ?? ""}`, place, color, direction, fontSize, fontWeight, letterSpacing, lineHeight, textAlign, textTransform };
    });
  });

/** How far the second row is from where the first one ends. */
const distanceOfRows = ([first, second]: Element[]): number => Math.round((second?.getBoundingClientRect().top ?? Number.NaN) - (first?.getBoundingClientRect().bottom ?? Number.NaN));

for (const screen of ["source-picker", "credentials"] as const) {
  test(`resets with !important, a root font of 62.5 % and a page from right to left change nothing of the ${screen} (R119, M80)`, async ({ customer, simulator }) => {
    const sourceId = await simulator.sourceId("Northwind Bank");
    const seen = [];
    for (const query of ["", "?hostile"]) {
      const flow = await customer.open("inline", screen === "credentials" ? { sourceId } : { sourceId: [sourceId, await simulator.sourceId("Wobbly Water Works")] }, query);
      await flow.at(screen);
      await (screen === "credentials" ? expect(flow.submit) : expect(flow.options.first())).toBeVisible();
      await customer.page.evaluate(() => document.fonts.ready);
      // The list assumes a height for its rows until it has measured one.
      if (screen === "source-picker") await expect.poll(() => flow.options.evaluateAll(distanceOfRows)).toBe(0);
      seen.push(await partsOf(flow.root));
    }
    expect(seen[0]?.length).toBeGreaterThan(10);
    expect(seen[1]).toEqual(seen[0]);
  });
}

test("its own styles do not leak out (R119)", async ({ customer, page, simulator }) => {
  const styles = () =>
    page.locator("#before").evaluate((button) => {
      const all = getComputedStyle(button);
      return [...all].map((name) => `${name}: ${all.getPropertyValue(name)}`);
    });
  await customer.open("inline");
  await customer.leave();
  const before = await styles();
  const sheets = () => page.evaluate(() => document.styleSheets.length + document.adoptedStyleSheets.length);
  const count = await sheets();
  const flow = await customer.show("inline", { sourceId: await simulator.sourceId("Northwind Bank") });
  await flow.at("credentials");
  expect(await styles()).toEqual(before);
  expect(await sheets()).toBe(count);
});
