import { expect, it } from "vitest";
import { createNudgeLog } from "./nudge-log.ts";
import type { NudgeLog } from "./nudge-log.ts";

function setUp() {
  const log = createNudgeLog(100, (missed) => missed.forEach((tell) => tell()));
  const listen = (lastId: string | null = null) => {
    const told: string[] = [];
    const ids: string[] = [];
    log.subscribe("trun_1", lastId, {
      nudge({ id, type }) {
        told.push(type);
        ids.push(id);
      },
      missed: () => told.push("resync"),
    });
    return { told, ids };
  };
  return { log, listen };
}

const fill = (log: NudgeLog, from: number, to: number, tag: string) => {
  for (let place = from; place <= to; place += 1) log.append(place, { taskRunId: "trun_1", type: `n${place}` }, `${tag}${place}`);
};

it("tells who listened before anything was known that it may have missed something (F20, F31)", () => {
  const { listen, log } = setUp();
  const early = listen();
  log.begin("abc", 0, 8);
  fill(log, 1, 8, "a");
  expect(early.told).toEqual(["resync"]);
  const late = listen();
  log.append(9, { taskRunId: "trun_1", type: "n9" });
  expect([early.told, late.told]).toEqual([["resync", "n9"], ["n9"]]);
});

it("tells nobody so when nothing had happened yet", () => {
  const { listen, log } = setUp();
  const early = listen();
  log.begin("", 0, 0);
  log.begin("abc", 0, 0);
  fill(log, 1, 1, "a");
  expect(early.told).toEqual(["n1"]);
});

it("takes a page that knows a nudge of a lost history for one that missed something (F31)", () => {
  const { listen, log } = setUp();
  log.begin("abc", 0, 0);
  const first = listen();
  fill(log, 1, 3, "a");
  // A replica that knew one nudge took over, and others took the places of the rest.
  log.begin("abc", 0, 4);
  fill(log, 1, 1, "a");
  fill(log, 2, 4, "b");
  expect(first.told).toEqual(["n1", "n2", "n3", "resync"]);
  expect(listen(first.ids[2] ?? "").told).toEqual(["resync"]);
  expect(listen(first.ids[0] ?? "").told).toEqual(["n4"]);
});

it("tells so a page that came before the nudge in its place was read (F31)", () => {
  const { listen, log } = setUp();
  log.begin("abc", 0, 0);
  const first = listen();
  fill(log, 1, 2, "a");
  log.begin("abc", 0, 2);
  const [other, same] = [listen(first.ids[1]), listen(first.ids[0])];
  expect([other.told, same.told]).toEqual([[], []]);
  fill(log, 1, 1, "a");
  fill(log, 2, 2, "b");
  expect([other.told, same.told]).toEqual([["resync"], ["n2"]]);
});
