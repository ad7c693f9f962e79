import { expect, test } from "./parties.ts";

declare global {
  interface Window {
    frameHeights: number[];
    listUsableAt: number | undefined;
  }
}

test("what the embed page asks for until the list can be used (P3)", async ({ demo, flow, context, addresses }) => {
  await context.addInitScript(() => {
    new MutationObserver((_, observer) => {
      if (document.querySelector("[role=option]") === null) return;
      window.listUsableAt = performance.now();
      observer.disconnect();
    }).observe(document, { subtree: true, childList: true });
  });
  await demo.open();
  await flow.at("source-picker");
  await expect(flow.options.first()).toBeVisible();

  const { asked, blocking } = await flow.root.evaluate(() => {
    const usableAt = window.listUsableAt ?? Infinity;
    const resources = performance.getEntriesByType("resource").filter((entry) => entry instanceof PerformanceResourceTiming);
    return {
      asked: [location.href, ...resources.filter(({ startTime }) => startTime < usableAt).map(({ name }) => name)],
      blocking: resources.filter((entry) => entry.startTime < usableAt && "renderBlockingStatus" in entry && entry.renderBlockingStatus === "blocking").map(({ name }) => name),
    };
  });
  const names = asked.join("\n");
  expect(asked.length, names).toBeGreaterThan(2);
  expect(asked.length, names).toBeLessThanOrEqual(5);
  expect(asked.filter((name) => /\.(woff2?|ttf|otf)(\?|$)/.test(name))).toEqual([]);
  expect(blocking.filter((name) => /\.css(\?|$)/.test(name)).length, names).toBeLessThanOrEqual(1);
  expect(asked.every((name) => name.startsWith(addresses.embed) || name.startsWith(`${addresses.simulator}/v2/`)), names).toBe(true);
});

test("the customer's page does not move when the list is there: the frame has its room from the first (M97)", async ({ demo, flow, page }) => {
  await page.addInitScript(() => {
    window.frameHeights = [];
    new MutationObserver(() => {
      const frame = document.querySelector("iframe[data-deck-auth]");
      if (frame !== null) window.frameHeights.push(frame.getBoundingClientRect().height);
    }).observe(document, { subtree: true, childList: true, attributes: true });
  });
  for (const language of ["en-US", "fr-CA"] as const) {
    await demo.open({ language });
    await flow.at("source-picker");
    await expect(flow.options.first()).toBeVisible();
    // By then the frame is as high as what is in it.
    await expect.poll(() => flow.frame.locator("html").evaluate((html) => html.scrollHeight - innerHeight)).toBe(0);
    const heights = await page.evaluate(() => window.frameHeights);
    expect(Math.max(...heights) - Math.min(...heights), `${heights}`).toBeLessThanOrEqual(8);
  }
});
