import { afterEach, expect, test } from "vitest";
import { keepEntry, readEntry } from "./by-url/history-entry.ts";
import { tabKeeper } from "./tab-keeper.ts";

const before: unknown = history.state;

afterEach(() => {
  history.replaceState(before, "");
  sessionStorage.clear();
});

test("two flows of one tab keep their own (F25)", () => {
  const one = tabKeeper(window, "deck-auth:1");
  const other = tabKeeper(window, "deck-auth:2");
  one.write("a");
  other.write("b");
  expect([one.read(), other.read()]).toEqual(["a", "b"]);
  one.remove();
  expect([one.read(), other.read()]).toEqual([null, "b"]);
});

test("where storage is refused, the page's entry of the history keeps it, beside what is there (F29)", () => {
  const page: Window = Object.create(window, {
    sessionStorage: {
      get() {
        throw new DOMException("refused", "SecurityError");
      },
    },
    history: { value: history },
    location: { value: location },
  });
  const keeper = tabKeeper(page, "deck-auth:1");
  expect(keeper.read()).toBeNull();
  const entry = { flow: "1", config: {}, parentOrigin: null, redirectUrl: null, state: null, ended: null };
  keeper.write("a");
  keepEntry(page, entry);
  expect(keeper.read()).toBe("a");
  expect(readEntry(history.state)).toEqual(entry);
  keeper.remove();
  expect(keeper.read()).toBeNull();
  expect(readEntry(history.state)).toEqual(entry);
  expect(sessionStorage).toHaveLength(0);
});
