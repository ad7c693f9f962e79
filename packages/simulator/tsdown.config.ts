import { defineConfig } from "tsdown";

export default defineConfig({
  entry: ["src/index.ts", "src/node/index.ts", "src/node/bin.ts"],
  // The core runs anywhere; what needs Node is in `node/` and names it as `node:…`.
  platform: "neutral",
  dts: true,
  fixedExtension: false,
});
