import { launch } from "puppeteer-core";
import type { Frame } from "puppeteer-core";
import { findEngines, installed } from "../../scripts/engines.ts";
import type { Place, Tab } from "./tab.ts";

/** A tab of a Firefox of its own, driven by WebDriver BiDi. */
export async function openFirefox(): Promise<{ tab: Tab; close(): Promise<void> }> {
  // Puppeteer's own 30 seconds are few for a machine with two busy cores.
  const browser = await launch({ browser: "firefox", executablePath: installed(findEngines().firefox.firefox), headless: true, timeout: 60_000, defaultViewport: { width: 1100, height: 900 } });
  const page = await browser.newPage();
  await page.evaluateOnNewDocument(() => {
    window.broken = [];
    addEventListener("securitypolicyviolation", ({ effectiveDirective }) => window.broken.push(effectiveDirective));
  });
  page.setDefaultTimeout(60_000);

  async function at(place: Place): Promise<Frame> {
    if (place === "page") return page.mainFrame();
    const frame = await (await page.waitForSelector("iframe[data-deck-auth]"))?.contentFrame();
    if (!frame) throw new Error("The frame is gone.");
    return frame;
  }

  const tab: Tab = {
    goto: async (address) => void (await page.goto(address)),
    click: async (place, selector) => (await at(place)).locator(selector).click(),
    type: async (place, selector, text) => (await at(place)).type(selector, text),
    run: async (place, script, argument = "") => (await at(place)).evaluate(script, argument),
    inject: async (place, script) => void (await (await at(place)).evaluate(script)),
    broken: async (place) => (await at(place)).evaluate(() => window.broken),
  };
  return { tab, close: () => browser.close() };
}
