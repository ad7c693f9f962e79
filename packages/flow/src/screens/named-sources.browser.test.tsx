import { expect, test } from "vitest";
import { page } from "vitest/browser";
import { openSession, soon } from "../testing/open-session.ts";
import { stage } from "../ui/testing/stage.tsx";
import { SourcePickerScreen } from "./source-picker-screen.tsx";

const options = page.getByRole("option");

async function picking(sourceId: string[]) {
  const flow = await openSession({ sources: 120, config: { sourceId } });
  await stage(<SourcePickerScreen session={flow.session} />, { screen: "source-picker", clock: flow.clock });
  await expect
    .poll(async () => {
      await flow.clock.advance(soon);
      return flow.requests().length;
    })
    .toBeGreaterThan(0);
  return flow;
}

test("several source ids are a picker over just those; unknown and impossible ones are skipped (R20, R23, T17)", async () => {
  const flow = await picking(["src_000001", "src_unknown", "src_../token", "src_000002", "src_000001"]);
  await expect.poll(() => options.elements().length).toBe(2);
  expect(flow.requests().toSorted()).toEqual(["GET /sources/src_000001", "GET /sources/src_000002", "GET /sources/src_unknown"]);
  expect(flow.outcomes()).toEqual([]);
});

test("when none of them exists the flow ends in source_not_found (R23)", async () => {
  const flow = await picking(["src_unknown", "src_nobody"]);
  await expect.poll(() => flow.outcomes()).toMatchObject([{ type: "request", code: "source_not_found" }]);
  expect(flow.screen()).toBe("error");
});
