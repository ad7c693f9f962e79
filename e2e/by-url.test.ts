import { readStorage } from "./canary.ts";
import type { App } from "./embed-page.ts";
import { appKinds, expect, readAllOf, test } from "./embed-page.ts";
import type { Flow } from "./flow.ts";
import { holdReads } from "./hold-reads.ts";
import type { Simulator } from "./simulator.ts";

const word = "canary-7f3a";

const northwind = (simulator: Simulator) => simulator.sourceId("Northwind Bank");

/** The one credential and the one run that there may be. */
async function expectOne(simulator: Simulator): Promise<void> {
  const { credentials, runs } = await simulator.ledger();
  expect({ credentials: credentials.length, runs: runs.length }).toEqual({ credentials: 1, runs: 1 });
}

/** The page is loaded again, and the app has another token for it. */
async function reload(app: App, simulator: Simulator): Promise<void> {
  const asked = app.of("tokenRequired").length;
  await app.page.reload();
  await app.expect("tokenRequired", asked + 1);
  await app.tell("token", { token: await simulator.sessionToken() });
}

async function toPrompt(top: Flow, username = "user_mfa"): Promise<void> {
  await top.signIn(username, word);
  await top.at("interaction");
}

test.describe("in the WebView of an app", () => {
  for (const kind of appKinds)
    test(`the whole flow, and messages without anything that was typed, by the bridge ${kind} (R145, R146, R151, R153, R155, R156, M67)`, async ({ app, top, address, token, simulator }) => {
      await app.attach(kind);
      const sourceId = await northwind(simulator);
      await app.page.goto(address({ token, sourceId, taskId: "task_login", externalId: "user-7" }, { first: "credentials" }));
      await top.at("credentials");
      // An app can read what is in its WebView.
      await expect(top.root).toContainText("straight to Deck");
      await expect(top.root).not.toContainText("never sees it");
      await toPrompt(top);
      await top.answer(`000${word}`);
      await expect.poll(() => app.of("event").filter(({ type }) => type === "prompt_shown").length).toBe(2);
      await top.answer("123456");
      await top.at("success");
      await app.expect("success");

      expect(app.kinds).toEqual([kind === "webkit" ? "webkit object" : `${kind} string`]);
      expect(app.messages[0]).toEqual({ channel: "deck-auth", version: 1, type: "ready", data: { nonce: "" } });
      expect(app.of("ready")).toHaveLength(1);
      expect(app.of("resize").length).toBeGreaterThan(1);
      expect(app.of("success")).toEqual([
        { credentialId: expect.stringMatching(/^cred_/), externalId: "user-7", taskRunId: expect.stringMatching(/^trun_/), verified: true },
      ]);
      expect(app.text).not.toContain(word);
      expect(app.text).not.toContain("tk_");
      expect(app.text).not.toContain("123456");
      await expectOne(simulator);
    });

  test("the bridge into the page is frozen, takes messages, and throws at nothing (T44)", async ({ app, top, address, token }) => {
    await app.attach("ReactNativeWebView");
    await app.page.goto(address({ token, closable: "1" }));
    await top.at("source-picker");
    const tampered = await app.page.evaluate(() => {
      const bridge = window.DeckAuthBridge;
      Reflect.set(window, "DeckAuthBridge", { receive: () => {} });
      Reflect.deleteProperty(window, "DeckAuthBridge");
      if (bridge !== undefined) Reflect.set(bridge, "receive", () => {});
      for (const text of ["", "{", "null", "{}", '{"channel":"deck-auth"}', "x".repeat(200_000)]) bridge?.receive(text);
      return window.DeckAuthBridge !== bridge || !Object.isFrozen(bridge);
    });
    expect(tampered).toBe(false);
    await app.tell("update", { language: "fr-CA", closable: false });
    await expect(top.root).toHaveAttribute("lang", "fr-CA");
    await expect(top.close).toHaveCount(0);
    await app.tell("focus");
    await expect(top.search).toBeFocused();
  });

  test("Android's back button goes a step back, or says that it could not (M72)", async ({ app, top, address, token }) => {
    await app.attach("deckAuthAndroid");
    await app.page.goto(address({ token }));
    await top.pick("Northwind Bank");
    await app.tell("back");
    await top.at("source-picker");
    await app.tell("back");
    await app.expect("backResult", 2);
    expect(app.of("backResult")).toEqual([{ handled: true }, { handled: false }]);
  });

  test("a close button and a close message only with closable (R152)", async ({ app, top, address, token }) => {
    await app.attach("webkit");
    await app.page.goto(address({ token }));
    await top.at("source-picker");
    await expect(top.close).toHaveCount(0);
    await app.page.keyboard.press("Escape");
    await app.page.goto(address({ token, closable: "1", language: "fr-CA" }));
    await top.close.click();
    await app.expect("close");
  });

  test("an outside link, of which the flow has none yet, would be for the app to open: one put into the page is handed over, https alone", async ({ app, top, address, token }) => {
    await app.attach("ReactNativeWebView");
    await app.page.goto(address({ token }));
    await top.at("source-picker");
    await app.page.evaluate(() => {
      for (const href of ["http://outside.test/", "https://outside.test/help"]) {
        const link = document.createElement("a");
        Object.assign(link, { href, target: "_blank", rel: "noopener", textContent: href });
        document.body.append(link);
        link.click();
      }
    });
    await app.expect("navigate");
    expect(app.of("navigate")).toEqual([{ url: "https://outside.test/help" }]);
    expect(app.page.context().pages()).toHaveLength(1);
  });

  test("a bridge that throws is survived", async ({ app, top, address, token, warnings, simulator }) => {
    await app.page.addInitScript(() => {
      window.ReactNativeWebView = {
        postMessage: () => {
          throw new Error("no");
        },
      };
    });
    await app.page.goto(address({ token, sourceId: await northwind(simulator) }));
    await top.signIn("user_good");
    await top.at("success");
    expect(warnings.join()).toContain("bridge");
  });
});

