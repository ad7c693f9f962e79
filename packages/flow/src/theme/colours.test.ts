import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contrast, hexOf, rgbOf } from "./contrast.ts";
import { mixed, toOklab, withLightness } from "./oklch.ts";
import { opaque, parseColour } from "./parse-colour.ts";

const names = new Map([
  ["red", "#ff0000"],
  ["rebeccapurple", "#663399"],
  ["white", "#ffffff"],
  ["blue", "#0000ff"],
]);
const named = (name: string): string | null => names.get(name) ?? null;
const parse = (text: string) => parseColour(text, named);
const hex = (text: string): string | null => {
  const colour = parse(text);
  return colour === null ? null : hexOf(colour.rgb);
};

describe("parseColour (R117, design 7.8)", () => {
  it.each([
    ["#f00", "#ff0000"],
    ["#F00C", "#ff0000"],
    ["#17465C", "#17465c"],
    ["#17465c80", "#17465c"],
    ["  RebeccaPurple ", "#663399"],
    ["transparent", "#000000"],
    ["rgb(255, 0, 0)", "#ff0000"],
    ["rgba(255,0,0,.5)", "#ff0000"],
    ["rgb(100% 0% 0%)", "#ff0000"],
    ["rgb(23 70 92 / 50%)", "#17465c"],
    ["rgb(300 -20 1e1)", "#ff000a"],
    ["hsl(120 100% 25%)", "#008000"],
    ["hsl(0.5turn, 100%, 50%)", "#00ffff"],
    ["hsla(240deg 100% 50% / .2)", "#0000ff"],
    ["hsl(none 0% 50%)", "#808080"],
    ["hwb(120 0% 0%)", "#00ff00"],
    ["hwb(0 60% 60%)", "#808080"],
    ["lab(50% 0 0)", "#777777"],
    ["lab(29.2345% 39.3825 20.0664)", "#7d2329"],
    ["lch(52.2345% 72.2 56.2)", "#c65d06"],
    ["oklab(40.101% 0.1147 0.0453)", "#7d2329"],
    ["oklch(59.69% 0.156 49.77)", "#c65d07"],
    ["oklch(1 0 0)", "#ffffff"],
    ["color-mix(in oklab, red, blue)", "#8c53a2"],
    ["color-mix(in oklab, red 100%, blue)", "#ff0000"],
    ["color-mix(in oklab, white 25%, color-mix(in oklab, #000, #000))", "#222222"],
  ])("reads %s as %s", (text, expected) => {
    expect(hex(text)).toBe(expected);
  });

  it.each([
    "red;background:url(//e)",
    "red}*{color:blue",
    "url(https://e)",
    'image-set("https://e" 1x)',
    "var(--x)",
    "attr(value)",
    "env(x)",
    "expression(1)",
    '@import "//e"',
    "\\75rl(https://e)",
    "u/**/rl(https://e)",
    "rgb(var(--x) 0 0)",
    "rgb(calc(1px*1e308) 0 0)",
    "rgb(1 2 3 4)",
    "rgb(1 2)",
    "rgb(1, 2, 3 / 4)",
    "rgb(1 2 3 /)",
    "rgb(1 2 3 / 4 / 5)",
    "oklch(1, 0, 0)",
    "rgb(from red r g b)",
    "NaN",
    "-1",
    "1e9",
    "currentcolor",
    "inherit",
    "#12345",
    "#ggg",
    "",
    " ",
    "red\u0000",
    "\u202ered",
    "\ud800",
    `${"color-mix(in oklab, red, ".repeat(500)}blue${")".repeat(500)}`,
    "a".repeat(1_000_000),
    `rgb(${"1".repeat(1_000)} 0 0)`,
    "color-mix(in oklab, red 0%, blue 0%)",
    "color-mix(in oklab, red, blue, red)",
  ])("does not read %#", (text) => {
    expect(parse(text)).toBeNull();
  });

  it("gives numbers in range or nothing, for any text", () => {
    const grammar = fc.stringMatching(/^(rgb|hsl|hwb|lab|lch|oklab|oklch)a?\([-+0-9.e%, /degnor]{0,24}\)$/);
    fc.assert(
      fc.property(fc.oneof(fc.string(), grammar), (text) => {
        const colour = parse(text);
        for (const value of colour === null ? [] : [...colour.rgb, colour.alpha]) expect(value >= 0 && value <= 1).toBe(true);
      }),
      { numRuns: 5_000 },
    );
  });

  it("reads back what it writes", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffffff }), (value) => {
        const written = `#${value.toString(16).padStart(6, "0")}`;
        expect(hex(written)).toBe(written);
        const [red, green, blue] = rgbOf(written).map((channel) => Math.round(channel * 255));
        expect(hex(`rgb(${red} ${green} ${blue})`)).toBe(written);
        const [lightness, a, b] = toOklab(rgbOf(written));
        expect(hex(`oklab(${lightness.toFixed(6)} ${a.toFixed(6)} ${b.toFixed(6)})`)).toBe(written);
      }),
    );
  });

  it("lays a see-through colour over the background (T15)", () => {
    expect(hexOf(opaque({ rgb: [0, 0, 0], alpha: 0 }, rgbOf("#ffffff")))).toBe("#ffffff");
    expect(hexOf(opaque({ rgb: [1, 0, 0], alpha: 0.5 }, rgbOf("#ffffff")))).toBe("#ff8080");
  });
});

describe("lightness and contrast", () => {
  it("measures contrast as WCAG does", () => {
    expect(contrast("#000000", "#ffffff")).toBeCloseTo(21, 5);
    expect(contrast("#777777", "#ffffff")).toBeCloseTo(4.48, 2);
  });

  it("reaches the lightness asked for, keeps the hue, stays in sRGB", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffffff }), fc.double({ min: 0.06, max: 0.98, noNaN: true }), (value, lightness) => {
        const rgb = rgbOf(`#${value.toString(16).padStart(6, "0")}`);
        const moved = withLightness(rgb, lightness);
        expect(moved.every((channel) => channel >= 0 && channel <= 1)).toBe(true);
        const [reached, a, b] = toOklab(moved);
        expect(Math.abs(reached - lightness)).toBeLessThan(0.02);
        const [, a0, b0] = toOklab(rgb);
        if (Math.hypot(a, b) > 0.04 && Math.hypot(a0, b0) > 0.04) expect((a * a0 + b * b0) / Math.hypot(a, b) / Math.hypot(a0, b0)).toBeGreaterThan(0.95);
      }),
    );
  });

  it("mixes to the ends", () => {
    expect(hexOf(mixed([1, 0, 0], [0, 0, 1], 1))).toBe("#ff0000");
    expect(hexOf(mixed([1, 0, 0], [0, 0, 1], 0))).toBe("#0000ff");
  });
});
