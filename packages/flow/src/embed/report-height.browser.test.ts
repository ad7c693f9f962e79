import { createVirtualClock } from "@deck-auth/simulator";
import { expect, onTestFinished, test } from "vitest";
import { reportHeight } from "./report-height.ts";

/** Whatever has a size is measured by now. */
const drawn = () => new Promise<void>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));

function open(height: number) {
  const root = document.createElement("div");
  document.body.append(root);
  onTestFinished(() => root.remove());
  const clock = createVirtualClock();
  const heights: number[] = [];
  const become = async (next: number) => {
    root.style.height = `${next}px`;
    await drawn();
  };
  root.style.height = `${height}px`;
  reportHeight(root, clock, (told) => heights.push(told));
  return { clock, heights, become };
}

test("heights are whole numbers from 0 to 2000, each told once (T7)", async () => {
  const { clock, heights, become } = open(480.25);
  for (const next of [480.25, 480.5, 0, 1_999.5, 5_000, 3_000, 333]) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    await become(next);
    // oxlint-disable-next-line no-await-in-loop
    await clock.advance(100);
  }
  expect(heights).toEqual([481, 0, 2_000, 333]);
});

test("ten in a second at most, and the last one in any case (T7)", async () => {
  const { clock, heights, become } = open(400);
  await drawn();
  expect(heights).toEqual([400]);
  for (let next = 401; next <= 430; next += 1)
    // oxlint-disable-next-line no-await-in-loop
    await become(next);
  expect(heights).toEqual([400]);
  await clock.advance(99);
  expect(heights).toEqual([400]);
  await clock.advance(1);
  expect(heights).toEqual([400, 430]);
  await clock.advance(10_000);
  expect(heights).toEqual([400, 430]);
});
