import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import type { SampleApp } from "../examples/webviews/test/app/sample-app.ts";
import { Flow } from "./flow.ts";
import { expect, test as base } from "./parties.ts";
import { samples } from "./sample-app.ts";
import type { Simulator } from "./simulator.ts";

declare global {
  interface Window {
    app: SampleApp;
    sayToApp(text: string): void;
    ReactNativeWebView?: { postMessage(value: unknown): void };
  }
}

// The samples of docs/webviews.md, as they stand there, in the place of the demo's page: its server gives tokens and confirms.

const test = base.extend<{ signedIn: void }>({
  // The demo's server knows who asks.
  signedIn: [
    async ({ page, context, addresses, simulator: _emptied }, provide) => {
      // Pages that a test makes up are of the internet to the browser, which has them ask before they reach this machine.
      await context.grantPermissions(["local-network-access"]);
      await page.request.post(`${addresses.demo}/api/session`, { headers: { "sec-fetch-site": "same-origin" }, data: { name: "Ada" } });
      await provide();
    },
    { auto: true },
  ],
});

/** Puts files in the place of pages of the demo's origin. */
async function serve(page: Page, files: Record<string, { contentType: string; body: string }>): Promise<void> {
  for (const [address, answer] of Object.entries(files)) await page.route(address, (route) => route.fulfill(answer));
}

/** The session token is refused once, for what is asked next. */
async function refuseToken(simulator: string, operation: string): Promise<void> {
  const fault = { operation, nth: 1, times: 1, fault: "status", error: "request/token_invalid" };
  const answer = await fetch(`${simulator}/_sim/faults`, {
    method: "POST",
    headers: { authorization: "Bearer sk_live_simulator", "content-type": "application/json" },
    body: JSON.stringify(fault),
  });
  expect(await answer.text()).toBeTruthy();
  expect(answer.status).toBeLessThan(300);
}

const onlyCredential = async (simulator: Simulator) => (await simulator.ledger()).credentials.map(({ id }) => id);

test("the plain iframe: token, flow, a renewed token, confirmed by the server, closed (M73, M108)", async ({ page, addresses, simulator }) => {
  const html = readFileSync(join(samples, "iframe/index.html"), "utf8").replace("https://auth.example.com/", `${addresses.embed}/`);
  await serve(page, {
    [`${addresses.demo}/connect/`]: { contentType: "text/html", body: html },
    [`${addresses.demo}/connect/connect.js`]: { contentType: "text/javascript", body: readFileSync(join(samples, "iframe/connect.js"), "utf8") },
  });
  await page.goto(`${addresses.demo}/connect/`);
  await page.getByRole("button", { name: "Connect an account" }).click();
  const flow = new Flow(page.frameLocator("iframe"));
  await flow.pick("Northwind Bank");
  await refuseToken(addresses.simulator, "credentials.create");
  await flow.signIn("user_mfa");
  await flow.at("interaction");
  expect(await simulator.tokensUsed()).toHaveLength(2);

  // Closed on the way, and opened again: the same credential, the same run.
  await flow.close.click();
  await expect(page.locator("iframe")).toHaveCount(0);
  await page.getByRole("button", { name: "Connect an account" }).click();
  await flow.answer("123456");
  await flow.at("success");
  await expect(page.getByRole("status")).toHaveText("Your account is connected.");
  expect(await onlyCredential(simulator)).toHaveLength(1);

  // What comes from anywhere else is nobody's, whatever it says.
  await page.evaluate(() => {
    const heard = new Promise((resolve) => window.addEventListener("message", resolve, { once: true }));
    window.postMessage({ channel: "deck-auth", version: 1, type: "close", data: {} }, "*");
    return heard.then(() => null);
  });
  await expect(page.locator("iframe")).toHaveCount(1);
  await flow.close.click();
  await expect(page.locator("iframe")).toHaveCount(0);
});

/** The sample in one page; what it shows as its WebView in another, with React Native's bridge and nothing else between them. */
async function startApp(page: Page, script: string, addresses: { demo: string; embed: string }) {
  const context = page.context();
  const loaded: string[] = [];
  let inside: Page | null = null;
  await page.exposeFunction("loadInWebView", async (url: string) => {
    loaded.push(url);
    if (inside !== null && !inside.isClosed()) return void (await inside.goto(url));
    const opened = await context.newPage();
    inside = opened;
    const say = (text: string) => page.evaluate(([data, from]) => window.app.hear(data, from), [text, opened.url()] as const);
    await opened.exposeFunction("sayToApp", say);
    await opened.addInitScript(() => (window.ReactNativeWebView = { postMessage: (value) => window.sayToApp(String(value)) }));
    await opened.goto(url);
  });
  await page.exposeFunction("evaluateInWebView", async (text: string) => inside?.evaluate(text));
  await page.exposeFunction("unloadWebView", async () => inside?.close());
  await serve(page, { [`${addresses.demo}/app/`]: { contentType: "text/html", body: `<!doctype html><title>App</title><body><script type="module">${script}</script>` } });
  await page.goto(`${addresses.demo}/app/`);
  await page.evaluate(([embed, server]) => window.app.start(embed, server), [`${addresses.embed}/`, `${addresses.demo}/api/deck-auth`] as const);
  return {
    loaded,
    async webView(): Promise<Page> {
      await expect.poll(() => inside?.isClosed()).toBe(false);
      if (inside === null) throw new Error("There is no page in the WebView.");
      return inside;
    },
    calls: () => page.evaluate(() => window.app.calls),
  };
}

