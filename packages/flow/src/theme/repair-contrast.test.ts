import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contrast } from "./contrast.ts";
import { colourNames, dangerTints, monograms, themePalettes } from "./defaults.ts";
import type { ColourName, Palette } from "./defaults.ts";
import { likenessOf, repairContrast, repairMixtures } from "./repair-contrast.ts";

const themes = ["default", "dark"] as const;
const colour = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, "0")}`);
const palettes = fc.dictionary(fc.constantFrom(...colourNames), colour, { maxKeys: 12 });

/** What A-14 asks for, written out once more: the repair must not be measured by its own list. */
const asked: readonly (readonly [colour: ColourName, surface: ColourName, ratio: number])[] = [
  ["foreground", "background", 4.5],
  ["foreground", "muted", 4.5],
  ["muted-foreground", "background", 4.5],
  ["muted-foreground", "muted", 4.5],
  ["danger", "background", 4.5],
  ["success", "background", 4.5],
  ["primary-foreground", "primary", 4.5],
  ["primary", "background", 3],
  ["primary", "muted", 3],
  ["neutral", "background", 3],
  ["neutral", "muted", 3],
  ["input", "background", 3],
  ["ring", "background", 3],
  ["ring", "muted", 3],
];

/** Pairs that cannot be told apart, e.g. "danger on background 2.10". */
function failures(palette: Palette, theme: (typeof themes)[number]): string[] {
  const found = asked.flatMap(([colour, surface, ratio]) => {
    const reached = contrast(palette[colour], palette[surface]);
    return reached < ratio ? [`${colour} on ${surface} ${reached.toFixed(2)}`] : [];
  });
  for (const { name, hex } of repairMixtures(palette, theme)) {
    const texts: ColourName[] = name === "primary-hover" ? ["primary-foreground"] : ["foreground", "muted-foreground"];
    for (const text of texts) if (contrast(palette[text], hex) < 4.5) found.push(`${text} on ${name}`);
  }
  return found;
}

describe("repairContrast (A-14, T15, M77)", () => {
  it("knows the colours of tokens.css", () => {
    const css = readFileSync(new URL("../tokens.css", import.meta.url), "utf8");
    const blocks = css.split(/(?=\[data-deck-auth\](?:\[data-theme="dark"\])? \{)/);
    const light = blocks.find((block) => block.startsWith("[data-deck-auth] {"));
    const dark = blocks.find((block) => block.startsWith('[data-deck-auth][data-theme="dark"] {'));
    for (const [theme, block] of [["default", light], ["dark", dark]] as const) {
      const said = Object.fromEntries(colourNames.map((name) => [name, new RegExp(`--deck-color-${name}: (#[0-9a-f]{6});`).exec(block ?? "")?.[1]]));
      expect(said, theme).toEqual(themePalettes[theme]);
      for (const part of ["background", "foreground"] as const) expect(block).toContain(`--deck-monogram-${part}: ${monograms[theme][part]};`);
    }
    for (const mixture of ["primary) 88%", "danger) var(--deck-tint)", "neutral) 14%"]) expect(css).toContain(`color-mix(in oklab, var(--deck-color-${mixture}`);
    expect([light, dark].map((block) => /--deck-tint: (\d+)%/.exec(block ?? "")?.[1])).toEqual([dangerTints.default, dangerTints.dark].map((tint) => `${Math.round(tint * 100)}`));
  });

  it.each(themes)("has nothing to repair in the theme %s", (theme) => {
    expect(repairContrast({}, theme)).toEqual({ palette: themePalettes[theme], repairs: [] });
    expect(repairMixtures(themePalettes[theme], theme).filter(({ repaired }) => repaired)).toEqual([]);
  });

  it.each(themes)("makes any of 10,000 palettes readable, in the theme %s", (theme) => {
    fc.assert(
      fc.property(palettes, (given) => {
        expect(failures(repairContrast(given, theme).palette, theme)).toEqual([]);
      }),
      { numRuns: 10_000 },
    );
  });

  it("leaves alone what can be read, moves the background never, and is done after once", () => {
    fc.assert(
      fc.property(palettes, fc.constantFrom(...themes), (given, theme) => {
        const { palette, repairs } = repairContrast(given, theme);
        const repaired = new Set(repairs.map((repair) => repair.colour));
        // Of the theme that the card looks like, without a repair: nobody has to read it.
        const border = themePalettes[likenessOf(palette.background, theme)].border;
        for (const name of colourNames) if (!repaired.has(name)) expect(palette[name]).toBe(given[name] ?? (name === "border" ? border : themePalettes[theme][name]));
        expect(repaired.has("background")).toBe(false);
        expect(repairContrast(palette, theme)).toEqual({ palette, repairs: [] });
      }),
      { numRuns: 2_000 },
    );
  });

  it("finds a readable text for every primary colour", () => {
    fc.assert(
      fc.property(colour, (primary) => {
        const { palette } = repairContrast({ primary }, "default");
        expect(contrast(palette["primary-foreground"], palette.primary)).toBeGreaterThanOrEqual(4.5);
      }),
      { numRuns: 2_000 },
    );
  });

  it("says what was too close to what, and what stands there now", () => {
    const { palette, repairs } = repairContrast({ foreground: "#777777" }, "default");
    expect(repairs).toEqual([{ colour: "foreground", on: "muted", ratio: expect.closeTo(4.09, 1), needed: 4.5, instead: palette.foreground }]);
  });

  it("takes what was not given from the other theme before it bends it", () => {
    const { palette } = repairContrast({ background: "#101418" }, "default");
    expect(palette.foreground).toBe(themePalettes.dark.foreground);
    expect(palette.muted).toBe(themePalettes.dark.muted);
  });

  it("takes the hairline from the theme whose card the background is like: on the other's it would shout, or not be seen (M77)", () => {
    const border = (background: string, theme: (typeof themes)[number]) => repairContrast({ background }, theme).palette.border;
    expect(border("#101418", "default")).toBe(themePalettes.dark.border);
    expect(border("#ffffff", "dark")).toBe(themePalettes.default.border);
    expect(border("#fff0f5", "default")).toBe(themePalettes.default.border);
    expect(border("#2a1f3d", "dark")).toBe(themePalettes.dark.border);
    expect(repairContrast({ background: "#ffffff", border: "#ff0000" }, "dark").palette.border).toBe("#ff0000");
  });
});
