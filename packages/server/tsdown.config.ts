import { defineConfig } from "tsdown";

export default defineConfig({
  entry: { index: "src/index.ts", express: "src/express/index.ts", redis: "src/redis/index.ts", "not-for-browsers": "src/not-for-browsers.ts" },
  format: "esm",
  // No node: module is used, so one build serves Node, Bun, Deno and workers. The package `redis` is left to who uses it.
  platform: "neutral",
  target: "es2022",
  // Declarations of what is published alone: tests reach out of the package.
  dts: { tsconfig: "tsconfig.build.json" },
});
