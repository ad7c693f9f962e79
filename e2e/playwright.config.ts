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
  timeout: 120_000,
  expect: { timeout: 20_000 },
  use: {
    browserName: "chromium",
    launchOptions: { executablePath: findChromium() ?? undefined, args: [...chromiumArguments] },
    viewport: { width: 1100, height: 900 },
    actionTimeout: 20_000,
    trace: "retain-on-failure",
  },
});
