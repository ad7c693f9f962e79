import { expect, onTestFinished, test, vi } from "vitest";
import { mostParts } from "./handed-sources.ts";
import { openSession, soon } from "./testing/open-session.ts";

async function flooded() {
  const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
  onTestFinished(() => warn.mockRestore());
  const flow = await openSession({ config: { sourcesIndex: true } });
  await flow.clock.advance(soon);
  const answers = () => flow.posted.filter(({ type }) => type === "backResult").length;
  const flood = (times: number) => {
    for (let count = 0; count < times; count += 1) flow.host.send({ type: "back", data: {} });
  };
  return { ...flow, answers, flood, warn };
}

test("a host that floods is heard a hundred times a second, is told so once, and is heard again in the next (T4)", async () => {
  const { clock, answers, flood, warn, host, session } = await flooded();
  flood(10_000);
  expect(answers()).toBe(100);
  expect(warn).toHaveBeenCalledTimes(1);
  await clock.advance(1_000);
  flood(10_000);
  expect(answers()).toBe(200);
  expect(warn).toHaveBeenCalledTimes(1);
  await clock.advance(1_000);
  host.send({ type: "update", data: { language: "fr-CA" } });
  expect(session.settings.current().language).toBe("fr-CA");
});

test("an index of sources in as many parts as it may have is let through whole, and the host is still heard", async () => {
  const { host, session, answers, flood, warn } = await flooded();
  for (let part = 1; part <= mostParts; part += 1)
    host.send({ type: "sources", data: { part, of: mostParts, items: [{ id: `src_${part}`, name: null, host: "a.example" }] } });
  expect(session.handedSources.current()).toHaveLength(mostParts);
  flood(100);
  expect(answers()).toBe(100);
  expect(warn).not.toHaveBeenCalled();
  // No more of them than that.
  for (let part = 1; part <= mostParts; part += 1) host.send({ type: "sources", data: { part: 1, of: 1, items: [] } });
  expect(session.handedSources.current()).toHaveLength(mostParts);
});
