import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { highlight } from "./highlight.ts";

const shown = (text: string, typed: string) =>
  highlight(text, typed)
    .map((piece) => (piece.matched ? `[${piece.text}]` : piece.text))
    .join("");

describe("highlight", () => {
  it.each([
    ["Hydro-Québec", "quebec", "Hydro-[Québec]"],
    ["Hydro-Que\u0301bec", "que", "Hydro-[Que\u0301]bec"],
    ["Hydro-Québec", "hydroqu", "[Hydro]-[Qu]ébec"],
    ["Œuvres du Frère André", "oe", "[Œ]uvres du Frère André"],
    ["Macy's", "macys", "[Macy]'[s]"],
    ["Royal Bank of Canada", "rbc", "[R]oyal [B]ank of [C]anada"],
    ["Royal Bank of Canada", "canada royal", "[Royal] Bank of [Canada]"],
    ["Wells Fargo", "wellsf", "[Wells] [F]argo"],
    ["Scotiabank", "bank", "Scotia[bank]"],
    ["Desjardins", "desjradins", "[Desjardins]"],
    ["bmo.com", "https://bmo.com/login", "[bmo].[com]"],
    ["Maple", "", "Maple"],
    ["Maple", "zzz", "Maple"],
  ])("shows in %s what %s found", (text, typed, expected) => {
    expect(shown(text, typed)).toBe(expected);
  });

  it("never changes the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.string({ unit: "grapheme", maxLength: 8 }), (text, typed) => {
        expect(highlight(text, typed).map((piece) => piece.text).join("")).toBe(text);
      }),
    );
  });
});
