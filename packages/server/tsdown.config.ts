import { defineConfig } from "tsdown";

export default defineConfig({
  entry: ["src/index.ts", "src/not-for-browsers.ts"],
  format: "esm",
  // No node: module is used, so one build serves Node, Bun, Deno and workers.
  platform: "neutral",
  target: "es2022",
  dts: true,
});
