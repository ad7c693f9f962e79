import { defineConfig } from "tsdown";

export default defineConfig({
  entry: ["src/index.ts"],
  platform: "browser",
  fixedExtension: false,
  deps: { neverBundle: ["react", "react/jsx-runtime"] },
  // This package installs nothing, so the types that it shows from the contract become part of its own declarations. They
  // stand in a file without schemas; tsconfig.build.json names it, because declarations are made file by file.
  dts: { oxc: true, tsconfig: "tsconfig.build.json" },
});
