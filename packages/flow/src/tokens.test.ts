import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const css = readFileSync(fileURLToPath(new URL("tokens.css", import.meta.url)), "utf8");

const start = css.indexOf("prefers-color-scheme: dark");
const blocks = {
  light: css.slice(0, css.indexOf(`[data-theme="dark"]`)),
  dark: css.slice(css.indexOf(`[data-theme="dark"]`), start),
  auto: css.slice(start, css.indexOf("prefers-contrast")),
};

const declarations = (block: string) =>
  [...block.matchAll(/^\s*(--deck-[\w-]+|color-scheme):\s*([^;]+);/gmu)].map(([, name, value]) => [name, value] as const);

const colours = (block: string) => {
  const values = new Map(declarations(block).map(([name, value]) => [name?.replace("--deck-color-", ""), value]));
  return (name: string) => {
    const hex = /^#([0-9a-f]{6})$/u.exec(values.get(name) ?? "");
    if (!hex?.[1]) throw new Error(`${name} is not written as #rrggbb`);
    return hex[1];
  };
};

/** Relative luminance and contrast of WCAG 2.2. */
const luminance = (hex: string) => {
  const [red, green, blue] = [0, 2, 4].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0);
};
const contrast = (one: string, other: string) => {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
};

describe.each(["light", "dark"] as const)("the %s theme", (theme) => {
  const colour = colours(blocks[theme]);

  test.each([
    ["foreground", "background"],
    ["foreground", "muted"],
    ["primary-foreground", "primary"],
    ["muted-foreground", "background"],
    ["muted-foreground", "muted"],
    ["danger", "background"],
    ["success", "background"],
  ])("has text of %s readable on %s, 4.5:1 (A-14)", (text, ground) => {
    expect(contrast(colour(text), colour(ground))).toBeGreaterThanOrEqual(4.5);
  });

  test.each([
    ["input", "background"],
    ["input", "muted"],
    ["ring", "background"],
    ["ring", "muted"],
    ["primary", "background"],
    ["neutral", "background"],
  ])("has %s stand out from %s, 3:1 (A-14)", (mark, ground) => {
    expect(contrast(colour(mark), colour(ground))).toBeGreaterThanOrEqual(3);
  });
});

describe("the themes", () => {
  test("`auto` is `dark`, value by value, when the system is dark", () => {
    expect(declarations(blocks.auto)).toEqual(declarations(blocks.dark));
  });

  test("each set all twelve colours (R115)", () => {
    const names = (block: string) => declarations(block).flatMap(([name, value]) => (value?.startsWith("#") ? [name] : []));
    expect(names(blocks.light)).toHaveLength(12);
    expect(names(blocks.dark)).toEqual(names(blocks.light));
  });
});

describe("every other style sheet", () => {
  test("takes its colours from the tokens", () => {
    const imports = readFileSync(fileURLToPath(new URL("styles.css", import.meta.url)), "utf8");
    const sheets = [...imports.matchAll(/@import "(.+?)"/gu)].flatMap(([, path]) => (path && !path.endsWith("tokens.css") ? [path] : []));
    expect(sheets.length).toBeGreaterThan(5);
    for (const sheet of sheets) {
      const text = readFileSync(fileURLToPath(new URL(sheet, import.meta.url)), "utf8");
      expect(text, sheet).not.toMatch(/#[0-9a-f]{3,8}\b|\brgba?\(|\bhsla?\(|url\(/iu);
      expect(text, sheet).toMatch(/@layer deck/u);
    }
  });
});
