import { globSync } from "node:fs";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { storybookTest } from "@storybook/addon-vitest/vitest-plugin";
import { playwright } from "@vitest/browser-playwright";
import { defineConfig } from "vitest/config";
import { hasRedis } from "./packages/server/test/redis-server.ts";
import { chromiumArguments, findChromium } from "./scripts/chromium.ts";

const root = fileURLToPath(new URL(".", import.meta.url));

const unitTests = "{packages,apps,examples}/**/src/**/*.test.{ts,tsx}";
const browserTests = "{packages,apps}/**/src/**/*.browser.test.{ts,tsx}";

// A package whose browser tests need a server of their own (another origin, say) exports a Vitest global setup from here.
const browserSetups = globSync("packages/*/test/browser-global-setup.ts", { cwd: root });

// These start a Redis of their own. CI has one; whose machine has none is told, and runs the others.
const redisTests = "**/*.redis.test.ts";
const withoutRedis = process.env["CI"] === undefined && !hasRedis();
if (withoutRedis) console.warn("There is no redis-server here: the tests against a real Redis are left out. On Debian: apt-get install redis-server");

/** The tests that start other programs, the real Redis among them. */
const processTests = [
  redisTests,
  "examples/servers/src/{adapters,start}.test.ts",
  "apps/embed/src/{self-hosting,production,dockerfile}.test.ts",
  "packages/simulator/src/node/node.test.ts",
];

const chromium = playwright({
  launchOptions: { executablePath: findChromium() ?? undefined, args: [...chromiumArguments] },
  actionTimeout: 20_000,
});

/** Sockets, processes and pages are waited for, on a machine with two busy cores as well; what comes sooner is seen sooner. */
const patience = { testTimeout: 60_000, hookTimeout: 60_000, expect: { poll: { timeout: 20_000 } } };

const unit = {
  extends: true as const,
  test: {
    name: "unit",
    environment: "node",
    ...patience,
    include: [unitTests, "scripts/**/*.test.ts"],
    exclude: ["**/node_modules/**", "**/dist/**", browserTests, ...processTests],
    // Vitest would keep one of two cores to itself.
    maxWorkers: Math.max(2, availableParallelism() - 1),
  },
};

/** These wait for what other programs do in real time: one file after the other, and nothing beside them. */
const processes = {
  extends: true as const,
  test: {
    name: "processes",
    environment: "node",
    ...patience,
    include: processTests,
    exclude: ["**/node_modules/**", "**/dist/**", ...(withoutRedis ? [redisTests] : [])],
    fileParallelism: false,
    sequence: { groupOrder: 1 },
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
    ...patience,
    browser: {
      enabled: true,
      headless: true,
      provider: chromium,
      screenshotFailures: false,
      instances: [{ browser: "chromium" as const }],
    },
  },
};

const react18 = (path: string): string => `${root}compat/react18/node_modules/${path}`;

/** The component and the in-page flow over React 18 (R1): the same tests, with another React under them. */
const older = {
  ...browser,
  resolve: {
    alias: [
      { find: /^react-dom$/, replacement: react18("react-dom/index.js") },
      { find: /^react-dom\/(client|server)$/, replacement: react18("react-dom/$1.js") },
      { find: /^react$/, replacement: react18("react/index.js") },
      { find: /^react\/(jsx-runtime|jsx-dev-runtime)$/, replacement: react18("react/$1.js") },
    ],
  },
  // Its own place for prepared dependencies: the two Reacts would overwrite each other's.
  cacheDir: `${root}node_modules/.vite-react18`,
  test: {
    ...browser.test,
    name: "react18",
    include: ["packages/react/src/**/*.browser.test.{ts,tsx}", "packages/flow/src/{inline,screens,ui}/**/*.browser.test.{ts,tsx}", "compat/react18/*.browser.test.ts"],
    // Vitest names what it is given: a list of its own.
    browser: { ...browser.test.browser, instances: [{ browser: "chromium" as const }] },
  },
};

/** Every story is a test: its path is walked, then axe looks at where it ends. */
const stories = {
  extends: true as const,
  plugins: [storybookTest({ configDir: `${root}.storybook` })],
  optimizeDeps: { entries: ["packages/{flow,react}/src/**/*.stories.tsx"] },
  test: {
    name: "stories",
    testTimeout: 120_000,
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
    projects: [unit, processes, browser, older, stories],
    passWithNoTests: true,
  },
});
