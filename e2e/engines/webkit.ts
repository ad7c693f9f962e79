import { expect } from "@playwright/test";
import { Builder, By, Capabilities } from "selenium-webdriver";
import { end, start } from "../../scripts/command.ts";
import { findEngines, installed } from "../../scripts/engines.ts";
import { freePort } from "../../scripts/ports.ts";
import type { Display } from "./display.ts";
import type { Place, Tab } from "./tab.ts";

/** Its driver runs nothing before a page's own scripts: it listens from when it first comes by. The WebView of this engine listens from the start. */
function readBroken(): string[] {
  if (Reflect.get(window, "broken") === undefined) {
    window.broken = [];
    addEventListener("securitypolicyviolation", ({ effectiveDirective }) => window.broken.push(effectiveDirective));
  }
  return window.broken;
}

/** A tab of WebKitGTK's own browser, driven by its WebDriver. */
export async function openWebKit(display: Display): Promise<{ tab: Tab; close(): Promise<void> }> {
  const { driver: program, browser } = findEngines().webkit;
  const port = await freePort();
  const child = start(installed(program), [`--port=${port}`, "--host=127.0.0.1"], display.environment, "ignore");
  const address = `http://127.0.0.1:${port}`;
  await expect(async () => expect((await fetch(`${address}/status`)).ok).toBe(true)).toPass({ timeout: 60_000, intervals: [50] });
  const capabilities = new Capabilities({
    browserName: "MiniBrowser",
    "webkitgtk:browserOptions": { binary: installed(browser), args: ["--automation"] },
  });
  const driver = await new Builder().usingServer(address).withCapabilities(capabilities).build();
  await driver.manage().window().setRect({ x: 0, y: 0, width: 1100, height: 950 });

  async function at(place: Place): Promise<void> {
    await driver.switchTo().defaultContent();
    if (place === "frame") await driver.switchTo().frame(await driver.findElement(By.css("iframe[data-deck-auth]")));
  }

  /** Runs what changes nothing where it runs. A frame that moves to a process of its own is lost to the driver for that moment. */
  async function steadily<Result>(place: Place, run: () => Promise<Result>): Promise<Result> {
    const patience = Date.now() + 60_000;
    for (;;) {
      try {
        await at(place);
        return await run();
      } catch (lost) {
        if (Date.now() > patience || !(lost instanceof Error) || !/^NoSuch(Frame|Window)Error$/.test(lost.name)) throw lost;
      }
    }
  }

  const tab: Tab = {
    goto: (to) => driver.get(to),
    async click(place, selector) {
      await at(place);
      await driver.findElement(By.css(selector)).click();
    },
    async type(place, selector, text) {
      // By a click first, as a person would: WebKit gives an element in a frame no focus that nobody asked for.
      await tab.click(place, selector);
      await driver.actions().sendKeys(text).perform();
    },
    run: (place, script, argument = "") => steadily(place, () => driver.executeScript(script, argument)),
    inject: (place, script) => steadily(place, () => driver.executeScript(script)),
    broken: (place) => steadily(place, () => driver.executeScript(readBroken)),
  };
  return {
    tab,
    async close() {
      await driver.quit();
      await end(child);
    },
  };
}
