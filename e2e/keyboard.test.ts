import type { Page } from "@playwright/test";
import type { Demo } from "./demo.ts";
import type { Flow, ScreenName } from "./flow.ts";
import { holdReads } from "./hold-reads.ts";
import { expect, test } from "./parties.ts";

/** What has the focus in the frame: its name as a person would say it. */
async function focusOf(flow: Flow): Promise<string> {
  return flow.root.evaluate((root) => {
    const focused = root.ownerDocument.activeElement;
    if (focused === null || focused === document.body) return "nothing";
    const label = focused instanceof HTMLInputElement || focused instanceof HTMLSelectElement ? focused.labels?.[0]?.textContent : null;
    const [type] = focused instanceof HTMLInputElement && focused.type === "radio" ? ["radio"] : [focused.tagName.toLowerCase()];
    const active = focused.getAttribute("aria-activedescendant");
    const row = active === null ? "" : ` > ${document.getElementById(active)?.querySelector("[data-slot=picker-row-name]")?.textContent ?? "?"}`;
    return `${type} ${focused.getAttribute("aria-label") ?? label ?? focused.textContent}${row}`;
  });
}

/** Presses one key after the other, and says after each what has to have the focus then. */
async function play(page: Page, flow: Flow, script: readonly (readonly [key: string, focused: string | RegExp])[]): Promise<void> {
  for (const [index, [key, focused]] of script.entries()) {
    await page.keyboard.press(key);
    const step = `${index}: ${key}`;
    if (typeof focused === "string") await expect.poll(() => focusOf(flow), step).toBe(focused);
    else await expect.poll(() => focusOf(flow), step).toMatch(focused);
  }
}

async function type(page: Page, flow: Flow, text: string): Promise<void> {
  const before = await focusOf(flow);
  for (const letter of text) {
    await page.keyboard.press(letter);
    expect(await focusOf(flow), `typing ${letter}`).toBe(before);
  }
}

/** Waits for a screen; on the way there and there, the focus is somewhere. */
async function arrive(flow: Flow, screen: ScreenName, focused: string | RegExp): Promise<void> {
  await flow.at(screen);
  await expect.poll(() => focusOf(flow)).toMatch(focused);
}

async function open(demo: Demo, flow: Flow, settings: Parameters<Demo["open"]>[0] = {}): Promise<void> {
  await demo.open(settings);
  // Whether the focus was ever nowhere, while it was in the flow.
  await flow.root.evaluate((root) => {
    const lost: string[] = [];
    Object.assign(window, { lostFocus: lost });
    root.addEventListener("focusout", () =>
      requestAnimationFrame(() =>
        requestAnimationFrame(() => {
          if (document.hasFocus() && document.activeElement === document.body) lost.push(String(root.getAttribute("data-deck-screen")));
        }),
      ),
    );
  });
}
const lostFocus = (flow: Flow) => flow.root.evaluate(() => Reflect.get(window, "lostFocus"));

const search = "input Search by name or website";

test("the whole path by keyboard, with the focus known after every key (R142, A-2, A-11, M25, M88)", async ({ demo, flow, page }) => {
  await open(demo, flow);
  await flow.at("source-picker");
  await expect(flow.options.first()).toBeVisible();
  await demo.tabInto(flow.search);
  await type(page, flow, "qqqq");
  // The first Escape empties the field, and closes nothing (R144).
  await play(page, flow, [["Escape", search]]);
  await expect(flow.search).toHaveValue("");
  await type(page, flow, "northwind b");
  await expect(flow.options.first()).toContainText("Northwind Bank");
  await play(page, flow, [
    ["ArrowDown", `${search} > Northwind Bank`],
    ["ArrowLeft", search],
    ["Tab", "button Clear the search"],
    ["Tab", /^button .*Not listed\?$/],
    ["Shift+Tab", "button Clear the search"],
    ["Shift+Tab", search],
    ["ArrowDown", `${search} > Northwind Bank`],
    ["Enter", "input Username"],
  ]);

  await flow.at("credentials");
  await play(page, flow, [
    ["Tab", "input Password"],
    ["Tab", "button Show password"],
    ["Space", "button Show password"],
  ]);
  await expect(flow.password).toHaveAttribute("type", "text");
  await play(page, flow, [
    ["Tab", "button Continue"],
    ["Shift+Tab", "button Show password"],
    ["Shift+Tab", "input Password"],
    ["Shift+Tab", "input Username"],
    ["Shift+Tab", "button Close"],
    ["Shift+Tab", "button Back"],
    ["Tab", "button Close"],
    ["Tab", "input Username"],
    // Nothing typed: the first field that needs something.
    ["Enter", "input Username"],
  ]);
  await type(page, flow, "user_mfa");
  await play(page, flow, [["Enter", "input Password"]]);
  await type(page, flow, "horse");
  // The prompt is there before anybody could look at the run.
  const letRead = await holdReads(page);
  await page.keyboard.press("Enter");
  await arrive(flow, "task-run", /^h1 (Connecting|Verifying)/);
  await letRead();

  await arrive(flow, "interaction", /^input /);
  await type(page, flow, "000000");
  await page.keyboard.press("Enter");
  await demo.expectPrompts(2);
  await arrive(flow, "interaction", /^input /);
  await expect(flow.code).toHaveValue("");
  await type(page, flow, "123456");
  await play(page, flow, [["Tab", "button Continue"]]);
  await page.keyboard.press("Space");

  await arrive(flow, "success", /^h1 You’re connected$/);
  await play(page, flow, [
    ["Tab", "button Done"],
    ["Shift+Tab", "button Close"],
  ]);
  expect(await lostFocus(flow)).toEqual([]);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(demo.frame).toHaveCount(0);
});

