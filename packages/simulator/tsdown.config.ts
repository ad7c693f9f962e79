import { defineConfig } from "tsdown";

export default defineConfig({
  entry: ["src/index.ts", "src/node/index.ts", "src/node/bin.ts", "src/service-worker/index.ts"],
  platform: "neutral",
  dts: true,
  fixedExtension: false,
  deps: { neverBundle: [/^node:/] },
});
