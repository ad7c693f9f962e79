import { globSync } from "node:fs";
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { storybookTest } from "@storybook/addon-vitest/vitest-plugin";
import { playwright } from "@vitest/browser-playwright";
import { defineConfig } from "vitest/config";
import { chromiumArguments, findChromium } from "./scripts/chromium.ts";

const root = fileURLToPath(new URL(".", import.meta.url));

const unitTests = "{packages,apps}/**/src/**/*.test.{ts,tsx}";
const browserTests = "{packages,apps}/**/src/**/*.browser.test.{ts,tsx}";

// A package whose browser tests need a server of their own (another origin, say) exports a Vitest global setup from here.
const browserSetups = globSync("packages/*/test/browser-global-setup.ts", { cwd: root });

const chromium = playwright({
  launchOptions: { executablePath: findChromium() ?? undefined, args: [...chromiumArguments] },
  actionTimeout: 5_000,
});

const unit = {
  extends: true as const,
  test: {
    name: "unit",
    environment: "node",
    testTimeout: 20_000,
    include: [unitTests, "scripts/**/*.test.ts"],
    exclude: ["**/node_modules/**", "**/dist/**", browserTests],
  },
};

const browser = {
  extends: true as const,
  plugins: [react()],
  // Dependencies that are found while tests run make Vite reload the page under them: so they are looked for ahead.
  optimizeDeps: {
    entries: [browserTests],
    include: ["react", "react-dom", "react-dom/client", "react-dom/server", "react/jsx-runtime", "react/jsx-dev-runtime", "axe-core"],
  },
  test: {
    name: "browser",
    include: [browserTests],
    exclude: ["**/node_modules/**", "**/dist/**"],
    globalSetup: browserSetups,
    // The test page's own site: pages of another one are then to be had on 127.0.0.1.
    api: { host: "localhost" },
    expect: { poll: { timeout: 5_000 } },
    browser: {
      enabled: true,
      headless: true,
      provider: chromium,
      screenshotFailures: false,
      instances: [{ browser: "chromium" as const }],
    },
  },
};

/** Every story is a test: its path is walked, then axe looks at where it ends. */
const stories = {
  extends: true as const,
  plugins: [storybookTest({ configDir: `${root}.storybook` })],
  test: {
    name: "stories",
    testTimeout: 60_000,
    browser: {
      enabled: true,
      headless: true,
      provider: chromium,
      screenshotFailures: false,
      instances: [{ browser: "chromium" as const }],
    },
  },
};

export default defineConfig({
  test: {
    projects: [unit, browser, stories],
    passWithNoTests: true,
  },
});
