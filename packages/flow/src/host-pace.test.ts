import { describe, expect, onTestFinished, test, vi } from "vitest";
import { mostParts } from "./handed-sources.ts";
import { atCredentials, openSession, soon } from "./testing/open-session.ts";

function mute() {
  const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
  onTestFinished(() => warn.mockRestore());
  return warn;
}

async function flooded() {
  const warn = mute();
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

describe("what holds until something else is said is not lost to a flood", () => {
  /** A theme slider on a fast display: the last position is what the person chose. */
  const slide = (host: Awaited<ReturnType<typeof flooded>>["host"], times: number) => {
    for (let at = 1; at <= times; at += 1) host.send({ type: "update", data: { appearance: { variables: { radius: `${at}px` } } } });
  };
  const radius = (px: number) => ({ variables: { radius: `${px}px` } });

  test("the last look is there when the second is over, drawn once more and not for each that came between", async () => {
    const { clock, host, session } = await flooded();
    let drawn = 0;
    session.settings.subscribe(() => (drawn += 1));
    slide(host, 144);
    expect(session.settings.current().appearance).toEqual(radius(100));
    await clock.advance(999);
    expect(drawn).toBe(100);
    await clock.advance(1);
    expect(session.settings.current().appearance).toEqual(radius(144));
    expect(drawn).toBe(101);
    await clock.advance(10_000);
    expect(drawn).toBe(101);
  });

  test("a newer one that is heard in the next second is not undone by it", async () => {
    const { clock, host, session } = await flooded();
    // At the very moment, and before what is left of the second that ends.
    clock.after(1_000, () => slide(host, 7));
    slide(host, 144);
    await clock.advance(1_000);
    expect(session.settings.current().appearance).toEqual(radius(7));
  });

  test("a stream that was lost is known to be, and a token that came is used", async () => {
    const sent: unknown[] = [];
    const flow = await atCredentials({
      between: (fetch) => (address, init) => {
        sent.push(new Headers(init.headers).get("authorization"));
        return fetch(address, init);
      },
    });
    const { clock, host } = flow;
    mute();
    flow.signIn("user_stuck");
    await clock.advance(30_000);
    host.send({ type: "relay", data: { live: true } });
    // The run is read every 20 seconds from here on.
    await clock.advance(15_000);
    const before = sent.length;
    for (let count = 0; count < 100; count += 1) host.send({ type: "back", data: {} });
    const token = await flow.issueToken();
    host.send({ type: "token", data: { token: "tk_earlier.one" } });
    host.send({ type: "token", data: { token } });
    // What the stream might have said is read at once, with the token that came before.
    host.send({ type: "relay", data: { live: false } });
    await clock.advance(999);
    expect(sent).toHaveLength(before);
    await clock.advance(1);
    expect(sent.slice(before)).toEqual([`Bearer ${token}`]);
    await clock.advance(15_000);
    expect(sent.length - before).toBeGreaterThanOrEqual(4);
  });

  test("with the flow ends what was still to be handed on", async () => {
    const { clock, host, session } = await flooded();
    slide(host, 144);
    session.stop();
    await clock.advance(10_000);
    expect(session.settings.current().appearance).toEqual(radius(100));
  });
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
