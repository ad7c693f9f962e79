import { createVirtualClock } from "@deck-auth/simulator";
import { expect, test } from "vitest";
import { createMemoryTransport } from "../../transports/memory.ts";
import { goBackAtTheEnd } from "./go-back-at-the-end.ts";

const succeeded = { type: "success" as const, data: { credentialId: "cred_1", externalId: null, taskRunId: null, verified: null } };
const closed = { type: "close" as const, data: {} };

function page() {
  const clock = createVirtualClock();
  let times = 0;
  const way = goBackAtTheEnd(clock, () => void (times += 1));
  return { clock, way, transport: way.following(createMemoryTransport(() => {})), times: () => times };
}

test("it goes back four seconds after a success, or at once when it is closed; once in all (T11, M70)", async () => {
  const { clock, transport, times } = page();
  transport.post(succeeded);
  await clock.advance(3_999);
  expect(times()).toBe(0);
  await clock.advance(1);
  expect(times()).toBe(1);
  transport.post(closed);
  expect(times()).toBe(1);

  const early = page();
  early.transport.post(succeeded);
  early.transport.post(closed);
  expect(early.times()).toBe(1);
  await early.clock.advance(10_000);
  expect(early.times()).toBe(1);
});

test("who goes by the link, or leaves the page, is not sent anywhere afterwards", async () => {
  const { clock, way, transport, times } = page();
  transport.post(succeeded);
  way.stopWaiting();
  await clock.advance(10_000);
  expect(times()).toBe(0);
});
