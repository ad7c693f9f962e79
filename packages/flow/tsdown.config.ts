import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { defineConfig } from "tsdown";

const inlined = ".css?inline";

/** A style sheet with those that it imports in their places. */
function readStyles(file: string): string {
  const text = readFileSync(file, "utf8");
  return text.replaceAll(/^@import "(\..+?)";$/gmu, (_, path: string) => readStyles(resolve(dirname(file), path)));
}

/** Style sheets as strings, for shadow roots: what Vite does for `?inline`, where there is no Vite. */
const stylesAsText = {
  name: "styles-as-text",
  resolveId(address: string, importer: string | undefined) {
    return address.endsWith(inlined) && importer ? resolve(dirname(importer), address) : undefined;
  },
  load(address: string) {
    if (!address.endsWith(inlined)) return undefined;
    return { code: `export default ${JSON.stringify(readStyles(address.replace("?inline", "")))};`, moduleType: "js" as const };
  },
};

export default defineConfig({
  entry: ["src/index.ts"],
  platform: "browser",
  // Declarations of what is published alone: tests and stories reach out of the package.
  dts: { tsconfig: "tsconfig.build.json" },
  fixedExtension: false,
  plugins: [stylesAsText],
});
