import { createVirtualClock } from "@deck-auth/simulator";
import { expect, test } from "vitest";
import type { Keeper } from "../../checkpoint.ts";
import { agingKeeper, longestAway } from "./flow-name.ts";
import { readEntry } from "./history-entry.ts";

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

test("an entry of the history that is not ours is none", () => {
  for (const state of [null, undefined, 1, "x", {}, { nonce: "5f0d" }, { flow: 1, config: {} }, { flow: "a" }, { flow: "a", config: { sourceId: 1 } }]) expect(readEntry(state)).toBeNull();
  expect(readEntry({ flow: "a", config: { taskId: "task_1", apiUrl: "https://evil.test" }, token: "tk_1", ended: null })).toEqual({
    flow: "a",
    config: { taskId: "task_1" },
    parentOrigin: null,
    redirectUrl: null,
    state: null,
    ended: null,
  });
});