test.describe("without a token that could be one (R150)", () => {
  const poor: Record<string, Record<string, string>> = { none: {}, "a secret key": { token: "sk_live_simulator" }, "an empty one": { token: "" } };
  for (const [name, parameters] of Object.entries(poor))
    test(`${name}: a readable screen and an error, and nothing is asked of the API`, async ({ app, top, address, simulator }) => {
      await app.attach("ReactNativeWebView");
      await app.page.goto(address({ ...parameters, taskId: "task_login" }));
      await top.at("error");
      await expect(top.frame.getByRole("heading")).toHaveCount(1);
      await expect.poll(() => app.of("error")).toEqual([{ type: "request", code: "token_invalid", message: expect.any(String), terminal: true }]);
      expect((await simulator.ledger()).requests.filter(({ path }) => !/\/(token|event-destinations)$/.test(path))).toEqual([]);
    });
});

test("nobody's parameters break the page; each that is ignored is named (R149)", async ({ page, top, address, token, warnings }) => {
  const twice = `${address({ token, appearance: "{", copy: "[]", language: "xx", taskRunView: "?", redirectUrl: "javascript:alert(1)" })}&taskId=a&taskId=b`;
  await page.goto(twice);
  await top.at("source-picker");
  for (const name of ["appearance", "copy", "taskId", "redirectUrl"]) expect(warnings.join()).toContain(`"${name}"`);
  expect(warnings.join()).not.toContain("alert");
});

