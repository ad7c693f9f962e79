import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pageOf, scrolledTo, visibleRows } from "./visible-rows.ts";

const sights = fc.record({ top: fc.nat(700_000), height: fc.integer({ min: 1, max: 900 }), rowHeight: fc.integer({ min: 16, max: 200 }) });

describe("visible rows", () => {
  it("draws few rows, in order, the active one always among them (P12)", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), sights, fc.integer({ min: -1, max: 9_999 }), (count, sight, wanted) => {
        const active = Math.min(wanted, count - 1);
        const rows = visibleRows(count, sight, active);
        expect(rows).toEqual([...new Set(rows)].toSorted((a, b) => a - b));
        expect(rows.every((row) => row >= 0 && row < count)).toBe(true);
        expect(rows.length).toBeLessThanOrEqual(Math.ceil(sight.height / sight.rowHeight) + 15);
        if (active >= 0) expect(rows).toContain(active);
      }),
    );
  });

  it("draws nothing of an empty list", () => {
    expect(visibleRows(0, { top: 0, height: 300, rowHeight: 60 }, -1)).toEqual([]);
  });

  it("scrolls a row wholly into sight, and not at all when it is there", () => {
    fc.assert(
      fc.property(fc.nat(9_999), sights, (row, sight) => {
        const top = scrolledTo(row, sight);
        const start = row * sight.rowHeight;
        if (sight.height >= sight.rowHeight) {
          expect(start).toBeGreaterThanOrEqual(top);
          expect(start + sight.rowHeight).toBeLessThanOrEqual(top + sight.height);
          expect(scrolledTo(row, { ...sight, top })).toBe(top);
        }
      }),
    );
    expect(pageOf({ top: 0, height: 384, rowHeight: 64 })).toBe(5);
  });
});
