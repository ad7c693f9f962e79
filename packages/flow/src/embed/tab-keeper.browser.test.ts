import { createVirtualClock } from "@deck-auth/simulator";
import { afterEach, expect, test } from "vitest";
import { keepEntry, readEntry } from "./by-url/history-entry.ts";
import { tabKeeper } from "./tab-keeper.ts";

const clock = createVirtualClock(1_750_000_000_000);
const before: { state: unknown; href: string } = { state: history.state, href: location.href };

afterEach(() => {
  history.replaceState(before.state, "", before.href);
  sessionStorage.clear();
});

test("two flows of one tab keep their own (F25)", () => {
  const one = tabKeeper(window, "1", clock);
  const other = tabKeeper(window, "2", clock);
  one.write("a");
  other.write("b");
  expect([one.read(), other.read()]).toEqual(["a", "b"]);
  one.remove();
  expect([one.read(), other.read()]).toEqual(["", "b"]);
});

function refused(): never {
  throw new DOMException("refused", "SecurityError");
}

test.each<[string, PropertyDescriptor]>([
  ["is refused", { get: refused }],
  ["is null", { value: null }],
  ["takes nothing", { value: Object.create(Storage.prototype, { setItem: { value: refused } }) }],
])("where storage %s, the page's entry of the history keeps it, beside what is there (F29)", (_, sessionStorageOfPage) => {
  const page: Window = Object.create(window, {
    sessionStorage: sessionStorageOfPage,
    history: { value: history },
    location: { value: location },
  });
  history.replaceState(null, "", "?theme=dark");
  const keeper = tabKeeper(page, "1", clock);
  expect(keeper.read() ?? "").toBe("");
  const entry = { flow: "1", config: {}, parentOrigin: null, redirectUrl: null, state: null, ended: null };
  keeper.write("a");
  keepEntry(page, entry);
  expect(keeper.read()).toBe("a");
  expect(readEntry(history.state)).toEqual(entry);
  expect(location.search).toBe("?theme=dark");
  keeper.remove();
  expect(keeper.read() ?? "").toBe("");
  expect(readEntry(history.state)).toEqual(entry);
  expect(sessionStorage).toHaveLength(0);
});

test("what other flows have left in this tab half a day ago is taken away; nobody else's is", async () => {
  sessionStorage.setItem("host", "its own");
  sessionStorage.setItem("deck-auth:old", "sourceId=src_1");
  for (const flow of ["1", "2"]) tabKeeper(window, flow, clock).write(flow);
  await clock.advance(12 * 60 * 60_000);
  tabKeeper(window, "3", clock).write("3");
  await clock.advance(1);
  const reloaded = tabKeeper(window, "1", clock);
  expect(Object.keys(sessionStorage).sort()).toEqual(["deck-auth:1", "deck-auth:3", "host"]);
  expect(reloaded.read()).toBe("1");
});
