import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root, run } from "../command.ts";
import { samplesOfComments, samplesOfPages } from "./samples.ts";

// Inside the project, so that what is installed here is found from there; git ignores it.
const place = join(root, ".cache/samples");

/** Every entry of every package, by the name that people import. */
function entries(): Record<string, string[]> {
  const packages = globSync("{packages,apps}/*/package.json", { cwd: root });
  return Object.fromEntries(
    packages.flatMap((path) => {
      const { name, exports = {} }: { name: string; exports?: Record<string, string | { default: string }> } = JSON.parse(readFileSync(join(root, path), "utf8"));
      return Object.entries(exports).map(([entry, to]) => [name + entry.slice(1), [join(root, path, "..", typeof to === "string" ? to : to.default)]]);
    }),
  );
}

const settings = {
  extends: "../../tsconfig.base.json",
  compilerOptions: {
    jsx: "react-jsx",
    lib: ["es2023", "dom", "dom.iterable"],
    // The second one for the sources of the packages, which import style sheets.
    types: ["node", "vite/client"],
    // Samples show how a name comes to be, and leave its use to the reader.
    noUnusedLocals: false,
    noUnusedParameters: false,
    paths: {
      ...entries(),
      // Installed beside what uses them.
      "@hono/node-server": [join(root, "apps/embed/node_modules/@hono/node-server")],
      hono: [join(root, "examples/servers/node_modules/hono")],
    },
  },
  // What samples take for granted, and stand-ins for what is not installed here.
  files: ["../../scripts/samples/prelude.d.ts", "../../scripts/samples/msw.d.ts", "../../examples/webviews/react-native/native-modules.d.ts"],
  include: ["*.ts", "*.tsx"],
};

test("every block of TypeScript in the pages, and in the comments of the packages, compiles (M120)", { timeout: 120_000 }, async () => {
  const samples = [...samplesOfPages(), ...samplesOfComments()];
  const pages = new Set(samples.map(({ place }) => place.split(":")[0]));
  for (const page of ["README.md", "docs/react.md", "docs/self-hosting.md", "docs/simulator.md", "packages/react/src/element/mount.ts"]) expect(pages).toContain(page);

  rmSync(place, { recursive: true, force: true });
  mkdirSync(place, { recursive: true });
  writeFileSync(join(place, "tsconfig.json"), JSON.stringify(settings, null, 2));
  // Named after where they stand, so that what the compiler says can be found.
  for (const sample of samples) writeFileSync(join(place, `${sample.place.replaceAll(/[/:]/g, "-")}.${sample.ending}`), sample.code);
  const { output } = await run(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "-p", place, "--pretty", "false"]);
  expect(output).toBe("");
});
