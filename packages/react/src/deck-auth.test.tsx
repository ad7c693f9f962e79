// @vitest-environment node
import { renderToString } from "react-dom/server";
import { expect, expectTypeOf, test } from "vitest";
import { DeckAuth, DeckAuthComponent, preloadDeckAuth, type DeckAuthProps } from "./index.ts";
import { serverMarkup } from "../test/server-markup.ts";

const onSuccess = (): void => {};

test("renders on the server, where there is no window, always the same and without style attributes (R11, M16)", () => {
  expect(typeof window).toBe("undefined");
  const render = () => renderToString(<DeckAuth token="tk_1" embedUrl="https://auth.example.com" appearance={{ theme: "dark" }} onSuccess={onSuccess} />);
  expect(render()).toBe(serverMarkup);
  expect(render()).toBe(render());
  expect(() => preloadDeckAuth({ embedUrl: "https://auth.example.com" })).not.toThrow();
});

test("goes by Deck's name too (R2)", () => {
  expect(DeckAuthComponent).toBe(DeckAuth);
});

test("only token and onSuccess are required, and unknown values are refused by the types (R3, M1)", () => {
  expectTypeOf<{ token: string; onSuccess: () => void }>().toExtend<DeckAuthProps>();
  expectTypeOf<{ token: string }>().not.toExtend<DeckAuthProps>();
  expectTypeOf<{ onSuccess: () => void }>().not.toExtend<DeckAuthProps>();
  expectTypeOf<"de-DE">().not.toExtend<DeckAuthProps["language"]>();
  expectTypeOf<"video">().not.toExtend<DeckAuthProps["taskRunView"]>();
  expectTypeOf<() => Promise<string>>().toExtend<DeckAuthProps["token"]>();
  expectTypeOf<string[]>().toExtend<DeckAuthProps["sourceId"]>();
});
