import { expect, test } from "vitest";
import { createVirtualClock, sampleInstant } from "./virtual-clock.ts";

test("time stands still until it is moved", async () => {
  const clock = createVirtualClock();
  expect(clock.now()).toBe(sampleInstant);
  await clock.advance(250);
  expect(clock.now()).toBe(sampleInstant + 250);
  expect(createVirtualClock(5).now()).toBe(5);
});

test("timers run in order, each at its own instant; those planned meanwhile run too", async () => {
  const clock = createVirtualClock(0);
  const seen: [string, number][] = [];
  const note = (name: string) => void seen.push([name, clock.now()]);
  clock.after(300, () => note("late"));
  clock.after(100, () => {
    note("early");
    clock.after(50, () => note("planned meanwhile"));
  });
  clock.after(100, () => note("early, second"));
  clock.after(1000, () => note("not yet"));
  await clock.advance(300);
  expect(seen).toEqual([["early", 100], ["early, second", 100], ["planned meanwhile", 150], ["late", 300]]);
});

test("promises settle between timers, and a cancelled timer does not run", async () => {
  const clock = createVirtualClock(0);
  const seen: string[] = [];
  const cancel = clock.after(20, () => seen.push("cancelled"));
  clock.after(10, () => {
    void Promise.resolve()
      .then(() => Promise.resolve())
      .then(() => {
        seen.push("settled");
        cancel();
      });
  });
  clock.after(30, () => seen.push("after"));
  await clock.advance(30);
  expect(seen).toEqual(["settled", "after"]);
});