test("React Native: back, a renewed token, a killed page, confirmed by the server (M67, M72, M73, M108, T44)", async ({ page, addresses, simulator, sampleScript }) => {
  const app = await startApp(page, sampleScript, addresses);
  let inside = await app.webView();
  let flow = new Flow(inside);
  const parametersOf = (url = "") => Object.fromEntries(new URLSearchParams(new URL(url).hash.slice(1)));

  await flow.pick("Northwind Bank");
  await page.evaluate(() => window.app.pressBack());
  await flow.at("source-picker");
  await flow.pick("Northwind Bank");
  await refuseToken(addresses.simulator, "credentials.create");
  await flow.signIn("user_mfa");
  await flow.at("interaction");
  expect(await simulator.tokensUsed()).toHaveLength(2);

  // Whatever a message holds, it arrives as it was, and is no script.
  const odd = "\"'`${alert(1)}\\</script>\u2028\u2029é\u0000";
  const script = await page.evaluate((title) => window.app.hostScript("update", { closable: true, copy: { "en-US": { "interaction.title.mfa": title } } }), odd);
  await inside.evaluate(script);
  await expect.poll(() => flow.root.getByRole("heading").first().textContent()).toBe(odd);

  // Only https leads out, only the embed page is loaded and heard.
  const say = (type: string, data: object) => inside.evaluate((text) => window.ReactNativeWebView?.postMessage(text), JSON.stringify({ channel: "deck-auth", version: 1, type, data }));
  for (const url of ["https://help.example.com/", "intent://x", "javascript:alert(1)", "http://help.example.com/"]) await say("navigate", { url });
  await expect.poll(() => page.evaluate(() => window.app.opened)).toEqual(["https://help.example.com/"]);
  const { embed } = addresses;
  const urls = [`${embed}/`, `${embed}/#x`, `${embed}.evil.test/`, `${embed}@evil.test/`, `${embed}0/`, "https://evil.test/", "hearthbook://x"];
  expect(await page.evaluate((all) => all.map((url) => window.app.mayLoad(url)), urls)).toEqual([true, true, false, false, false, false, false]);
  await page.evaluate((from) => window.app.hear('{"channel":"deck-auth","version":1,"type":"close","data":{}}', from), `${embed}.evil.test`);
  expect(await app.calls()).toEqual([]);

  // The system kills the page while the code is fetched: a fresh token, the same credential and run.
  const [credentialId] = await onlyCredential(simulator);
  const again = inside.waitForEvent("load");
  await page.evaluate(() => window.app.killPage("ios"));
  await again;
  expect(app.loaded).toHaveLength(2);
  await flow.at("interaction");
  await page.evaluate(() => window.app.killPage("android"));
  await expect.poll(() => inside.isClosed()).toBe(true);
  inside = await app.webView();
  flow = new Flow(inside);
  const [before, after] = [parametersOf(app.loaded[0]), parametersOf(app.loaded.at(-1))];
  expect(after).toEqual({ ...before, token: expect.stringMatching(/^tk_/), resumeCredentialId: credentialId, resumeTaskRunId: expect.stringMatching(/^trun_/) });
  expect(after["token"]).not.toBe(before["token"]);
  await flow.answer("123456");
  await flow.at("success");
  const confirmed = { credentialId, ownerMatches: true, taskRunId: after["resumeTaskRunId"], verified: true };
  await expect.poll(() => app.calls()).toEqual([confirmed]);
  await page.evaluate(() => window.app.pressBack());
  await expect.poll(() => app.calls()).toEqual([confirmed, "closed"]);
  expect(await onlyCredential(simulator)).toEqual([credentialId]);
});

test("a link back into the app is read for ids alone, with the state that the app gave (T45, M70)", async ({ page, addresses, sampleScript }) => {
  await startApp(page, sampleScript, addresses);
  const read = (link: string) => page.evaluate((url) => window.app.returnedIds(url, "com.example.hearthbook://connected", "s-1"), link);
  const good = "com.example.hearthbook://connected?credentialId=cred_1&taskRunId=trun_1&state=s-1";
  expect(await read(good)).toEqual({ credentialId: "cred_1", taskRunId: "trun_1" });
  expect(await read(good.replace("&taskRunId=trun_1", ""))).toEqual({ credentialId: "cred_1", taskRunId: null });
  for (const bad of [
    good.replace("s-1", "s-2"),
    good.replace("&state=s-1", ""),
    good.replace("cred_1", "../cred_1"),
    `${good}&credentialId=cred_2`,
    `${good}&state=s-1`,
    good.replace("connected?", "connected.evil?"),
    good.replace("com.example", "com.evil"),
  ])
    expect(await read(bad), bad).toBeNull();
});
