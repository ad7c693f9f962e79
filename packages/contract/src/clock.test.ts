import { afterEach, expect, test, vi } from "vitest";
import { steadyClock, systemClock } from "./clock.ts";

afterEach(() => void vi.useRealTimers());

test.each([86_400_000, -86_400_000])("a machine whose clock is set by %i ms does not move a flow's time (F13)", (skew) => {
  const before = steadyClock.now();
  expect(Math.abs(before - Date.now())).toBeLessThan(1_000);
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + skew });
  expect(Math.abs(systemClock.now() - before)).toBeGreaterThan(86_000_000);
  expect(Math.abs(steadyClock.now() - before)).toBeLessThan(1_000);
});
