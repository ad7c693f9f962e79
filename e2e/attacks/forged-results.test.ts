import type { Frame } from "@playwright/test";
import { Flow } from "../flow.ts";
import { enveloped, expect, frameAt, test } from "./rig.ts";
import { heardBy, post, settled } from "./strangers.ts";

const base = { sessionId: "s", sequence: 1, at: "2026-01-01T00:00:00Z", screen: "success", credentialId: "cred_evil", taskRunId: "trun_evil" };
const error = { type: "auth", code: "auth_invalid", message: "Forged." };

/** Every message that an embed page may say, as it would say it. */
const results = (nonce: string) => [
  enveloped("ready", { nonce }),
  enveloped("resize", { height: 2000 }),
  enveloped("event", { ...base, type: "succeeded", verified: true }),
  enveloped("event", { ...base, type: "source_not_listed" }),
  enveloped("success", { credentialId: "cred_evil", externalId: null, taskRunId: "trun_evil", verified: true }),
  enveloped("success", { credentialId: "cred_evil", externalId: null, taskRunId: "trun_evil", verified: false, error }),
  enveloped("error", { ...error, terminal: true }),
  enveloped("error", { ...error, terminal: false }),
  enveloped("close", {}),
  enveloped("tokenRequired", {}),
  enveloped("navigate", { url: "https://evil.test" }),
  enveloped("backResult", { handled: true }),
];

test("results that anybody but the embed page says, or it says anywhere but on its port, cause no callback (T2)", async ({ host, page, context, simulator, strangers, addresses }) => {
  const evil = await strangers.settle("https://evil.test");
  // The page was opened by a stranger, who keeps hold of it.
  const opener = page;
  await opener.goto(evil);
  const opened = context.waitForEvent("page");
  await opener.evaluate((url) => void (window.opened = window.open(url)), `${addresses.demo}/host/`);
  const hosting = host.in(await opened);
  await hosting.show();
  await hosting.ready();
  const shown = new Flow(hosting.page.frameLocator("iframe[data-deck-auth]"));
  const nonce = await hosting.nonce();
  const [beside, nowhere] = [await hosting.addFrame(evil), await hosting.addFrame("data:text/html,nowhere")];
  const attackers: readonly (readonly [Frame, "opened" | "parent"])[] = [
    [opener.mainFrame(), "opened"],
    [beside, "parent"],
    [nowhere, "parent"],
    [frameAt(hosting.page, addresses.embed), "parent"],
  ];
  const attack = async () => {
    for (const [frame, target] of attackers) await post(frame, target, results(frame === frameAt(hosting.page, addresses.embed) ? "guessed" : nonce), 50);
    for (const [frame, target] of attackers) await settled(frame, target);
    return hosting.calls();
  };

  expect(await attack()).toEqual([]);
  await hosting.give(await simulator.sessionToken());
  await shown.pick("Northwind Bank");
  const [eventsBefore, heightBefore] = await hosting.atRest("credentials");
  expect(await attack()).toEqual([]);
  expect([await hosting.events(), await hosting.frameHeight()]).toEqual([eventsBefore, heightBefore]);
  await shown.signIn("user_good");
  await shown.at("success");
  await expect.poll(() => hosting.calls()).toEqual(["onSuccess"]);
  expect(await attack()).toEqual(["onSuccess"]);

  for (const frame of [opener.mainFrame(), beside, nowhere]) expect(JSON.stringify(await heardBy(frame))).not.toMatch(/tk_|init/);
});

test("a frame that was led elsewhere after its ready hears no token (T3)", async ({ host, page, simulator, strangers, addresses }) => {
  const token = await simulator.sessionToken();
  const evil = await strangers.settle("https://evil.test");
  await host.open();
  await host.ready();
  const nonce = await host.nonce();
  await page.evaluate((url) => window[0]?.location.replace(url), `${evil}#nonce=${nonce}`);
  await expect.poll(() => page.frames().some((frame) => frame.url().startsWith(evil))).toBe(true);
  const frame = frameAt(page, evil);
  await frame.waitForLoadState();
  await post(frame, "parent", results(nonce), 20);
  await host.give(token);
  await post(frame, "parent", results(nonce), 20);
  await settled(frame, "parent");
  await settled(page.mainFrame(), "frames");
  expect(await heardBy(frame)).toEqual([]);
  expect(await host.calls()).toEqual([]);

  // Back where it belongs, it gets the token at once.
  await page.evaluate((url) => window[0]?.location.replace(url), `${addresses.embed}/#nonce=${nonce}`);
  await expect.poll(() => host.events()).toContain("opened");
});
