import { defineConfig } from "@playwright/test";
import { chromiumArguments, findChromium } from "../scripts/chromium.ts";

export default defineConfig({
  testMatch: "**/*.test.ts",
  // Other browsers, with a runner of their own: `npm test -- engines`.
  testIgnore: "engines/**",
  outputDir: "../test-results/e2e",
  // Each worker runs three servers of its own, so tests of different workers share nothing.
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: true,
  // What holds comes sooner, even on a machine with two busy cores; what does not may take its time to fail.
  timeout: 240_000,
  expect: { timeout: 60_000 },
  use: {
    browserName: "chromium",
    launchOptions: { executablePath: findChromium() ?? undefined, args: [...chromiumArguments] },
    viewport: { width: 1100, height: 900 },
    actionTimeout: 60_000,
    // With pictures and the page's markup, a third of the time would go there.
    trace: { mode: "retain-on-failure", screenshots: false, snapshots: false, sources: false },
    screenshot: "only-on-failure",
  },
});
