// The runs in other engines than Chromium. Playwright is their runner alone: it drives none of these browsers.
import { defineConfig } from "@playwright/test";

export default defineConfig({
  testMatch: "*.test.ts",
  outputDir: "../../test-results/engines",
  fullyParallel: false,
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: 240_000,
  expect: { timeout: 60_000 },
});
