import { defineConfig } from "tsdown";

export default defineConfig({
  entry: ["src/index.ts", "src/node/index.ts", "src/node/bin.ts"],
  // For `node/` alone. The core asks nothing of its platform; a lint rule keeps `node:` out of it.
  platform: "node",
  dts: true,
  fixedExtension: false,
});
