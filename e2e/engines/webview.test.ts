import { readStorage } from "../canary.ts";
import { expect, test as base } from "./rig.ts";
import { openApp } from "./webview/app.ts";
import type { App } from "./webview/app.ts";

const word = "canary-7f3a";

const test = base.extend<{ app: App }>({
  app: async ({ display }, provide) => {
    const app = openApp(display);
    await provide(app);
    expect(app.broken, "broken of the page's policy").toEqual([]);
    // It would have been found.
    await app.run(() => fetch("https://evil.test/").then(() => {}, () => {}));
    await expect.poll(() => app.broken).toEqual(["connect-src"]);
    await app.close();
  },
});

const of = (app: App, type: string) => app.heard.filter((message) => message.type === type).map(({ data }) => data);

test("a WebView of WebKitGTK, by URL: the app hears natively what happens, renews the token, and hears nothing that was typed (R145, R151, R155, R156, M67, T44, T46)", async ({ app, addresses, simulator }) => {
  const parameters = { token: await simulator.sessionToken(), sourceId: await simulator.sourceId("Northwind Bank"), taskId: "task_login", externalId: "user-7", closable: "1" };
  await app.load(`${addresses.embed}/?first=credentials#${new URLSearchParams(parameters)}`);
  await app.at("credentials");
  expect(app.heard[0]).toEqual({ channel: "deck-auth", version: 1, type: "ready", data: { nonce: "" } });
  expect(await app.run(() => [location.href, document.referrer])).toEqual([`${addresses.embed}/`, ""]);

  await app.type("[autocomplete=username]", "user_mfa");
  await app.type("[autocomplete=current-password]", `${word} password`);
  // Half an hour and more: the token is dead when the form is sent. What was typed stays, the flow goes on.
  await simulator.advance(31 * 60_000);
  await app.click("button[type=submit]");
  await expect.poll(() => of(app, "tokenRequired").length).toBe(1);
  app.say("token", { token: await simulator.sessionToken() });

  await app.at("interaction");
  await app.type("[autocomplete=one-time-code]", `0${word}`);
  await app.click("button[type=submit]");
  await expect.poll(() => of(app, "event").filter(({ type }) => type === "prompt_shown").length).toBe(2);
  await app.at("interaction");
  await app.type("[autocomplete=one-time-code]", "123456");
  await app.click("button[type=submit]");
  await app.at("success");

  const { credentials, runs } = await simulator.ledger();
  expect([credentials.length, runs.length]).toEqual([1, 1]);
  const success = { credentialId: credentials[0]?.id, externalId: "user-7", taskRunId: expect.stringMatching(/^trun_/), verified: true };
  await expect.poll(() => of(app, "success")).toEqual([success]);
  await app.click('[data-deck-action="close"]');
  await expect.poll(() => of(app, "close")).toEqual([{}]);

  expect(of(app, "event").map(({ type }) => type)).toEqual(expect.arrayContaining(["opened", "screen_shown", "submitted", "stored", "prompt_shown", "answered", "succeeded"]));
  const said = JSON.stringify(app.heard);
  for (const secret of [word, "tk_", "123456"]) expect(said).not.toContain(secret);
  const kept = `${await app.run(readStorage)} ${await app.run(() => document.documentElement.outerHTML)}`;
  for (const secret of [word, "tk_"]) expect(kept).not.toContain(secret);
});

test("a WebView of WebKitGTK: back from a reload to the same prompt of the same run, and one run alone (F10, M58)", async ({ app, addresses, simulator }) => {
  const parameters = { token: await simulator.sessionToken(), sourceId: await simulator.sourceId("Northwind Bank"), taskId: "task_login", language: "fr-CA" };
  await app.load(`${addresses.embed}/#${new URLSearchParams(parameters)}`);
  await app.at("credentials");
  await app.type("[autocomplete=username]", "user_mfa");
  await app.type("[autocomplete=current-password]", `${word} password`);
  await app.click("button[type=submit]");
  await app.at("interaction");

  await app.run(() => void location.reload());
  await expect.poll(() => of(app, "tokenRequired").length).toBe(1);
  app.say("token", { token: await simulator.sessionToken() });
  await app.at("interaction");
  await app.type("[autocomplete=one-time-code]", "123456");
  await app.click("button[type=submit]");
  await app.at("success");
  const { credentials, runs } = await simulator.ledger();
  expect([credentials.length, runs.length]).toEqual([1, 1]);
  expect(app.went.slice(1)).toEqual([`${addresses.embed}/`]);
});
