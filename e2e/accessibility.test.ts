import { AxeBuilder } from "@axe-core/playwright";
import axe from "axe-core";
import type { AxeResults } from "axe-core";
import type { Page } from "@playwright/test";
import type { Flow } from "./flow.ts";
import { expect, test } from "./parties.ts";

const frame = "iframe[data-deck-auth]";

/**
 * All four looks; each changes one thing of the one before. A theme changes colours alone, and nothing of what stands where: so every
 * rule is asked in each theme and each language once, and in the two other looks those about colours.
 */
const looks = [
  { theme: "default", language: "en-US", rules: null },
  { theme: "default", language: "fr-CA", rules: ["color-contrast", "link-in-text-block"] },
  { theme: "dark", language: "fr-CA", rules: null },
  { theme: "dark", language: "en-US", rules: ["color-contrast", "link-in-text-block"] },
] as const;

const frameTitles = { "en-US": "Connect your account", "fr-CA": "Connectez votre compte" };

function expectNone({ violations }: AxeResults, screen: string): void {
  const found = violations.map(({ id, nodes }) => ({ id, targets: nodes.map(({ target, failureSummary }) => `${target.join(" ")}: ${failureSummary}`) }));
  expect(found, screen).toEqual([]);
}

/** What axe has no rule for: the document around the flow, and that its title is ours alone (T21). */
async function expectDocument(page: Page, flow: Flow, language: "en-US" | "fr-CA", screen: string): Promise<void> {
  await expect(page.locator(frame)).toHaveAttribute("title", frameTitles[language]);
  await expect(flow.frame.locator("html")).toHaveAttribute("lang", language);
  await expect(flow.frame.locator("main")).toHaveCount(1);
  await expect(flow.frame.locator("h1")).toHaveCount(1);
  // Who says what they read is understood.
  const misnamed = await flow.frame.locator("button[aria-label]").evaluateAll((buttons) =>
    buttons.filter((button) => !button.getAttribute("aria-label")?.toLowerCase().includes((button.textContent ?? "").trim().toLowerCase())).map((button) => button.outerHTML),
  );
  expect(misnamed, screen).toEqual([]);
  const title = await flow.frame.locator("html").evaluate(() => document.title);
  expect(title, screen).not.toMatch(/northwind|^$/i);
}

/** axe in the frame itself, which is a document with landmarks of its own: from the page around it takes three times as long. */
async function inFrame(page: Page, rules: readonly string[] | null): Promise<AxeResults> {
  const document = await (await page.locator(frame).elementHandle())?.contentFrame();
  if (!document) throw new Error("no frame");
  if (!(await document.evaluate(() => "axe" in window))) await document.evaluate(axe.source);
  return document.evaluate((rules) => {
    // Half-way through an animation nothing has its colour yet.
    for (const animation of window.document.getAnimations()) {
      if (animation.effect?.getComputedTiming().iterations === Number.POSITIVE_INFINITY) animation.cancel();
      else animation.finish();
    }
    const looker: unknown = Reflect.get(window, "axe");
    const only = rules === null ? {} : { runOnly: { type: "rule", values: rules } };
    return Reflect.apply(Reflect.get(Object(looker), "run"), looker, [window.document, { resultTypes: ["violations"], ...only }]);
  }, rules);
}

/** Nothing that axe finds on this screen, in both themes and both languages, which are changed in place; gives its titles. No rule is left out. */
async function inspect(page: Page, flow: Flow, screen: string): Promise<string[]> {
  const titles: string[] = [];
  for (const { theme, language, rules } of looks) {
    await page.getByLabel("Theme", { exact: true }).selectOption(theme);
    await page.getByLabel("Language", { exact: true }).selectOption(language);
    await expect(flow.root).toHaveAttribute("data-theme", theme);
    await expect(flow.root).toHaveAttribute("lang", language);
    await expectDocument(page, flow, language, screen);
    titles.push(await flow.frame.locator("html").evaluate(() => document.title));
    expectNone(await inFrame(page, rules), `${screen}, ${theme}, ${language}`);
  }
  return titles;
}

test("the list: loading, and whole (M86, A-1, A-16)", async ({ demo, flow, page }) => {
  let answer = () => {};
  const held = new Promise<void>((resolve) => (answer = resolve));
  await page.route(/\/v2\/sources\?/, async (route) => {
    await held;
    await route.continue();
  });
  await demo.open({ relay: "0" });
  await flow.at("source-picker");
  await inspect(page, flow, "the list, loading");
  answer();
  await expect(flow.options.first()).toBeVisible();
  await inspect(page, flow, "the list");
});

test("the list: nothing found, not listed, and the page around (M86, A-1, A-16)", async ({ demo, flow, page }) => {
  await demo.open();
  await flow.at("source-picker");
  await expect(flow.options.first()).toBeVisible();
  await flow.search.fill("qqqqqqqq");
  await expect(flow.options).toHaveCount(0);
  await inspect(page, flow, "nothing found");
  await flow.search.fill("");
  await flow.frame.locator("[data-slot=picker-not-listed]").click();
  await expect(flow.frame.getByRole("heading", { level: 2 })).toBeVisible();
  await inspect(page, flow, "not listed");
  expectNone(await new AxeBuilder({ page }).exclude(frame).analyze(), "the page around");
});

