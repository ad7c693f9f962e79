import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { colourNames, themePalettes } from "./defaults.ts";
import { variableOf } from "./read-appearance.ts";

const page = readFileSync(new URL("../../../../docs/theming.md", import.meta.url), "utf8");

/** The cells of the table of variables, by variable. */
const rows = new Map(
  [...page.matchAll(/^\| `(\w+)` \| [^|]+ \| ([^|]+) \| ([^|]+) \|$/gm)].map(([, name = "", light = "", dark = ""]) => [name, [light, dark]]),
);

test("the documented variables are the fifteen, with the colours that the themes have (M74, R114)", () => {
  const colours = colourNames.map((name) => [variableOf(name), [themePalettes.default[name], themePalettes.dark[name]].map((hex) => `\`${hex}\``)] as const);
  expect([...rows.keys()]).toHaveLength(15);
  expect(new Set(rows.keys())).toEqual(new Set([...colours.map(([name]) => name), "fontFamily", "borderRadius", "shadow"]));
  for (const [name, values] of colours) expect(rows.get(name), name).toEqual(values);
});
