import { createVirtualClock } from "@deck-auth/simulator";
import { expect, test } from "vitest";
import type { Keeper } from "../../checkpoint.ts";
import { agingKeeper } from "../aging-keeper.ts";
import { longestAway, nameFlow } from "./flow-name.ts";
import { readEntry } from "./history-entry.ts";
import type { Opening } from "./parameters.ts";

test("what was kept half an hour ago is another flow, unless its page was only reloaded (M58)", async () => {
  const clock = createVirtualClock();
  let kept: string | null = null;
  const place: Keeper = { read: () => kept, write: (text) => void (kept = text), remove: () => void (kept = null) };
  const opened = agingKeeper(place, clock, longestAway);
  const reloaded = agingKeeper(place, clock, Infinity);
  expect(opened.read() ?? "").toBe("");
  opened.write("taskRunId=trun_1");
  await clock.advance(longestAway);
  expect(opened.read()).toBe("taskRunId=trun_1");
  await clock.advance(1);
  expect(opened.read()).toBeNull();
  expect(reloaded.read()).toBe("taskRunId=trun_1");
});

test("opened again it is the same flow only at top level and for a person who is named; everybody else's is their own (M58, F25)", async () => {
  const opening = { config: { taskId: "task_1" }, parentOrigin: null, redirectUrl: null, state: null };
  const named = (externalId: string) => ({ ...opening, config: { ...opening.config, externalId } });
  const isSame = async (isFramed: boolean, one: Opening, other: Opening) => (await nameFlow(isFramed, one)) === (await nameFlow(isFramed, other));
  expect(await isSame(false, opening, opening)).toBe(false);
  expect(await isSame(false, named("ann"), named("ann"))).toBe(true);
  expect(await isSame(false, named("ann"), named("bob"))).toBe(false);
  expect(await isSame(true, named("ann"), named("ann"))).toBe(false);
});

test("an entry of the history that is not ours is none", () => {
  for (const state of [null, undefined, 1, "x", {}, { nonce: "5f0d" }, { flow: 1, config: {} }, { flow: "a" }, { flow: "a", config: { externalId: {} } }]) expect(readEntry(state)).toBeNull();
  expect(readEntry({ flow: "a", config: { taskId: "task_1", apiUrl: "https://evil.test" }, token: "tk_1", ended: null })).toEqual({
    flow: "a",
    config: { taskId: "task_1" },
    parentOrigin: null,
    redirectUrl: null,
    state: null,
    ended: null,
  });
});
