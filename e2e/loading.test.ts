import { expect, test } from "./parties.ts";

declare global {
  interface Window {
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
