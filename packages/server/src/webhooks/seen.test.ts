import { createVirtualClock } from "@deck-auth/simulator";
import { expect, it } from "vitest";
import { createSeen } from "./seen.ts";

it("remembers each webhook of ten minutes at 500 a second, for so long may a recorded one be sent again, and not all there ever were (T41)", () => {
  const seen = createSeen(createVirtualClock());
  for (let count = 0; count < 300_000; count += 1) seen.claim(`webhook-${count}`, `evt_${count}`);
  for (const count of [0, 150_000, 299_999]) {
    expect(seen.claim(`webhook-${count}`, `evt_new_${count}`)).toBe(false);
    expect(seen.claim(`webhook-new-${count}`, `evt_${count}`)).toBe(false);
  }
  for (let count = 300_000; count < 410_000; count += 1) seen.claim(`webhook-${count}`);
  expect(seen.claim("webhook-250000", "evt_250000")).toBe(false);
  expect(seen.claim("webhook-0")).toBe(true);
});
