import { expect, test } from "vitest";
import { page } from "vitest/browser";
import { openSession, soon } from "../testing/open-session.ts";
import { stage } from "../ui/testing/stage.tsx";
import { SourcePickerScreen } from "./source-picker-screen.tsx";

const option = (name: string) => page.getByRole("option", { name, exact: false }).first();

async function picking() {
  const flow = await openSession({ sources: 250, config: { sourcesIndex: true } });
  await stage(<SourcePickerScreen session={flow.session} />, { screen: "source-picker", clock: flow.clock });
  return { ...flow, lists: () => flow.requests().filter((request) => request.startsWith("GET /sources")) };
}

test("with an index from the host no page is asked for, and the chosen source is read from the API (P15, R17)", async () => {
  const { host, clock, lists, screen } = await picking();
  host.send({ type: "sources", data: { part: 1, of: 2, items: [{ id: "src_000001", name: "First bank", host: "first.example" }] } });
  host.send({ type: "sources", data: { part: 2, of: 2, items: [{ id: "src_000002", name: null, host: "second.example" }] } });
  await expect.element(option("second.example")).toBeVisible();
  await clock.advance(30_000);
  expect(lists()).toEqual([]);

  await option("First bank").click();
  await clock.advance(soon);
  expect(lists()).toEqual(["GET /sources/src_000001"]);
  expect(screen()).toBe("credentials");
});

test("when the host could not get the index the pages are walked after all (R17)", async () => {
  const { host, clock, lists } = await picking();
  await clock.advance(soon);
  expect(lists()).toEqual([]);
  host.send({ type: "sources", data: { part: 1, of: 0, items: [] } });
  await expect.poll(async () => {
    await clock.advance(soon);
    return lists().length;
  }).toBeGreaterThanOrEqual(3);
});
