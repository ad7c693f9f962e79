import type { Request } from "@playwright/test";
import type { Flow } from "../flow.ts";
import { RawHost } from "./raw-host.ts";
import { expect, frameAt, test } from "./rig.ts";

const evil = "https://api.evil.test";
const canary = "canary-7f3a";

/** Ways to say where the API is, that a page might take from its address or from its host. */
const spellings = [
  "apiUrl", "apiURL", "api_url", "api-url", "apiBase", "apiBaseUrl", "baseUrl", "baseURL", "base_url", "base", "api", "endpoint",
  "host", "server", "url", "origin", "DECK_API_URL", "deckApiUrl", "connect", "proxy", "imageOrigins", "deployment",
];

test("no address and no message says where requests go (T13)", async ({ page, flow, strangers, simulator, addresses }) => {
  await strangers.settle(evil);
  const everything = Object.fromEntries(spellings.map((name) => [name, `${evil}/v2`]));
  const asParameters = new URLSearchParams({ lang: "en-US", first: "picker", ...everything }).toString();
  await page.goto(await strangers.settle(addresses.demo));
  const before = strangers.requests.length;
  const host = new RawHost(page, addresses.embed);
  await host.frame(asParameters, host.nonce, `&${asParameters}&deployment=${encodeURIComponent(JSON.stringify({ apiUrl: evil }))}`);
  await host.ready();
  const appearance = { ...everything, variables: everything, branding: { ...everything, logoUrl: `${evil}/logo.png` } };
  await host.greet(await simulator.sessionToken(), { ...everything, deployment: everything, appearance, taskId: "task_login" });
  await flow.at("source-picker");
  await host.say("update", { ...everything, appearance });
  await host.say("token", { token: await simulator.sessionToken(), ...everything });
  await flow.pick("Northwind Bank");
  await flow.signIn("user_good");
  await flow.at("success");
  expect(strangers.requests.slice(before)).toEqual([]);
});

test("Enter in a form whose script is gone sends nothing and goes nowhere (T29)", async ({ host, flow, page, context, simulator, addresses, provoked }) => {
  provoked.push("form-action");
  await host.open({ sourceId: await simulator.sourceId("Northwind Bank") });
  await host.give(await simulator.sessionToken());
  await flow.at("credentials");
  const embed = frameAt(page, addresses.embed);
  const requests: string[] = [];
  context.on("request", (request) => requests.push(`${request.method()} ${request.url()} ${request.postData() ?? ""}`));
  await embed.evaluate(() => addEventListener("submit", (event) => event.stopImmediatePropagation(), true));
  const blocked = embed.evaluate(() => new Promise((resolve) => addEventListener("securitypolicyviolation", (event) => resolve(event.violatedDirective), { once: true })));
  await flow.username.fill(canary);
  await flow.password.fill(canary);
  await flow.password.press("Enter");
  expect(await blocked).toBe("form-action");
  expect(await embed.locator("form").evaluateAll((forms) => forms.map((form) => form.getAttribute("method")))).toEqual(["post"]);
  expect(requests.filter((line) => line.includes(canary))).toEqual([]);
  // What stays in the address is how the frame looks, in words that the page knows.
  expect(embed.url()).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?lang=(en-US|fr-CA)&theme=(default|dark|auto)&first=(picker|credentials)$/);
});

/** What no screen may have: a way out that somebody else's page could use. */
async function sweep(flow: Flow, screen: string): Promise<void> {
  const found = await flow.frame.locator("a, area, form[action], iframe, object, embed, base, [target], [onclick], [onload], [style*='url(']").evaluateAll((elements) => elements.map(({ outerHTML }) => outerHTML));
  expect(found, screen).toEqual([]);
}

test("requests go to the embed page's own origin and to the API, carry no cookie and do not say from where; no screen has a link (T12, T32)", async ({ host, flow, page, context, simulator, addresses }) => {
  const reading: Promise<{ url: string; headers: Record<string, string> }>[] = [];
  const read = async (request: Request) => ({ url: request.url(), headers: await request.allHeaders() });
  context.on("request", (request) => {
    if (request.frame() !== page.mainFrame()) reading.push(read(request));
  });
  await context.addCookies([{ name: "session", value: canary, url: addresses.simulator }]);
  await host.open();
  await host.give(await simulator.sessionToken());
  await flow.at("source-picker");
  await sweep(flow, "source-picker");
  await flow.pick("Northwind Bank");
  await sweep(flow, "credentials");
  await flow.signIn("user_mfa");
  await flow.at("interaction");
  await sweep(flow, "interaction");
  await flow.answer("123456");
  await flow.at("success");
  await sweep(flow, "success");

  const seen = await Promise.all(reading);
  const policy = (await page.request.get(addresses.embed)).headers()["content-security-policy"] ?? "";
  const [, listed = ""] = /connect-src ([^;]+)/.exec(policy) ?? [];
  const allowed = new Set([addresses.embed, ...listed.split(" ")]);
  expect(allowed).toEqual(new Set([addresses.embed, addresses.simulator]));
  expect(seen.length).toBeGreaterThan(8);
  expect(seen.filter(({ url }) => !url.startsWith("data:") && !allowed.has(new URL(url).origin)).map(({ url }) => url)).toEqual([]);
  const ofApi = seen.filter(({ url }) => url.startsWith(addresses.simulator));
  expect(ofApi.filter(({ headers }) => "referer" in headers || "cookie" in headers)).toEqual([]);
  expect(JSON.stringify(seen.map(({ url }) => url))).not.toContain("tk_");
});
