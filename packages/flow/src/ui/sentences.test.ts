import { expect, test } from "vitest";
import { sentences } from "./sentences.ts";

test.each([
  [["Connecting to Northwind", "Still working.", ""], "Connecting to Northwind. Still working."],
  [["Do you need more time?", "It ends soon."], "Do you need more time? It ends soon."],
  [["Alone"], "Alone"],
  [["", " "], ""],
])("%j is read out as “%s” (A-7)", (texts, read) => {
  expect(sentences(...texts)).toBe(read);
});
