// @vitest-environment node
import { expect, test } from "vitest";
import { defineDeckAuthElement } from "./index.ts";

test("loads on a server, where there are no elements, and defines nothing there (R11, M16)", () => {
  expect(typeof HTMLElement).toBe("undefined");
  expect(() => defineDeckAuthElement()).not.toThrow();
});
