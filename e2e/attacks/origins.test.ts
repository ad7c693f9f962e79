import { spellingsOf } from "./origins.ts";
import { RawHost } from "./raw-host.ts";
import { enveloped, expect, frameAt, init, test } from "./rig.ts";

// No browser says these of any page, and a check that reads origins instead of comparing them would take some. So the test says them,
// to the real pages, as events with everything else right: window, nonce, message, port.

test("the embed page takes no init from an origin that is spelled otherwise, and takes it from its own (T5)", async ({ page, flow, strangers, simulator, evilWorld, addresses }) => {
  const spellings = spellingsOf(addresses.demo);
  expect(new Set(spellings).size).toBeGreaterThanOrEqual(40);
  await page.goto(await strangers.settle(addresses.demo));
  const listed = new RawHost(page, addresses.embed);
  await listed.frame();
  await listed.ready();
  const embed = frameAt(page, addresses.embed);
  const deliver = (origins: readonly string[], message: unknown) =>
    embed.evaluate(
      ({ origins, message }) => {
        for (const origin of origins) {
          const { port2 } = new MessageChannel();
          dispatchEvent(new MessageEvent("message", { data: message, origin, source: window.parent, ports: [port2] }));
        }
      },
      { origins, message },
    );

  await deliver(spellings, init(listed.nonce, await evilWorld.sessionToken()));
  expect(await evilWorld.tokensUsed()).toEqual([]);
  await deliver([addresses.demo], init(listed.nonce, await simulator.sessionToken()));
  await flow.at("source-picker");
  // Had one of the others been taken, this one would not have been, and the list would be that one's.
  expect(await evilWorld.tokensUsed()).toEqual([]);
  expect(await simulator.tokensUsed()).toHaveLength(1);
});

test("the host gives its token to no origin that is spelled otherwise, and gives it to its own (T5)", async ({ host, page, simulator, addresses }) => {
  const token = await simulator.sessionToken();
  await host.open();
  await host.ready();
  const nonce = await host.nonce();
  await host.give(token);
  await expect.poll(() => host.events()).toContain("opened");
  // Each `ready` that is taken makes a port and posts an `init`: seen here, before the browser looks where it may go.
  const greetings = (origins: readonly string[]) =>
    page.evaluate(
      ({ origins, message }) => {
        let made = 0;
        const Original = window.MessageChannel;
        window.MessageChannel = class extends Original {
          constructor() {
            super();
            made += 1;
          }
        };
        for (const origin of origins) dispatchEvent(new MessageEvent("message", { data: message, origin, source: window[0] ?? null }));
        window.MessageChannel = Original;
        return made;
      },
      { origins, message: enveloped("ready", { nonce }) },
    );
  expect(await greetings(spellingsOf(addresses.embed))).toBe(0);
  expect(await greetings([addresses.embed])).toBe(1);
});
