import { afterEach, expect, test } from "vitest";
import { takeAddress } from "./address.ts";

const before: { state: unknown; href: string } = { state: history.state, href: location.href };

afterEach(() => history.replaceState(before.state, "", before.href));

const address = "?lang=fr-CA&theme=dark&first=credentials";
const hints = { language: "fr-CA", theme: "dark", first: "credentials" };

/** The page as if nobody framed it; the tests themselves run in a frame. */
function topWindow(): Window {
  const top: Window = Object.create(window, { history: { value: history }, location: { value: location }, parent: { get: () => top } });
  return top;
}

test("a frame's address is erased but for how it looks, so that a reload gets the same shell; its nonce is kept (R157, T46)", () => {
  history.replaceState(null, "", `${location.pathname}${address}#nonce=5f0d`);
  expect(takeAddress(window)).toMatchObject({ nonce: "5f0d", hints });
  expect([location.search, location.hash]).toEqual([address, ""]);
  expect(history.state).toEqual({ nonce: "5f0d" });
  expect(takeAddress(window)).toMatchObject({ nonce: "5f0d", hints });
  expect([location.search, location.hash]).toEqual([address, ""]);
});

test("what stays of a frame's address is what its hints were read as, and nothing that anybody wrote there", () => {
  history.replaceState(null, "", `${location.pathname}?token=tk_1&lang=tk_2&theme=tk_3&first=tk_4&x=tk_5&theme=dark#nonce=5f0d&token=tk_6`);
  takeAddress(window);
  expect([location.search, location.hash]).toEqual(["?lang=en-US&theme=default&first=picker", ""]);
  expect(JSON.stringify(history.state)).not.toContain("tk_");
});

test("what the frame kept in its entry of the history outlives a reload", () => {
  history.replaceState({ progress: "1 a" }, "", `${location.pathname}${address}#nonce=5f0d`);
  takeAddress(window);
  takeAddress(window);
  expect(history.state).toEqual({ progress: "1 a", nonce: "5f0d" });
});

test.each([
  ["in a frame that nobody shakes hands with", () => window, ""],
  ["alone in its window, nonce or not", topWindow, "&nonce=5f0d"],
])("%s nothing stays (R157, T46)", (_, page, more) => {
  history.replaceState(null, "", `${location.pathname}${address}&token=tk_1#token=tk_2${more}`);
  expect(takeAddress(page())).toMatchObject({ hints });
  expect([location.search, location.hash]).toEqual(["", ""]);
  expect(JSON.stringify(history.state)).not.toContain("tk_");
});

test("what is kept and is none of ours is no hint and no nonce", () => {
  history.replaceState({ nonce: 1, lang: "fr-CA", theme: "dark", first: "credentials" }, "", location.pathname);
  expect(takeAddress(window)).toMatchObject({ nonce: null, hints: { language: "en-US", theme: "default", first: "picker" } });
});
