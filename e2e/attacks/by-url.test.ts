import { readAllOf, test as base } from "../embed-page.ts";
import { Flow } from "../flow.ts";
import { Simulator } from "../simulator.ts";
import { framersLike } from "./origins.ts";
import { enveloped, expect, frameAt, loseHeaders, nothingThrown } from "./rig.ts";
import { heardBy, post, settled, Strangers } from "./strangers.ts";

const test = base.extend<{ strangers: Strangers; provoked: string[] }>({
  provoked: async ({ context: _fresh }, provide) => provide([]),
  calm: nothingThrown,
  strangers: async ({ context }, provide) => provide(new Strangers(context)),
});

test("opened by a URL that names a listed page, it says nothing to a stranger who frames it, and takes nothing from one (T1, T5, R161)", async ({ page, context, strangers, address, addresses, embedServer, simulator, token }) => {
  const embed = new URL(embedServer.url).origin;
  await loseHeaders(context, embed, []);
  const evilWorld = new Simulator(addresses.simulator, "sk_live_evil");
  await evilWorld.reset();
  const attack = [
    enveloped("init", { nonce: "", token: await evilWorld.sessionToken(), config: { language: "fr-CA" } }),
    enveloped("token", { token: await evilWorld.sessionToken() }),
    enveloped("update", { language: "fr-CA", closable: true }),
    enveloped("back", {}),
  ];
  const sourceId = await simulator.sourceId("Northwind Bank");
  for (const origin of ["https://evil.test", ...framersLike(addresses.demo)]) {
    await test.step(origin, async () => {
      await page.goto(await strangers.settle(origin));
      await page.evaluate((url) => {
        const frame = document.createElement("iframe");
        frame.src = url;
        document.body.replaceChildren(frame);
      }, address({ token, sourceId, parentOrigin: addresses.demo }));
      const shown = page.frameLocator("iframe").locator("[data-deck-screen=credentials]");
      await expect(shown).toBeVisible();
      await post(page.mainFrame(), "frames", attack, 50);
      const frame = frameAt(page, embed);
      await settled(page.mainFrame(), "frames");
      await settled(frame, "parent");
      expect(await heardBy(page.mainFrame())).toEqual([]);
      await expect(shown).toHaveAttribute("lang", "en-US");
      expect(await frame.locator('[data-deck-action="close"]').count()).toBe(0);
    });
  }
  expect(await evilWorld.tokensUsed()).toEqual([]);
});

test("alone in its window it takes nothing from the listed page that opened it, and says nothing to it, though its address names that page (R161, T1)", async ({ page, context, strangers, address, addresses, embedServer, simulator, token }) => {
  const embed = new URL(embedServer.url).origin;
  // Else the browser would part the two windows.
  await loseHeaders(context, embed, ["cross-origin-opener-policy"]);
  await page.goto(await strangers.settle(addresses.demo));
  const opening = context.waitForEvent("page");
  await page.evaluate((url) => void (window.opened = window.open(url)), address({ token, sourceId: await simulator.sourceId("Northwind Bank"), parentOrigin: addresses.demo }));
  const opened = await opening;
  const top = new Flow(opened);
  await top.at("credentials");
  await post(page.mainFrame(), "opened", [enveloped("update", { language: "fr-CA", closable: true }), enveloped("token", { token: "tk_other" }), enveloped("back", {})], 20);
  await settled(page.mainFrame(), "opened");
  expect((await heardBy(opened.mainFrame())).filter(({ origin, text }) => origin === addresses.demo && text.includes('"back"'))).toHaveLength(20);
  await top.signIn("user_good");
  await top.at("success");
  await expect(top.root).toHaveAttribute("lang", "en-US");
  await expect(top.close).toHaveCount(0);
  await settled(opened.mainFrame(), "opener");
  expect(await heardBy(page.mainFrame())).toEqual([]);
});

test("the way back to it shows nothing again that was typed (T31)", async ({ page, top, app, strangers, address, simulator, token }) => {
  const canary = "canary-7f3a";
  await app.attach("webkit");
  await page.goto(address({ token, sourceId: await simulator.sourceId("Northwind Bank"), closable: "1" }));
  await top.at("credentials");
  await top.username.fill(canary);
  await top.password.fill(canary);
  await page.goto(await strangers.settle("https://elsewhere.test"));
  await page.goBack();
  await app.expect("tokenRequired");
  await app.tell("token", { token: await simulator.sessionToken() });
  await top.at("credentials");
  // By then the browser would have filled in what it kept.
  await top.username.press("End");
  expect([await top.username.inputValue(), await top.password.inputValue()]).toEqual(["", ""]);
  expect(await readAllOf(page)).not.toContain(canary);
});

test("no return address but a listed one is gone to, however like it (T11)", async ({ page, context, top, address, embedServer, token }) => {
  const [listed = "", app = ""] = embedServer.returnUrls;
  const { host } = new URL(listed);
  const went: string[] = [];
  context.on("request", (request) => {
    if (request.isNavigationRequest() && new URL(request.url()).origin !== new URL(embedServer.url).origin) went.push(request.url());
  });
  // Some of each kind; all of them stand beside the function (return-address.test.ts).
  const vectors = [
    "javascript:document.title=1", "java\nscript:alert(1)", "data:text/html,x", "intent://done#Intent;scheme=deckdemo;S.browser_fallback_url=https://evil.test;end", "/\\evil.test",
    `${listed}/`, `${listed}?next=https://evil.test`, ` ${listed}`, encodeURIComponent(listed), listed.replace("http:", "https:"), listed.replace(host, `${host}@evil.test`),
    listed.replace("localhost", "localhost."), app.toUpperCase(), "deckdemo:evil",
  ];
  for (const [index, redirectUrl] of vectors.entries()) {
    await page.goto(address({ token, redirectUrl, closable: "1", state: "s1" }, { n: String(index) }));
    await top.close.click();
    expect(await top.frame.locator("[data-deck-action=return]").count(), redirectUrl).toBe(0);
    expect(page.url(), redirectUrl).toBe(embedServer.url);
  }
  await context.route(`${listed}*`, (route) => route.fulfill({ contentType: "text/html", body: "<!doctype html><title>done</title>" }));
  await page.goto(address({ token, redirectUrl: listed, closable: "1", state: "s1" }));
  // Another page is there: what the ones before it did is done.
  expect(went).toEqual([]);
  expect(context.pages()).toHaveLength(1);
  await top.close.click();
  await page.waitForURL(`${listed}?state=s1`);
});

test("the address of a page says no more than its parameters: not where the API is, nor who may listen (T13)", async ({ page, top, strangers, address, simulator, token }) => {
  await strangers.settle("https://api.evil.test");
  const evil = "https://api.evil.test/v2";
  const names = ["apiUrl", "apiURL", "api_url", "apiBase", "apiBaseUrl", "baseUrl", "base_url", "base", "api", "endpoint", "host", "server", "url", "origin", "DECK_API_URL", "deckApiUrl", "proxy", "imageOrigins", "parentOrigins", "returnUrls"];
  const everything = Object.fromEntries(names.map((name) => [name, evil]));
  const appearance = JSON.stringify({ branding: { logoUrl: `${evil}/logo.png` }, variables: everything });
  await page.goto(address({ ...everything, token, appearance, sourceId: await simulator.sourceId("Northwind Bank"), taskId: "task_login" }, everything));
  await top.signIn("user_good");
  await top.at("success");
  expect(strangers.requests).toEqual([]);
});
