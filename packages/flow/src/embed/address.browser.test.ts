import { afterEach, expect, test } from "vitest";
import { takeAddress } from "./address.ts";

const before = { state: history.state, href: location.href };

afterEach(() => history.replaceState(before.state, "", before.href));

test("a frame's address is erased; a reload finds its nonce and how it looked (R157, T46)", () => {
  history.replaceState(null, "", `${location.pathname}?lang=fr-CA&theme=dark&first=credentials#nonce=5f0d`);
  const hints = { language: "fr-CA", theme: "dark", first: "credentials" };
  expect(takeAddress(window)).toMatchObject({ nonce: "5f0d", hints });
  expect([location.search, location.hash]).toEqual(["", ""]);
  expect(takeAddress(window)).toMatchObject({ nonce: "5f0d", hints });
});

test("what is kept and is none of ours is no hint", () => {
  history.replaceState({ nonce: 1, lang: ["fr-CA"], theme: "purple", first: null }, "", location.pathname);
  expect(takeAddress(window)).toMatchObject({ nonce: null, hints: { language: "en-US", theme: "default", first: "picker" } });
});
