// `pnpm screenshots`: each screen in both themes and languages, 420 and 320 px wide, to test-results/screens, for people to look at.
import { mkdir, rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { chromium, expect } from "@playwright/test";
import type { Browser } from "@playwright/test";
import { chromiumArguments, findChromium } from "../scripts/chromium.ts";
import { freePort } from "../scripts/ports.ts";
import { startServers } from "../scripts/servers.ts";
import { Demo } from "./demo.ts";
import type { DemoSettings } from "./demo.ts";
import { Flow } from "./flow.ts";

const folder = fileURLToPath(new URL("../test-results/screens", import.meta.url));
const widths = [420, 320];

interface Looks {
  theme: "default" | "dark";
  language: "en-US" | "fr-CA";
}

/** A visit of the demo, and the means to photograph its card. */
async function visit(browser: Browser, address: string, looks: Looks, settings: DemoSettings = {}) {
  const context = await browser.newContext({ viewport: { width: 1100, height: 1000 }, deviceScaleFactor: 2, reducedMotion: "reduce" });
  const page = await context.newPage();
  const demo = new Demo(page, address);
  const flow = new Flow(page.frameLocator("iframe[data-deck-auth]"));
  await demo.open({ ...settings, ...looks });
  return {
    demo,
    flow,
    async photograph(screen: string): Promise<void> {
      for (const width of widths) {
        await demo.frame.evaluate((frame, pixels) => {
          if (frame instanceof HTMLElement) frame.style.setProperty("width", `${pixels}px`, "important");
        }, width);
        // The frame follows the height of what it shows, a message later.
        await expect.poll(() => flow.frame.locator("html").evaluate((html) => html.scrollHeight <= innerHeight)).toBe(true);
        await demo.frame.screenshot({ path: `${folder}/${screen}-${looks.theme}-${looks.language}-${width}.png`, animations: "disabled" });
      }
    },
    leave: () => context.close(),
  };
}

async function photographPath(browser: Browser, address: string, looks: Looks): Promise<void> {
  const { demo, flow, photograph, leave } = await visit(browser, address, looks);
  await flow.at("source-picker");
  await expect(flow.options.first()).toBeVisible();
  await photograph("1-list");
  await flow.search.fill("qqqqqqqq");
  await photograph("1-nothing-found");
  await flow.search.fill("north");
  await expect(flow.options.first()).toContainText("North");
  await photograph("1-found");
  await flow.pick("Northwind Bank");
  await photograph("2-credentials");
  await flow.submit.click();
  await expect(flow.username).toHaveAttribute("aria-invalid", "true");
  await photograph("2-credentials-refused");
  await flow.signIn("user_mfa");
  await flow.at("interaction");
  await photograph("4-code");
  await flow.answer("000000");
  await demo.expectPrompts(2);
  await flow.at("interaction");
  await photograph("4-code-again");
  await flow.answer("123456");
  await flow.at("success");
  await photograph("5-success");
  await leave();
}

/** Where a user name leads, and what the picture of it is called. */
const screens = {
  user_slow: ["task-run", "3-run"],
  user_question: ["interaction", "4-question"],
  user_fail: ["unverified", "5-unverified"],
  user_bad: ["error", "5-error"],
} as const;

async function photographScreen(browser: Browser, address: string, looks: Looks, user: keyof typeof screens): Promise<void> {
  const { flow, photograph, leave } = await visit(browser, address, looks);
  await flow.pick("Northwind Bank");
  await flow.signIn(user);
  const [screen, name] = screens[user];
  await flow.at(screen);
  await photograph(name);
  await leave();
}

const ports = { simulator: await freePort(), embed: await freePort(), demo: await freePort() };
const servers = await startServers(ports, (problem) => {
  throw problem;
});
const browser = await chromium.launch({ executablePath: findChromium() ?? undefined, args: [...chromiumArguments] });
await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
try {
  for (const theme of ["default", "dark"] as const) {
    for (const language of ["en-US", "fr-CA"] as const) {
      const looks = { theme, language };
      await photographPath(browser, servers.addresses.demo, looks);
      for (const user of ["user_slow", "user_question", "user_fail", "user_bad"] as const)
        await photographScreen(browser, servers.addresses.demo, looks, user);
    }
  }
} finally {
  await browser.close();
  await servers.stop();
}
