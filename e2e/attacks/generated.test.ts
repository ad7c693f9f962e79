import type { Frame } from "@playwright/test";
import { postGenerated } from "./generated-messages.ts";
import { RawHost } from "./raw-host.ts";
import { expect, frameAt, test } from "./rig.ts";
import { heardBy, settled } from "./strangers.ts";

/** What everything inherits from, as it is now. */
const inherited = (frame: Frame) => frame.evaluate(() => [Object.prototype, Array.prototype, Function.prototype].map((one) => Reflect.ownKeys(one).map(String)));

test("ten thousand generated messages to the embed page: from its own listed parent, before and after its init, and over the port (T4)", async ({ page, flow, simulator, strangers, addresses }) => {
  await page.goto(await strangers.settle(addresses.demo));
  const listed = new RawHost(page, addresses.embed);
  await listed.frame();
  await listed.ready();
  const embed = frameAt(page, addresses.embed);
  const before = await inherited(embed);

  await postGenerated(page.mainFrame(), "to the frame", 5_000, 1);
  await settled(page.mainFrame(), "frames");
  await settled(embed, "parent");
  expect(await listed.heard()).toEqual([]);
  expect(await heardBy(page.mainFrame())).toHaveLength(1);
  expect(await simulator.tokensUsed()).toEqual([]);

  await listed.greet(await simulator.sessionToken());
  await flow.pick("Northwind Bank");
  await flow.username.fill("user_good");
  await listed.atRest("credentials");
  const said = (await listed.heard()).length;
  await postGenerated(page.mainFrame(), "over the port", 4_000, 2);
  await postGenerated(page.mainFrame(), "to the frame", 1_000, 3);
  await settled(page.mainFrame(), "frames");
  // The port has an order of its own: what it carries last is taken, so all before it was seen.
  await listed.say("update", { appearance: { theme: "dark" } });
  await expect(flow.root).toHaveAttribute("data-theme", "dark");
  expect(await listed.heard()).toHaveLength(said);
  await expect(flow.username).toHaveValue("user_good");
  await flow.signIn("user_good");
  await flow.at("success");
  expect(await inherited(embed)).toEqual(before);
});

test("ten thousand generated messages to the host: from the frame itself, and from beside (T4)", async ({ host, flow, page, simulator, strangers, addresses }) => {
  const token = await simulator.sessionToken();
  await host.open();
  await host.ready();
  const before = await inherited(page.mainFrame());
  const embed = frameAt(page, addresses.embed);
  const evil = await host.addFrame(await strangers.settle("https://evil.test"));

  await postGenerated(embed, "to the parent", 4_000, 4);
  await postGenerated(evil, "to the parent", 4_000, 5);
  await settled(embed, "parent");
  await settled(evil, "parent");
  expect([await host.calls(), await host.events()]).toEqual([[], []]);

  await host.give(token);
  await flow.pick("Northwind Bank");
  const [events] = await host.atRest("credentials");
  await postGenerated(embed, "to the parent", 2_000, 6);
  await settled(embed, "parent");
  expect([await host.calls(), await host.events()]).toEqual([[], events]);
  await flow.signIn("user_good");
  await flow.at("success");
  await expect.poll(() => host.calls()).toEqual(["onSuccess"]);
  expect(await heardBy(evil)).toEqual([]);
  expect(await inherited(page.mainFrame())).toEqual(before);
});
