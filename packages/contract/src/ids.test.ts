import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { idPrefixes, isId } from "./ids.ts";
import type { IdKind } from "./ids.ts";

describe("ids (deck-api 1.3, design 7.1)", () => {
  test("an id of a kind starts with its prefix, is URL-safe, and has at most 255 characters", () => {
    expect(isId("task", "task_1")).toBe(true);
    expect(isId("taskRun", "trun_A-b_9")).toBe(true);
    expect(isId("source", `src_${"x".repeat(251)}`)).toBe(true);
    expect(isId("source", `src_${"x".repeat(252)}`)).toBe(false);
  });

  test.each([
    "..",
    ".",
    "",
    "task",
    "task_",
    "task_..",
    "task_../../token",
    "task_%2e%2e",
    "task_1?x",
    "task_1#",
    "task_1/",
    "task_1\\",
    "task_1 ",
    " task_1",
    "task_1\u0000",
    "task_1\n",
    "TASK_1",
    "tаsk_1",
    "trun_1",
    "task_a,task_b",
    "task_é",
  ])("%j is no task's id, so it never gets into a path (T17)", (value) => {
    expect(isId("task", value)).toBe(false);
  });

  test.each([null, undefined, 7, ["task_1"], { toString: () => "task_1" }, true])("%j is no id of any kind", (value) => {
    expect(Object.keys(idPrefixes).length).toBe(12);
    expect(isId("task", value)).toBe(false);
  });

  test("no id belongs to two kinds", () => {
    const kinds = Object.keys(idPrefixes).filter((kind): kind is IdKind => kind in idPrefixes);
    fc.assert(
      fc.property(fc.constantFrom(...kinds), fc.stringMatching(/^[A-Za-z0-9_-]{1,60}$/), (kind, rest) => {
        const id = `${idPrefixes[kind]}_${rest}`;
        expect(kinds.filter((other) => isId(other, id))).toEqual([kind]);
      }),
    );
  });

  test("whatever passes stays one segment of a path", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const id = `task_${text}`;
        if (!isId("task", id)) return;
        expect(new URL(`https://api.test/v2/tasks/${id}/run`).pathname).toBe(`/v2/tasks/${id}/run`);
      }),
      { numRuns: 2_000 },
    );
  });
});
