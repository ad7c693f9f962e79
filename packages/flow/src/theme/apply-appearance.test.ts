import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { styleOf } from "./apply-appearance.ts";
import { readAppearance } from "./read-appearance.ts";

const named = (name: string): string | null => (name === "red" ? "#ff0000" : null);

/** What is read and written for an appearance, and what was said about it. */
function run(appearance: unknown) {
  const said: string[] = [];
  const warn = (message: string): void => void said.push(message);
  const read = readAppearance(appearance, named, warn);
  return { read, style: Object.fromEntries(styleOf(read, warn)), said };
}

const hex = "#[0-9a-f]{6}";
const allowed: Readonly<Record<string, RegExp>> = {
  colour: new RegExp(`^(?:${hex}|light-dark\\(${hex}, ${hex}\\))$`),
  "--deck-radius": /^(?:[12]?\d|3[0-2])px$/,
  "--deck-font-family": /^(?:"[\p{L}\p{N} _-]{1,40}"|[a-zA-Z-]+)(?:, (?:"[\p{L}\p{N} _-]{1,40}"|[a-zA-Z-]+)){0,7}$/u,
  "--deck-monogram-background": /^0\.\d+ 0\.\d+$/,
  "--deck-monogram-foreground": /^0\.\d+ 0\.\d+$/,
  "color-scheme": /^(?:light|dark)$/,
  "--deck-shadow": /^(?:none|var\(--deck-shadow-(?:sm|md|lg)\)|[a-z\d .,()/%-]+)$/,
};

const variables = [
  ...["Primary", "PrimaryForeground", "Background", "Foreground", "Muted", "MutedForeground", "Neutral", "Danger", "Success", "Border", "Input", "Ring"].map(
    (name) => `color${name}`,
  ),
  "fontFamily",
  "borderRadius",
  "shadow",
  "logoUrl",
];