test("a choice by arrow keys, which sends nothing by itself (A-17, R86)", async ({ demo, flow, page, simulator }) => {
  await open(demo, flow, { sourceId: await simulator.sourceId("Northwind Bank") });
  await demo.tabInto(flow.username);
  await type(page, flow, "user_select");
  await play(page, flow, [["Tab", "input Password"]]);
  await type(page, flow, "horse");
  await page.keyboard.press("Enter");
  await arrive(flow, "interaction", /^radio /);
  const radios = flow.frame.getByRole("radio");
  const names = await flow.frame.locator("[data-slot=option]").allTextContents();
  // Nothing chosen: it is asked for, and the focus is there.
  await play(page, flow, [
    ["Enter", `radio ${names[0]}`],
    ["ArrowDown", `radio ${names[1]}`],
    ["ArrowUp", `radio ${names[0]}`],
    ["ArrowDown", `radio ${names[1]}`],
  ]);
  await expect(radios.nth(1)).toBeChecked();
  await flow.at("interaction");
  await play(page, flow, [["Tab", "button Continue"]]);
  await page.keyboard.press("Enter");
  await arrive(flow, "success", /^h1 /);
  expect(await lostFocus(flow)).toEqual([]);
});

test("Tab goes through the flow and out of it, both ways: no trap (A-2)", async ({ demo, flow, page, simulator }) => {
  await open(demo, flow, { sourceId: await simulator.sourceId("Northwind Bank"), close: "0" });
  await demo.tabInto(flow.username);
  const outside = () => page.evaluate(() => document.activeElement?.tagName !== "IFRAME");
  await play(page, flow, [
    ["Tab", "input Password"],
    ["Tab", "button Show password"],
    ["Tab", "button Continue"],
  ]);
  await page.keyboard.press("Tab");
  await expect.poll(outside).toBe(true);
  await page.keyboard.press("Shift+Tab");
  await expect.poll(outside).toBe(false);
  expect(await focusOf(flow)).toBe("button Continue");
  await play(page, flow, [
    ["Shift+Tab", "button Show password"],
    ["Shift+Tab", "input Password"],
    ["Shift+Tab", "input Username"],
  ]);
  await page.keyboard.press("Shift+Tab");
  await expect.poll(outside).toBe(true);
});

test("Escape closes where there is something to close, on any screen; without onClose it does nothing (R138, R139)", async ({ demo, flow, page, simulator }) => {
  const sourceId = await simulator.sourceId("Northwind Bank");
  await open(demo, flow, { sourceId, close: "0" });
  await demo.tabInto(flow.username);
  await type(page, flow, "user_stuck");
  await play(page, flow, [
    ["Escape", "input Username"],
    ["Tab", "input Password"],
  ]);
  await type(page, flow, "horse");
  await page.keyboard.press("Enter");
  await arrive(flow, "task-run", /^h1 /);
  await play(page, flow, [["Escape", /^h1 /]]);
  expect(await demo.calls()).toEqual([]);
});