test("the token is in no address, history, referrer, log or storage, from the fragment and from the query (R157, T46, M65)", async ({ page, top, address, token, embedServer, simulator, warnings }) => {
  const requests: string[] = [];
  page.on("request", (request) => {
    // The address that was opened is the one request that can know a query.
    if (!request.isNavigationRequest()) requests.push(`${request.url()} ${request.headers()["referer"] ?? ""}`);
  });
  for (const opened of [address({ token, taskId: "task_login" }), address({}, { token, taskId: "task_login" })]) {
    await page.goto(opened);
    await top.at("source-picker");
    await top.pick("Northwind Bank");
    await toPrompt(top);
    expect(page.url()).toBe(embedServer.url);
    const kept = await readAllOf(page);
    expect(kept).toContain("task_login");
    expect(kept).not.toContain("tk_");
    expect(kept).not.toContain(word);
    expect(kept).not.toContain("user_mfa");
    await page.goto("about:blank");
    await page.goBack();
    expect(page.url()).toBe(embedServer.url);
    await page.evaluate(() => sessionStorage.clear());
  }
  expect(requests.filter((line) => line.includes("tk_"))).toEqual([]);
  expect(embedServer.log()).not.toContain("tk_");
  expect(warnings.filter((text) => text.includes("query"))).toHaveLength(1);
  expect((await simulator.ledger()).credentials).toHaveLength(2);
});