test("the list: empty (M86, M24)", async ({ demo, flow, page }) => {
  const nothing = { object: "list", data: [], has_more: false, next_cursor: null, request_id: "req_1" };
  const cors = { "access-control-allow-origin": "*" };
  await page.route(/\/v2\/sources\?/, (route) => route.fulfill({ json: nothing, headers: cors }));
  await demo.open({ relay: "0" });
  await flow.at("source-picker");
  await expect(flow.frame.getByRole("heading", { level: 2 })).toBeVisible();
  await inspect(page, flow, "an empty list");
});

test("the list: failed, offline (M86, M24)", async ({ demo, flow, page }) => {
  await page.route(/\/v2\/sources\?/, (route) => route.abort());
  await demo.open({ relay: "0" });
  const retry = flow.frame.locator('[data-deck-action="retry"]');
  await expect(retry).toBeVisible({ timeout: 60_000 });
  await inspect(page, flow, "a failed list");

  await page.getByLabel("Language", { exact: true }).selectOption("en-US");
  // Only the frame: the page around would complain of its own files.
  await flow.root.evaluate(() => Object.defineProperty(navigator, "onLine", { value: false }));
  await retry.click();
  // What is there is other than before; that the button was gone between the two may be too short to be seen.
  await expect(flow.frame.getByRole("heading", { level: 2 })).toHaveText("You seem to be offline");
  await expect(retry).toBeVisible();
  await inspect(page, flow, "the list, offline");
});

test("loading, and what could not be loaded (M86)", async ({ demo, flow, page, simulator }) => {
  const sourceId = await simulator.sourceId("Northwind Bank");
  let fail = () => {};
  const held = new Promise<void>((resolve) => (fail = resolve));
  await page.route(/\/v2\/sources\/src_/, async (route) => {
    await held;
    await route.abort();
  });
  await demo.open({ sourceId });
  await flow.at("loading");
  await inspect(page, flow, "loading");
  fail();
  await expect(flow.frame.locator('[data-deck-action="retry"]')).toBeVisible({ timeout: 60_000 });
  await inspect(page, flow, "stuck");
});

test("credentials: new, refused here, refused by the API (M86)", async ({ demo, flow, page, simulator }) => {
  const sourceId = await simulator.sourceId("Northwind Bank");
  await demo.open({ sourceId });
  await flow.at("credentials");
  await inspect(page, flow, "the form");
  await flow.submit.click();
  await expect(flow.username).toHaveAttribute("aria-invalid", "true");
  await inspect(page, flow, "the form, refused here");
  const cors = { "access-control-allow-origin": "*" };
  const refusal = { errors: [{ type: "request", code: "input_too_long", message: "", field: "auth_credentials.password" }], request_id: "req_1" };
  await page.route(/\/v2\/credentials$/, (route) =>
    route.request().method() === "POST" ? route.fulfill({ status: 400, json: refusal, headers: cors }) : route.continue(),
  );
  await flow.signIn("user_good");
  await expect(flow.password).toHaveAttribute("aria-invalid", "true");
  await inspect(page, flow, "the form, refused by the API");
});

test("credentials: an update (M86)", async ({ demo, flow, page, simulator }) => {
  const sourceId = await simulator.sourceId("Northwind Bank");
  const credentialId = await simulator.storeCredential(sourceId, "customer-ada");
  await demo.open({ credentialId });
  await flow.at("credentials");
  await inspect(page, flow, "an update");
});

for (const users of [
  ["user_mfa"],
  ["user_question", "user_select"],
  ["user_select_text", "user_multi"],
  ["user_push", "user_unknown_prompt"],
] as const) {
  test(`prompts: ${users.join(", ")} (M86)`, async ({ demo, flow, page, simulator }) => {
    const sourceId = await simulator.sourceId("Northwind Bank");
    for (const user of users) {
      await demo.open({ sourceId });
      await flow.signIn(user);
      await flow.at("interaction");
      await inspect(page, flow, `the prompt of ${user}`);
      if (user !== "user_mfa") continue;
      await flow.answer("000000");
      await demo.expectPrompts(2);
      await flow.at("interaction");
      await inspect(page, flow, "the prompt again");
    }
  });
}

test("the run, and how it ends (M86, A-1)", async ({ demo, flow, page, simulator }) => {
  const sourceId = await simulator.sourceId("Northwind Bank");
  const titles = new Set<string>();
  for (const [user, screen] of [["user_stuck", "task-run"], ["user_good", "success"], ["user_fail", "unverified"], ["user_bad", "error"]] as const) {
    await demo.open({ sourceId });
    await flow.signIn(user);
    await flow.at(screen);
    for (const title of await inspect(page, flow, screen)) titles.add(title);
  }
  // Each screen has a title of its own, in each language.
  expect(titles.size).toBe(8);
});
