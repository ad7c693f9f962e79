import { createVirtualClock } from "@deck-auth/simulator";
import { expect, test } from "vitest";
import { createHandedSources } from "./handed-sources.ts";

const item = (number: number) => ({ id: `src_${number}`, name: null, host: `${number}.example` });

function awaiting() {
  const clock = createVirtualClock();
  const handed = createHandedSources(clock);
  handed.expect();
  return { clock, handed };
}

test("parts make a whole in whatever order they come, and one given twice counts once (M96)", () => {
  const { handed } = awaiting();
  const changes: unknown[] = [];
  handed.subscribe(() => changes.push(handed.current()));
  handed.receive({ part: 2, of: 3, items: [item(2)] });
  handed.receive({ part: 3, of: 3, items: [item(3)] });
  handed.receive({ part: 3, of: 3, items: [item(3)] });
  expect(handed.current()).toBe("awaited");
  handed.receive({ part: 1, of: 3, items: [item(1)] });
  expect(handed.current()).toEqual([item(1), item(2), item(3)]);
  expect(changes).toHaveLength(1);
});

test("parts of another index do not mix with those of the one before", () => {
  const { handed } = awaiting();
  handed.receive({ part: 1, of: 2, items: [item(1)] });
  handed.receive({ part: 2, of: 3, items: [item(9)] });
  expect(handed.current()).toBe("awaited");
});

test.each([
  [0, 2],
  [3, 2],
  [1.5, 2],
  [1, 1e9],
  [Number.NaN, 2],
  [1, -1],
])("part %s of %s is nothing (T4)", (part, of) => {
  const { handed } = awaiting();
  handed.receive({ part, of, items: [item(1)] });
  expect(handed.current()).toBe("awaited");
});

test("a host that could not get the index says so, and one that is silent is not waited for longer than ten seconds", async () => {
  const refused = awaiting();
  refused.handed.receive({ part: 1, of: 0, items: [] });
  expect(refused.handed.current()).toBe("none");

  const silent = awaiting();
  await silent.clock.advance(9_999);
  expect(silent.handed.current()).toBe("awaited");
  await silent.clock.advance(1);
  expect(silent.handed.current()).toBe("none");
  silent.handed.receive({ part: 1, of: 1, items: [item(1)] });
  expect(silent.handed.current()).toEqual([item(1)]);
});
