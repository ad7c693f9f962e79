import { expect, test } from "vitest";
import { hueOf, lettersOf } from "./monogram.tsx";

test.each([
  ["Hydro-Québec", "HQ"],
  ["énergir", "É"],
  ["TD Canada Trust", "TC"],
  ["1Password", "1"],
  ["  (Bell) & Fils ", "BF"],
  ["🏦", "·"],
  ["", "·"],
  ["中国银行", "中"],
])("%s is shown as %s", (name, letters) => {
  expect(lettersOf(name)).toBe(letters);
});

test("a name always has the same hue, and names are spread over all twelve", () => {
  expect(hueOf("Hydro-Québec")).toBe(hueOf("Hydro-Québec"));
  expect(hueOf("Hydro-Québec".normalize("NFD"))).toBe(hueOf("Hydro-Québec".normalize("NFC")));
  const hues = new Set(Array.from({ length: 200 }, (_, index) => hueOf(`Source ${index}`)));
  expect([...hues].sort((one, other) => one - other)).toEqual(Array.from({ length: 12 }, (_, index) => index));
});
