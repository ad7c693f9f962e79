import type { Page } from "@playwright/test";

const reads = /\/v2\/task-runs\/[^/?]+$/;

/**
 * Keeps the flow from reading its run, so that a screen which may be gone in a moment stays to be looked at.
 * @returns what lets it read again
 */
export async function holdReads(page: Page): Promise<() => Promise<void>> {
  let release: () => void = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  await page.route(reads, async (route) => {
    await released;
    // A page that was reloaded meanwhile waits for no answer.
    await route.continue().catch(() => {});
  });
  return async () => {
    release();
    await page.unroute(reads);
  };
}