describe("readAppearance and styleOf", () => {
  it("writes nothing for nothing (R115)", () => {
    for (const nothing of [undefined, null, {}, { variables: {} }, [], "dark", 1, () => {}]) {
      expect(run(nothing)).toMatchObject({ style: {}, said: [], read: { theme: "default", logoUrl: null, logoPlacement: "top" } });
    }
  });

  it.each(["default", "dark"])("gives each of the 15 variables its property, in the theme %s (R114)", (theme) => {
    const all = {
      colorPrimary: theme === "dark" ? "#80c0ff" : "#123456",
      colorPrimaryForeground: theme === "dark" ? "#000001" : "#fffffe",
      colorBackground: theme === "dark" ? "#101010" : "#fefefe",
      colorForeground: theme === "dark" ? "#fafafa" : "#0a0a0a",
      colorMuted: theme === "dark" ? "#202020" : "#f0f0f0",
      colorMutedForeground: theme === "dark" ? "#c0c0c0" : "#404040",
      colorNeutral: theme === "dark" ? "#b0b0b0" : "#505050",
      colorDanger: theme === "dark" ? "#ff9999" : "#990000",
      colorSuccess: theme === "dark" ? "#99ff99" : "#005500",
      colorBorder: "#777777",
      colorInput: theme === "dark" ? "#a0a0a0" : "#606060",
      colorRing: theme === "dark" ? "#a0a0ff" : "#0000a0",
      fontFamily: "Inter, sans-serif",
      borderRadius: 6,
      shadow: "sm",
    };
    const { style, said } = run({ theme, variables: all });
    expect(said).toEqual([]);
    expect(style).toEqual({
      "--deck-color-primary": all.colorPrimary,
      "--deck-color-primary-foreground": all.colorPrimaryForeground,
      "--deck-color-background": all.colorBackground,
      "--deck-color-foreground": all.colorForeground,
      "--deck-color-muted": all.colorMuted,
      "--deck-color-muted-foreground": all.colorMutedForeground,
      "--deck-color-neutral": all.colorNeutral,
      "--deck-color-danger": all.colorDanger,
      "--deck-color-success": all.colorSuccess,
      "--deck-color-border": all.colorBorder,
      "--deck-color-input": all.colorInput,
      "--deck-color-ring": all.colorRing,
      "--deck-font-family": '"Inter", sans-serif',
      "--deck-radius": "6px",
      "--deck-shadow": "var(--deck-shadow-sm)",
    });
  });

  it("clamps and rounds the radius (R116)", () => {
    const radius = (borderRadius: unknown) => run({ variables: { borderRadius } }).style["--deck-radius"];
    expect([0, 8.4, 1e9, -1, -0].map(radius)).toEqual(["0px", "8px", "32px", "0px", "0px"]);
    expect([Number.NaN, Number.POSITIVE_INFINITY, "8", "8px", 8n, [8], null].map(radius)).toEqual(Array.from({ length: 7 }));
  });

  it("warns with the variable, its ratio and what is shown instead (A-14, M77)", () => {
    const { said, style } = run({ variables: { colorForeground: "#cccccc", colorPrimary: "#ffe000" } });
    expect(said).toEqual([
      expect.stringMatching(/^appearance: colorForeground has 1\.\d\d:1 on color(Muted|Background) and needs 4\.5:1; it is shown as #[0-9a-f]{6}$/),
      expect.stringMatching(/^appearance: colorPrimary has 1\.\d\d:1 on colorMuted and needs 3:1; it is shown as #[0-9a-f]{6}$/),
      expect.stringMatching(/^appearance: colorPrimaryForeground, which the theme "default" brings, has \d\.\d\d:1 on colorPrimary and needs 4\.5:1; it is shown as #07222e$/),
    ]);
    expect(style["--deck-color-primary-foreground"]).toBe("#07222e");
  });

  it("makes see-through colours opaque over the background (T15)", () => {
    const { style } = run({ variables: { colorBackground: "rgb(0 0 0 / 10%)", colorBorder: "rgb(255 0 0 / 0)", colorMuted: "transparent" } });
    expect(style).toMatchObject({ "--deck-color-background": "#e6e6e6", "--deck-color-border": "#e6e6e6", "--deck-color-muted": "#e6e6e6" });
  });

  it("gives a theme that follows the system a colour for each (M76)", () => {
    const { style } = run({ theme: "auto", variables: { colorPrimary: "#0050a0", colorBorder: "#777777" } });
    expect(style["--deck-color-border"]).toBe("#777777");
    expect(style["--deck-color-primary"]).toMatch(/^light-dark\(#0050a0, #[0-9a-f]{6}\)$/);
  });

  it.each([
    ["dark", "#ffffff", "light", "#dce4e8"],
    ["default", "#0b0b0f", "dark", "#2c3a43"],
  ])("has what browsers draw themselves, hairlines and monograms fit the card, where it looks like another theme's than %s (A-14, M77)", (theme, colorBackground, scheme, border) => {
    const { style } = run({ theme, variables: { colorBackground } });
    const monogram = scheme === "dark" ? ["0.35 0.05", "0.9 0.055"] : ["0.93 0.04", "0.4 0.085"];
    expect(style).toMatchObject({
      "color-scheme": scheme,
      "--deck-color-border": border,
      "--deck-monogram-background": monogram[0],
      "--deck-monogram-foreground": monogram[1],
    });
    expect(run({ theme, variables: { colorBackground: theme === "dark" ? "#0b0b0f" : "#fff0f5" } }).style).not.toHaveProperty("color-scheme");
  });

  it("gives a theme that follows the system one card, whole, where the background is the host's and so the same in both (M76)", () => {
    const light = run({ theme: "auto", variables: { colorBackground: "#ffffff", colorPrimary: "#0050a0" } });
    expect(light.style).toMatchObject({
      "color-scheme": "light",
      "--deck-color-primary": "#0050a0",
      "--deck-color-foreground": "#14222b",
      "--deck-color-border": "#dce4e8",
      "--deck-monogram-background": "0.93 0.04",
    });
    expect(light.said).toEqual([]);
    expect(run({ theme: "auto", variables: { colorBackground: "#101418" } }).style).toMatchObject({ "color-scheme": "dark", "--deck-color-foreground": "#e9f0f3" });
  });

  it("reads logo and placement, from the variables too (R121, deck-api 7.16)", () => {
    const logoUrl = "https://cdn.brandfetch.io/x.png";
    expect(run({ branding: { logoUrl, logoPlacement: "left" } }).read).toMatchObject({ logoUrl, logoPlacement: "left" });
    expect(run({ variables: { logoUrl, logoPlacement: "left" } }).read).toMatchObject({ logoUrl, logoPlacement: "left" });
    expect(run({ branding: { logoUrl: "https://evil.test/x.png", logoPlacement: "right" } })).toMatchObject({
      read: { logoUrl: null, logoPlacement: "top" },
      said: [expect.stringContaining("logoUrl is ignored"), expect.stringContaining("logoPlacement is ignored")],
    });
  });

  it("is not moved by objects that only look like values (A.2)", () => {
    let ran = 0;
    const trap = { get colorPrimary() { ran += 1; return "red"; } };
    const thrower = new Proxy({}, { getOwnPropertyDescriptor: () => { throw new Error("no"); }, ownKeys: () => { throw new Error("no"); } });
    const polluted: unknown = JSON.parse('{"variables":{"__proto__":{"colorPrimary":"red"},"constructor":"red"},"__proto__":{"theme":"dark"}}');
    for (const appearance of [{ variables: trap }, { variables: thrower }, thrower, polluted, { variables: Object.create({ colorPrimary: "red" }) }]) {
      expect(run(appearance)).toMatchObject({ style: {}, read: { theme: "default" } });
    }
    expect(ran).toBe(0);
    for (const value of [{ toString: () => "red" }, ["red"], () => "red", 1n, Symbol("red"), new String("red")]) {
      expect(run({ variables: Object.fromEntries(variables.map((name) => [name, value])) }).style).toEqual({});
    }
    expect("colorPrimary" in {}).toBe(false);
  });

  it("names an unknown variable, at a length that fits a console", () => {
    expect(run({ variables: { color: "red", [`x${"y".repeat(1_000)}`]: 1 } }).said).toEqual([
      'appearance: "color" is ignored: there is no such variable',
      `appearance: "x${"y".repeat(39)}" is ignored: there is no such variable`,
    ]);
  });

  it("only ever writes what its grammar allows, whatever it is given (R117, T14)", () => {
    const attacks = ["red;background:url(//e)", "url(https://e)", 'image-set("https://e" 1x)', "var(--x)", "env(x)", "u/**/rl(//e)", "\\75rl(//e)", "NaN", "-1", "0 0 4px red", "Inter", "sm", "red", "#0008"];
    const value = fc.oneof(fc.constantFrom(...attacks), fc.string({ unit: "binary" }), fc.double(), fc.anything());
    fc.assert(
      fc.property(fc.constantFrom("default", "dark", "auto"), fc.dictionary(fc.constantFrom(...variables), value), (theme, given) => {
        for (const [name, written] of Object.entries(run({ theme, variables: given }).style)) {
          expect(written).toMatch(allowed[name.startsWith("--deck-color-") ? "colour" : name] ?? /^$/);
        }
      }),
      { numRuns: 3_000 },
    );
  });
});