test.describe("a page that is loaded again comes back to where it was (F10, F11, M58)", () => {
  test("at each step: one credential, one run, the same prompt (R54)", async ({ app, top, address, token, simulator }) => {
    await app.attach("ReactNativeWebView");
    await app.page.goto(address({ token, taskId: "task_login", language: "fr-CA", appearance: JSON.stringify({ theme: "dark" }) }));
    await top.at("source-picker");
    await reload(app, simulator);
    await top.pick("Northwind Bank");
    await reload(app, simulator);
    await top.at("credentials");
    await expect(top.root).toHaveAttribute("lang", "fr-CA");
    await expect(top.root).toHaveAttribute("data-theme", "dark");
    await expect(app.page.locator("html")).toHaveCSS("color-scheme", "dark");
    const letRead = await holdReads(app.page);
    await top.signIn("user_mfa_question", word);
    await top.at("task-run");
    await reload(app, simulator);
    await letRead();
    await top.at("interaction");
    await reload(app, simulator);
    await top.at("interaction");
    await top.code.fill("1234");
    await reload(app, simulator);
    await top.at("interaction");
    await expect(top.code).toHaveValue("");
    await top.answer("123456");
    await expect.poll(() => app.of("event").filter(({ type }) => type === "answered").length).toBe(1);
    await reload(app, simulator);
    await expect(top.code).toHaveCount(0);
    await top.answer("smith");
    await top.at("success");
    await expectOne(simulator);
    await app.expect("success");
    expect(app.of("event").filter(({ type }) => type === "resumed").length).toBeGreaterThanOrEqual(4);
    expect(await app.page.evaluate(readStorage)).not.toContain("trun_");

    const asked = app.of("tokenRequired").length;
    await app.page.reload();
    await top.at("error");
    await expect(top.frame.getByRole("heading", { name: "C’est terminé ici" })).toBeVisible();
    expect(app.of("tokenRequired")).toHaveLength(asked);
    await expectOne(simulator);
  });

  for (const [what, path] of [
    ["the credential was being stored", "**/v2/credentials"],
    ["the run was being started", "**/v2/tasks/*/run"],
  ] as const)
    test(`while ${what}: the same request, whether it arrived or not`, async ({ app, top, address, token, simulator }) => {
      await app.attach("webkit");
      // It arrives, and its answer never does.
      let lost = 0;
      await app.page.route(path, async (route) => {
        if (route.request().method() === "POST" && lost === 0) {
          await route.fetch();
          lost += 1;
        } else await route.continue();
      });
      await app.page.goto(address({ token, taskId: "task_login", sourceId: await northwind(simulator) }));
      await top.signIn("user_mfa", word);
      await expect.poll(() => lost).toBe(1);
      await reload(app, simulator);
      if (path.endsWith("credentials")) await top.signIn("user_mfa", word);
      await top.at("interaction");
      await top.answer("123456");
      await top.at("success");
      await expectOne(simulator);
    });

  test("killed, and opened by the app again for the same person, with another token; for nobody in particular it is a new flow", async ({ app, top, address, token, simulator }) => {
    await app.attach("deckAuthAndroid");
    const sourceId = await northwind(simulator);
    const anyone = { sourceId, taskId: "task_login" };
    const parameters = { ...anyone, externalId: "user-7", state: "s1" };
    await app.page.goto(address({ token, ...parameters }));
    await toPrompt(top);
    await app.page.goto("about:blank");
    await app.page.goto(address({ ...parameters, token: await simulator.sessionToken() }));
    await top.at("interaction");
    await top.answer("123456");
    await top.at("success");
    await expectOne(simulator);
    expect(app.of("tokenRequired")).toEqual([]);

    // The next person in this tab: an address that names nobody leads to nobody's flow.
    await app.page.goto("about:blank");
    await app.page.goto(address({ ...anyone, token: await simulator.sessionToken() }));
    await toPrompt(top);
    await app.page.goto("about:blank");
    await app.page.goto(address({ ...anyone, token: await simulator.sessionToken() }));
    await top.at("credentials");
  });

  test("on another device of the app, by the ids that it was told", async ({ page, context, top, address, token, simulator }) => {
    await page.goto(address({ token, sourceId: await northwind(simulator), taskId: "task_login" }));
    await toPrompt(top);
    const { id: resumeCredentialId } = (await simulator.ledger()).credentials[0] ?? { id: "" };
    const kept = await page.evaluate(() => Object.values(sessionStorage).join());
    const resumeTaskRunId = /trun_\w+/.exec(kept)?.[0] ?? "";
    const other = await context.newPage();
    await other.goto(address({ token, resumeCredentialId, resumeTaskRunId }));
    await expect(other.locator("[data-deck-screen=interaction]")).toBeVisible();
    await expectOne(simulator);
  });

  test("with storage that throws as well (F29)", async ({ app, page, top, address, token, simulator }) => {
    await app.attach("webkit");
    await page.addInitScript(() => {
      for (const name of ["sessionStorage", "localStorage"])
        Object.defineProperty(window, name, {
          get() {
            throw new DOMException("refused", "SecurityError");
          },
        });
    });
    await page.goto(address({ token, sourceId: await northwind(simulator), taskId: "task_login" }));
    await toPrompt(top);
    await reload(app, simulator);
    await top.at("interaction");
    await top.answer("123456");
    await top.at("success");
    await expectOne(simulator);
    expect(JSON.stringify(await page.evaluate(() => history.state))).not.toMatch(/trun_|canary|tk_/);
  });

  test("in the component's frame as well", async ({ demo, flow, page, simulator }) => {
    await demo.open();
    await flow.pick("Northwind Bank");
    await toPrompt(flow);
    const frame = page.frames().find((one) => one !== page.mainFrame());
    await frame?.evaluate(() => location.reload());
    await demo.expectPrompts(2);
    await flow.answer("123456");
    await flow.at("success");
    await expectOne(simulator);
  });

  test("where nobody can give it another token it says so, and leads back (T11)", async ({ page, top, address, token, simulator, embedServer }) => {
    const [redirectUrl = ""] = embedServer.returnUrls;
    await page.goto(address({ token, sourceId: await northwind(simulator), taskId: "task_login", redirectUrl, state: "s 1" }));
    await toPrompt(top);
    await page.reload();
    await expect(top.frame.getByRole("heading", { name: "This page was reloaded" })).toBeVisible();
    const back = new URL((await top.frame.locator("[data-deck-action=return]").getAttribute("href")) ?? "");
    expect(back.href.startsWith(`${redirectUrl}?`)).toBe(true);
    expect([...back.searchParams]).toEqual([
      ["credentialId", expect.stringMatching(/^cred_/)],
      ["taskRunId", expect.stringMatching(/^trun_/)],
      ["state", "s 1"],
    ]);
    await expectOne(simulator);
  });
});

