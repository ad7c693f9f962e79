import { defineConfig } from "tsdown";

// The server that is published. The page beside it in dist is built by Vite, before this.
export default defineConfig({
  entry: { index: "src/server/index.ts", handler: "src/server/any-runtime.ts", bin: "src/server/bin.ts" },
  outDir: "dist/server",
  format: "esm",
  platform: "node",
  target: "node20",
  // The package is of type module, so plain .js does.
  fixedExtension: false,
  // Declarations of what is published alone: tests reach out of the package.
  dts: { tsconfig: "tsconfig.build.json" },
});
