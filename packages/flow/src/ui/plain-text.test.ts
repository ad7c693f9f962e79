import { expect, test } from "vitest";
import { plainText } from "./plain-text.ts";

test("text of a source cannot turn the direction of ours (T21)", () => {
  expect(plainText("\u202Ebank\u202C \u2066x\u2069\u0000\u0007\u009B")).toBe("bank x");
});

test("line breaks, letters of all scripts and emoji stay", () => {
  expect(plainText("a\r\nb\rc\nd\té 中 עברית 👩‍👩‍👧")).toBe("a\nb\nc\nd\té 中 עברית 👩‍👩‍👧");
});
