import { defineConfig } from "tsdown";

export default defineConfig({
  entry: { index: "src/index.ts", dialog: "src/dialog/index.ts", element: "src/element/index.ts", url: "src/url/index.ts" },
  platform: "browser",
  fixedExtension: false,
  outputOptions: { chunkFileNames: "[name].js" },
  deps: { neverBundle: ["react", "react/jsx-runtime", "@radix-ui/react-dialog"] },
  // This package installs nothing, so the types that it shows from the contract become part of its own declarations. They
  // stand in a file without schemas; tsconfig.build.json names it, because declarations are made file by file.
  dts: { oxc: true, tsconfig: "tsconfig.build.json" },
});
