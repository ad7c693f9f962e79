import type { Locator } from "@playwright/test";
import type { Flow } from "./flow.ts";
import { expect, test } from "./parties.ts";

// 320 by 256 pixels is a page of 1280 by 1024 at 400 % (A-10).
test.use({ viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 });

/** What a person may set for all text (WCAG 1.4.12). */
const textSpacing = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }";

/** What sticks out of the frame sideways, cuts off its own text, or cannot be brought into sight. */
async function misfits(flow: Flow): Promise<string[]> {
  const found = await flow.root.evaluate((root) => {
    const width = document.documentElement.clientWidth;
    const name = (element: Element) => `${element.getAttribute("data-slot") ?? element.tagName} "${(element.textContent ?? "").slice(0, 40)}"`;
    // In a row of the list a name longer than two lines, or a host longer than one, ends in an ellipsis; both are whole in its
    // accessible name.
    const shortened = '[data-slot="picker-row-name"], [data-slot="picker-row-host"]';
    const own = [...root.querySelectorAll("*")].filter((element) => !element.closest(`[data-slot="visually-hidden"], svg, ${shortened}`));
    const out = own.filter((element) => element.getBoundingClientRect().right > width + 0.5 || element.getBoundingClientRect().left < -0.5);
    const cut = own.filter((element) => {
      const { overflowX, overflowY } = getComputedStyle(element);
      // The list scrolls downwards, as it should; a line of text that is typed in, sideways.
      if (element.matches("input, select")) return false;
      return (overflowX !== "visible" && element.scrollWidth > element.clientWidth + 1) || (overflowY === "hidden" && element.scrollHeight > element.clientHeight + 1);
    });
    const sideways = document.documentElement.scrollWidth > width + 1 ? ["the page scrolls sideways"] : [];
    return [...sideways, ...out.map((element) => `out: ${name(element)}`), ...cut.map((element) => `cut: ${name(element)}`)];
  });
  return found;
}

async function expectToFit(flow: Flow, screen: string, frame: Locator): Promise<void> {
  expect(await misfits(flow), screen).toEqual([]);
  for (const control of await flow.frame.locator("button:visible, input:visible, select:visible").all()) {
    await control.scrollIntoViewIfNeeded();
    await expect(control, screen).toBeInViewport();
  }
  await flow.root.evaluate((_, css) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets = [sheet];
  }, textSpacing);
  expect(await misfits(flow), `${screen}, text spaced out`).toEqual([]);
  await flow.root.evaluate(() => {
    document.adoptedStyleSheets = [];
  });
  // Nothing of the flow is behind the frame's edge: the frame is as high as it.
  await expect.poll(() => frame.evaluate((element) => element.scrollHeight <= element.clientHeight)).toBe(true);
}

for (const language of ["en-US", "fr-CA"] as const) {
  test(`every screen fits into 320 by 256 pixels, which is 400 %, also with text spaced out, ${language} (A-10, M89)`, async ({ demo, flow, simulator }) => {
    const sourceId = await simulator.sourceId("Northwind Bank");
    await demo.open({ language });
    await flow.at("source-picker");
    await expect(flow.options.first()).toBeVisible();
    await expectToFit(flow, "the list", demo.frame);
    await flow.search.fill("qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq");
    await expect(flow.options).toHaveCount(0);
    await expectToFit(flow, "nothing found", demo.frame);

    await demo.open({ language, sourceId });
    await flow.at("credentials");
    await flow.submit.click();
    await expectToFit(flow, "the form, refused", demo.frame);

    for (const [user, screen] of [["user_multi", "interaction"], ["user_stuck", "task-run"], ["user_locked", "error"], ["user_good", "success"]] as const) {
      await demo.open({ language, sourceId });
      await flow.signIn(user);
      await flow.at(screen);
      await expectToFit(flow, `${screen} of ${user}`, demo.frame);
    }

    // The live view has a picture, a transcript and buttons of its own.
    await demo.open({ language, sourceId, view: "live" });
    await flow.signIn("user_stuck");
    await flow.at("task-run");
    await expect(flow.frame.locator("[data-slot=live-picture] img")).toBeVisible();
    await expect(flow.frame.locator("[data-slot=transcript] li").first()).toBeVisible();
    // Paused it stays as it is; a line that is longer than its place ends in an ellipsis until all is asked for.
    await flow.frame.locator("[data-slot=live-pause] button").click();
    await flow.frame.locator("[data-slot=transcript] button").click();
    await expectToFit(flow, "the live view", demo.frame);
  });
}