test("a page that comes back from the browser's cache has empty forms (T31)", async ({ page, top, address, token, simulator }) => {
  await page.goto(address({ token, sourceId: await northwind(simulator) }));
  await top.at("credentials");
  await top.username.fill("user_good");
  await top.password.fill(word);
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true })));
  await expect(top.username).toHaveValue("");
  await expect(top.password).toHaveValue("");
});

test.describe("going back by itself (T11, M70)", () => {
  const done = { name: "done", body: "<!doctype html><title>done</title>" };

  test("after a success, with ids and state alone", async ({ page, top, address, token, simulator, embedServer }) => {
    const [redirectUrl = ""] = embedServer.returnUrls;
    // What is shown until it goes back stays until it was looked at.
    let looked = () => {};
    const held = new Promise<void>((resolve) => (looked = resolve));
    await page.context().route(`${redirectUrl}*`, async (route) => {
      await held;
      await route.fulfill({ contentType: "text/html", body: done.body });
    });
    await page.goto(address({ token, sourceId: await northwind(simulator), taskId: "task_login", externalId: "user-7", redirectUrl, state: "s1" }));
    await top.signIn("user_good", word);
    await top.at("success");
    await expect(top.frame.locator("[data-deck-action=return]")).toBeVisible();
    looked();
    await page.waitForURL(`${redirectUrl}?**`);
    const { searchParams } = new URL(page.url());
    expect([...searchParams.keys()]).toEqual(["credentialId", "taskRunId", "state"]);
    expect(page.url()).not.toMatch(/tk_|canary|user-7/);
  });

  test("when it is closed, at once; from an error by its button, when it was read", async ({ page, top, address, token, simulator, embedServer }) => {
    const [redirectUrl = ""] = embedServer.returnUrls;
    await page.context().route(`${redirectUrl}*`, (route) => route.fulfill({ contentType: "text/html", body: done.body }));
    const parameters = { token, sourceId: await northwind(simulator), taskId: "task_login", redirectUrl, closable: "1" };
    await page.goto(address(parameters));
    await top.close.click();
    await page.waitForURL(redirectUrl);
    await page.goto(address(parameters));
    await top.signIn("user_bad");
    await top.at("error");
    await top.frame.locator("[data-deck-action=return]").click();
    await page.waitForURL(`${redirectUrl}?credentialId=*&taskRunId=*`);
  });

  test("not to an address that is not listed", async ({ page, top, address, token, simulator, warnings }) => {
    for (const redirectUrl of ["https://evil.test/done", "javascript:alert(1)", "DECKDEMO://done"]) {
      await page.goto(address({ token, sourceId: await northwind(simulator), redirectUrl, closable: "1" }));
      await top.signIn("user_good");
      await top.at("success");
      await expect(top.frame.locator("[data-deck-action=return]")).toHaveCount(0);
      await top.close.click();
    }
    expect(warnings).toHaveLength(3);
    expect(page.url()).toMatch(/^http:\/\/127\.0\.0\.1/);
  });
});

