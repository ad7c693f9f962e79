import { expect } from "@playwright/test";
import type { BrowserContext, Frame, Page } from "@playwright/test";
import { test as base } from "../parties.ts";
import { Simulator } from "../simulator.ts";
import { HostPage } from "./host-page.ts";
import { keepLogs, Strangers } from "./strangers.ts";

declare global {
  interface Window {
    reportBroken(directive: string): void;
  }
}

interface Attack {
  /** The directives of the embed page's policy that the attack is there to break. */
  provoked: string[];
  strangers: Strangers;
  /** An honest customer's page, on the only listed origin. */
  host: HostPage;
  /** Another customer of Deck, whose token is as real as the host's: credentials must never get there. */
  evilWorld: Simulator;
}

/**
 * Fails the test when anything was thrown in any page, or any page broke its policy, from its first script on. What a refused attack is told in
 * the console is no trouble.
 */
export async function nothingThrown({ context, provoked }: { context: BrowserContext } & Pick<Attack, "provoked">, provide: () => Promise<void>): Promise<void> {
  const thrown: string[] = [];
  const broken: string[] = [];
  await context.exposeBinding("reportBroken", ({ frame }, directive: string) => void (provoked.includes(directive) || broken.push(`${directive} at ${frame.url()}`)));
  await context.addInitScript(() => addEventListener("securitypolicyviolation", ({ effectiveDirective }) => window.reportBroken(effectiveDirective)));
  context.on("weberror", (error) => thrown.push(error.error().message));
  // Pages that tests make up are of the internet to the browser, which has them ask before they reach this machine.
  await context.grantPermissions(["local-network-access"]);
  await keepLogs(context);
  await provide();
  expect(thrown, "what was thrown").toEqual([]);
  expect(broken, "what was broken of a policy").toEqual([]);
}

/** Simulator, embed page and a customer's page, and room for strangers on whatever origin. */
export const test = base.extend<Attack>({
  provoked: async ({ context: _fresh }, provide) => provide([]),
  calm: nothingThrown,
  strangers: async ({ context }, provide) => provide(new Strangers(context)),
  host: async ({ page, addresses, simulator: _emptied, hostScript }, provide) => {
    const host = new HostPage(page, addresses.demo, `${addresses.embed}/`);
    await host.serve(hostScript);
    await provide(host);
  },
  evilWorld: async ({ addresses }, provide) => {
    const world = new Simulator(addresses.simulator, "sk_live_evil");
    await world.reset();
    await provide(world);
  },
});

/** The frame of a page that shows this origin. */
export function frameAt(page: Page, origin: string): Frame {
  const found = page.frames().find((frame) => frame.url().startsWith(origin));
  if (found === undefined) throw new Error(`No frame of ${page.url()} is at ${origin}.`);
  return found;
}

/** As if a proxy in front of the embed page had lost these headers, or parts of its policy: what the page itself does must hold alone. */
export async function loseHeaders(context: BrowserContext, embed: string, headers: readonly string[]): Promise<void> {
  await context.route(
    (url) => url.origin === embed && url.pathname === "/",
    async (route) => {
      const response = await route.fetch();
      const kept = Object.entries(response.headers()).filter(([name]) => !headers.includes(name));
      const policy = kept.map(([name, value]) => [name, name === "content-security-policy" ? value.replace(/frame-ancestors [^;]*; /, "") : value]);
      await route.fulfill({ response, headers: Object.fromEntries(policy) });
    },
  );
}

export const enveloped = (type: string, data: unknown) => ({ channel: "deck-auth", version: 1, type, data });

/** What a host says first; whoever gets it accepted decides where credentials go. */
export const init = (nonce: string, token: string, config: unknown = { taskId: "task_login" }) => enveloped("init", { nonce, token, config });

export { expect } from "@playwright/test";
