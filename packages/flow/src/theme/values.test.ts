import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseFont } from "./parse-font.ts";
import { parseShadow } from "./parse-shadow.ts";

const named = (name: string): string | null => (name === "black" ? "#000000" : null);
const shadow = (text: string) => parseShadow(text, named);

/** All that a font stack may ever look like. */
const fontGrammar = /^(?:"[\p{L}\p{N} _-]{1,40}"|[a-zA-Z-]+)(?:, (?:"[\p{L}\p{N} _-]{1,40}"|[a-zA-Z-]+)){0,7}$/u;
/** All that a shadow may ever look like. */
const one = String.raw`(?:inset )?(?:-?\d+(?:\.\d+)?px ){2,4}rgb\(\d{1,3} \d{1,3} \d{1,3} / \d{1,3}(?:\.\d+)?%\)`;
const shadowGrammar = new RegExp(`^(?:none|var\\(--deck-shadow-(?:sm|md|lg)\\)|${one}(?:, ${one}){0,3})$`);

const attacks = [
  "red;background:url(//e)",
  "Inter}*{color:red",
  "url(https://e)",
  'image-set("https://e" 1x)',
  "var(--x)",
  "attr(value)",
  "env(x)",
  "expression(1)",
  '@import "//e"',
  "\\75rl(//e)",
  "u/**/rl(//e)",
  '"a"; src:url()',
  '"a',
  "\"a'",
  "",
  " ",
  ",",
  "a,,b",
  "\u0000",
  "\u202eInter",
  "\ud800",
  "x".repeat(1_000_000),
];

describe("parseFont (T14, R117)", () => {
  it.each([
    ["Inter", '"Inter", sans-serif'],
    ["'Söhne Breit', Georgia, serif", '"Söhne Breit", "Georgia", serif'],
    ['-apple-system, BlinkMacSystemFont, "Segoe UI", system-ui', '-apple-system, BlinkMacSystemFont, "Segoe UI", system-ui'],
    ["monospace", "monospace"],
    ["'serif'", '"serif", sans-serif'],
    ["ヒラギノ角ゴ, sans-serif", '"ヒラギノ角ゴ", sans-serif'],
  ])("writes %s as %s", (text, expected) => {
    expect(parseFont(text)).toBe(expected);
  });

  it.each([...attacks, "a,b,c,d,e,f,g,h,i", "x".repeat(41)])("does not read %#", (text) => {
    expect(parseFont(text)).toBeNull();
  });

  it("writes only what its grammar allows, and reads it back unchanged", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.stringMatching(/^[a-z'", -]{1,40}$/)), (text) => {
        const written = parseFont(text);
        if (written === null) return;
        expect(written).toMatch(fontGrammar);
        expect(parseFont(written)).toBe(written);
      }),
      { numRuns: 5_000 },
    );
  });
});

describe("parseShadow (T14, R117, design 7.8)", () => {
  it.each([
    ["none", "none"],
    [" LG ", "var(--deck-shadow-lg)"],
    ["0 1px 2px rgb(0 0 0 / 8%)", "0px 1px 2px rgb(0 0 0 / 8%)"],
    ["rgba(0,0,0,.25) 0 4px 8px -2px", "0px 4px 8px -2px rgb(0 0 0 / 25%)"],
    ["inset 0 0 0 1px #17465c", "inset 0px 0px 0px 1px rgb(23 70 92 / 100%)"],
    ["1px 2px black inset", "inset 1px 2px rgb(0 0 0 / 100%)"],
    ["0 1px 2px #0001, 0 8px 24px #0003", "0px 1px 2px rgb(0 0 0 / 6.67%), 0px 8px 24px rgb(0 0 0 / 20%)"],
    ["0 9999px 9999px 9999px black", "0px 96px 96px 96px rgb(0 0 0 / 100%)"],
    ["-0px -.5px black", "0px -0.5px rgb(0 0 0 / 100%)"],
  ])("writes %s as %s", (text, expected) => {
    expect(shadow(text)).toBe(expected);
  });

  it.each([
    ...attacks,
    "0 1px 2px",
    "black",
    "0 black",
    "1 2 black",
    "0 0 -1px black",
    "0 0 0 0 0 black",
    "black 0 0 black",
    "0 0 url(//e)",
    "0 0 var(--x)",
    "0 0 calc(1px*1e308) black",
    "0 0 1e3px black",
    "1em 1em black",
    Array.from({ length: 5 }, () => "0 0 black").join(","),
  ])("does not read %#", (text) => {
    expect(shadow(text)).toBeNull();
  });

  it("writes only what its grammar allows, and reads it back unchanged", () => {
    const parts = fc.array(fc.constantFrom("0", "1px", "-2.345px", "1e3px", "black", "#0003", "inset", ",", "rgb(1 2 3 / 4%)", "none"), { maxLength: 12 });
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary" }), parts.map((list) => list.join(" "))), (text) => {
        const written = shadow(text);
        if (written === null) return;
        expect(written).toMatch(shadowGrammar);
        expect(shadow(written)).toBe(written);
      }),
      { numRuns: 5_000 },
    );
  });
});