test.describe("in a plain iframe (R145, R154, R161)", () => {
  const host = (embed: string) => `<!doctype html><title>Host</title><script>
    window.heard = [];
    addEventListener("message", (event) => heard.push({ origin: event.origin, ...event.data }));
  </script><iframe src="${embed.replaceAll("&", "&amp;")}" width="420" height="700"></iframe>`;

  test("talks to the origin that it was given, and to nobody else", async ({ page, address, addresses, token, simulator, embedServer, app }) => {
    await app.attach("ReactNativeWebView");
    const embed = address({ token, sourceId: await northwind(simulator), taskId: "task_login", parentOrigin: addresses.demo, closable: "1" });
    await page.route(`${addresses.demo}/plain`, (route) => route.fulfill({ contentType: "text/html", body: host(embed) }));
    await page.goto(`${addresses.demo}/plain`);
    const frame = page.frameLocator("iframe");
    await frame.locator("[autocomplete=username]").fill("user_good");
    await frame.locator("[autocomplete=current-password]").fill(word);
    const tell = (type: string, data: object) =>
      page.evaluate(([message]) => window.frames[0]?.postMessage(message, "*"), [{ channel: "deck-auth", version: 1, type, data }]);
    await tell("update", { language: "fr-CA", closable: false });
    await expect(frame.locator("[data-deck-screen]")).toHaveAttribute("lang", "fr-CA");
    await frame.locator("button[type=submit]").click();
    await expect(frame.locator("[data-deck-screen=success]")).toBeVisible();
    const hear = (): Promise<{ origin: string; type: string }[]> => page.evaluate("window.heard");
    await expect.poll(async () => (await hear()).map(({ type }) => type)).toContain("success");
    const heard = await hear();
    expect(heard.filter(({ type }) => type === "ready")).toHaveLength(1);
    expect(new Set(heard.map(({ origin }) => `${origin}/`))).toEqual(new Set([embedServer.url]));
    expect(JSON.stringify(heard)).not.toMatch(/tk_|canary/);
    // The bridge in the page is the page's, not the frame's.
    expect(app.messages).toEqual([]);
    await expectOne(simulator);
  });

  for (const [name, parentOrigin] of Object.entries({ "no origin": "", "one that is not listed": "https://evil.test", "an opaque one": "null" }))
    test(`with ${name} nothing is said but "ready", and nothing is heard (T5)`, async ({ page, address, addresses, token, simulator, warnings }) => {
      const embed = address({ token, sourceId: await northwind(simulator), parentOrigin });
      await page.route(`${addresses.demo}/plain`, (route) => route.fulfill({ contentType: "text/html", body: host(embed) }));
      await page.goto(`${addresses.demo}/plain`);
      const frame = page.frameLocator("iframe");
      await expect(frame.locator("[data-deck-screen=credentials]")).toBeVisible();
      await page.evaluate(() => window.frames[0]?.postMessage({ channel: "deck-auth", version: 1, type: "update", data: { language: "fr-CA" } }, "*"));
      await frame.locator("[autocomplete=username]").fill("user_good");
      await frame.locator("[autocomplete=current-password]").fill(word);
      await frame.locator("button[type=submit]").click();
      await expect(frame.locator("[data-deck-screen=success]")).toHaveAttribute("lang", "en-US");
      const heard: { type: string }[] = await page.evaluate("window.heard");
      expect(heard.map(({ type }) => type)).toEqual(["ready"]);
      expect(warnings).toHaveLength(parentOrigin === "" ? 0 : 1);
    });

  test("two frames that were opened with the same are two flows (F25)", async ({ page, address, addresses, token, simulator }) => {
    const embed = address({ token, sourceId: await northwind(simulator), taskId: "task_login", parentOrigin: addresses.demo });
    await page.route(`${addresses.demo}/plain`, (route) => route.fulfill({ contentType: "text/html", body: host(embed) + host(embed) }));
    await page.goto(`${addresses.demo}/plain`);
    const first = page.frameLocator("iframe >> nth=0");
    const second = page.frameLocator("iframe >> nth=1");
    for (const frame of [first, second]) {
      await frame.locator("[autocomplete=username]").fill("user_mfa");
      await frame.locator("[autocomplete=current-password]").fill(word);
      await frame.locator("button[type=submit]").click();
      await expect(frame.locator("[data-deck-screen=interaction]")).toBeVisible();
    }
    const { runs } = await simulator.ledger();
    expect(runs).toHaveLength(2);
  });
});
