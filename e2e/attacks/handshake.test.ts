import type { Frame } from "@playwright/test";
import type { Simulator } from "../simulator.ts";
import { framersLike } from "./origins.ts";
import { RawHost } from "./raw-host.ts";
import { expect, frameAt, init, loseHeaders, test } from "./rig.ts";
import { heardBy, post, settled } from "./strangers.ts";

// Who gets an `init` accepted decides in whose account a password ends up. Attackers here know the nonce, hold a token that is as
// real as the host's, and post five hundred times.

const times = 500;

/** The embed page has taken nothing from anybody: it waits, and said nothing but that it is there. */
async function expectUnmoved(embed: Frame, evil: Frame, evilWorld: Simulator): Promise<void> {
  await settled(evil, "frames");
  await settled(embed, "parent");
  expect(await heardBy(evil)).toEqual([{ origin: new URL(embed.url()).origin, text: JSON.stringify({ channel: "deck-auth", version: 1, type: "ready", data: { nonce: "known" } }) }]);
  await expect(embed.locator("[data-deck-screen]")).toHaveAttribute("data-deck-screen", "loading");
  await expect(embed.getByRole("option")).toHaveCount(0);
  expect(await evilWorld.tokensUsed()).toEqual([]);
}

for (const [where, headers] of [
  ["a stranger's site", {}],
  ["a sandbox without an origin", { "content-security-policy": "sandbox allow-scripts" }],
] as const) {
  test(`no init is taken from a frame beside, on ${where}, before and after the host's own (T1)`, async ({ host, flow, page, simulator, evilWorld, strangers, addresses }) => {
    const evilToken = await evilWorld.sessionToken();
    await host.open();
    await host.ready();
    const evil = await host.addFrame(await strangers.settle("https://evil.test", headers));
    const attack = [init(await host.nonce(), evilToken)];
    const embed = frameAt(page, addresses.embed);

    await post(evil, "siblings", attack, times);
    await settled(evil, "siblings");
    expect(await embed.evaluate(() => window.heard.length)).toBeGreaterThanOrEqual(times);
    expect([await simulator.tokensUsed(), await evilWorld.tokensUsed()]).toEqual([[], []]);

    await host.give(await simulator.sessionToken());
    await flow.at("source-picker");
    await post(evil, "siblings", attack, times);
    await flow.pick("Northwind Bank");
    await post(evil, "siblings", attack, times);
    await flow.signIn("user_good");
    await flow.at("success");

    expect(await evilWorld.tokensUsed()).toEqual([]);
    expect(await simulator.tokensUsed()).toHaveLength(1);
    expect((await simulator.ledger()).credentials).toHaveLength(1);
    expect(await heardBy(evil)).toEqual([]);
  });
}

test("no init is taken from the page that opened it as a window (T1, T12)", async ({ page, context, strangers, addresses, evilWorld }) => {
  const address = await strangers.settle("https://evil.test");
  const token = await evilWorld.sessionToken();
  for (const lost of [[], ["cross-origin-opener-policy"]]) {
    await loseHeaders(context, addresses.embed, lost);
    await page.goto(address);
    const popup = context.waitForEvent("page");
    await page.evaluate((url) => void (window.opened = window.open(url)), `${addresses.embed}/#nonce=known`);
    const embed = await popup;
    await expect(embed.locator("h1")).toBeVisible();
    // The page's own header already takes the opener's hold away; without it, nobody listens.
    const parted = lost.length === 0;
    await expect.poll(() => page.evaluate(() => window.opened?.closed)).toBe(parted);
    await post(page.mainFrame(), "opened", [init("known", token)], times);
    if (!parted) await settled(page.mainFrame(), "opened");
    expect(await embed.evaluate(() => [window.opener === null, window.heard.length > 1])).toEqual([parted, !parted]);
    if (!parted) await settled(embed.mainFrame(), "opener");
    expect(await evilWorld.tokensUsed()).toEqual([]);
    expect(await heardBy(page.mainFrame())).toEqual([]);
    await embed.close();
  }
});

test.describe("where the header that keeps strangers from framing was lost", () => {
  // Ten origins, in three tests, so that no one of them takes the time of all.
  const kinds: Record<string, (demo: string) => string[]> = {
    "a stranger's, or like a listed one by its name": (demo) => ["https://evil.test", ...framersLike(demo).slice(0, 3)],
    "like a listed one by its port or scheme": (demo) => framersLike(demo).slice(3, 6),
    "like a listed one by what people read": (demo) => framersLike(demo).slice(6),
  };
  for (const [kind, originsLike] of Object.entries(kinds))
    test(`no init is taken from a parent whose origin is not on the list: ${kind} (T1, T5)`, async ({ page, context, strangers, addresses, evilWorld }) => {
      await loseHeaders(context, addresses.embed, []);
      const token = await evilWorld.sessionToken();
      const origins = originsLike(addresses.demo);
      expect(origins.length).toBeGreaterThanOrEqual(3);
      for (const origin of origins) {
        await test.step(origin, async () => {
          await page.goto(await strangers.settle(origin));
          const evil = new RawHost(page, addresses.embed);
          await evil.frame();
          await evil.post(init("known", token), times);
          await evil.ready();
          await evil.post(init("known", token), times);
          await expectUnmoved(frameAt(page, addresses.embed), page.mainFrame(), evilWorld);
        });
      }
    });

  test("no init is taken from a parent without an origin, in a listed page (T1)", async ({ context, host, addresses, evilWorld }) => {
    await loseHeaders(context, addresses.embed, []);
    await host.open({ sourceId: "src_none" });
    const evil = await host.addFrame(`data:text/html,<iframe src="${addresses.embed}/?first=picker%23nonce=known"></iframe>`);
    expect(await evil.evaluate(() => window.origin)).toBe("null");
    await expect.poll(() => evil.evaluate(() => window.heard.length)).toBe(1);
    const embed = evil.childFrames()[0];
    if (embed === undefined) throw new Error("The embed page is not there.");
    await post(evil, "frames", [init("known", await evilWorld.sessionToken())], times);
    await expectUnmoved(embed, evil, evilWorld);
  });
});

test("one init is taken: neither an old one, played again, nor a second one is (T1)", async ({ page, flow, strangers, addresses, simulator, evilWorld }) => {
  await page.goto(await strangers.settle(addresses.demo));
  const listed = new RawHost(page, addresses.embed);
  const [first, evil] = [await simulator.sessionToken(), await evilWorld.sessionToken()];

  await listed.frame();
  await listed.ready();
  await listed.post(init("of another frame", evil), times);
  await listed.greet(first);
  await flow.pick("Northwind Bank");
  await listed.post(init("known", evil), times);
  await listed.post(init("known", evil, { sourceId: "src_other" }), times);
  await flow.signIn("user_good");
  await flow.at("success");

  expect(await evilWorld.tokensUsed()).toEqual([]);
  expect(await simulator.tokensUsed()).toHaveLength(1);
});
