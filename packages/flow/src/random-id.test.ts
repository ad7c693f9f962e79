import { expect, test } from "vitest";
import { randomId } from "./random-id.ts";

test("an id has 128 bits, each time others, and needs no secure context", () => {
  const ids = Array.from({ length: 1_000 }, randomId);
  expect(new Set(ids).size).toBe(1_000);
  expect(ids.every((id) => /^[0-9a-f]{32}$/.test(id))).toBe(true);
});
