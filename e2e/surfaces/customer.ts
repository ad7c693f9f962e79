import { join } from "node:path";
import { expect } from "@playwright/test";
import type { Locator, Page } from "@playwright/test";
import { end, root, start } from "../../scripts/command.ts";
import { freePort } from "../../scripts/ports.ts";
import { untilItAnswers } from "../../scripts/servers.ts";
import { Flow } from "../flow.ts";
import { test as base } from "../parties.ts";
import type { Call, Settings, Surface } from "./host/settings.ts";
import { buildSite, serveSite } from "./site.ts";

/** The customer's page, with the flow in one of the four surfaces. */
export class Customer {
  readonly page: Page;
  readonly #address: string;
  readonly #common: Pick<Settings, "token" | "embedUrl" | "apiUrl">;
  #surface: Surface = "frame";
  #settings: Settings;

  constructor(page: Page, address: string, common: Pick<Settings, "token" | "embedUrl" | "apiUrl">) {
    this.page = page;
    this.#address = address;
    this.#common = common;
    this.#settings = common;
  }

  get frame(): Locator {
    return this.page.locator("iframe[data-deck-auth]");
  }

  /** What the user sees, wherever it is. */
  get flow(): Flow {
    return new Flow(this.#surface === "inline" ? this.page : this.page.frameLocator("iframe[data-deck-auth]"));
  }

  /** Opens the page and shows the flow; in a dialog its button is pressed. */
  async open(surface: Surface, settings: Partial<Settings> = {}, query = ""): Promise<Flow> {
    await this.page.goto(`${this.#address}${query}`);
    return this.show(surface, settings);
  }

  /** The same in the page that is open. */
  async show(surface: Surface, settings: Partial<Settings> = {}): Promise<Flow> {
    this.#surface = surface;
    this.#settings = { ...this.#common, ...settings };
    await this.page.evaluate(([surface, settings]) => window.surface.show(surface, settings), [surface, this.#settings] as const);
    if (surface === "dialog") await this.page.locator("#open").click();
    return this.flow;
  }

  /** The page renders with other values. */
  async change(settings: Partial<Settings>): Promise<void> {
    this.#settings = { ...this.#settings, ...settings };
    await this.page.evaluate((settings) => window.surface.change(settings), this.#settings);
  }

  async leave(): Promise<void> {
    await this.page.evaluate(() => window.surface.leave());
  }

  async focus(): Promise<void> {
    await this.page.evaluate(() => window.surface.focus());
  }

  /** All callbacks so far, but the events. */
  async calls(): Promise<Call[]> {
    const calls = await this.page.evaluate(() => window.surface.calls);
    return calls.filter(({ name }) => name !== "onEvent" && name !== "onOpenChange");
  }

  async expectCalls(calls: readonly Call[]): Promise<void> {
    await expect.poll(() => this.calls()).toEqual(calls);
  }

  /** What the dialog said of itself. */
  async openChanges(): Promise<unknown[]> {
    const calls = await this.page.evaluate(() => window.surface.calls);
    return calls.filter(({ name }) => name === "onOpenChange").map(({ payload }) => payload);
  }
}

interface Parties {
  customer: Customer;
}

/** The customer's page, and an embed page that it may frame: each on an origin of its own, the two of them on different sites. */
interface Origins {
  host: string;
  embed: string;
}

export const test = base.extend<Parties, { origins: Origins }>({
  origins: [
    async ({ addresses }, provide) => {
      const { simulator } = addresses;
      const [hostPort, embedPort] = [await freePort(), await freePort()];
      const [host, embed] = [`http://localhost:${hostPort}`, `http://127.0.0.1:${embedPort}`];
      const environment = { PORT: String(embedPort), DECK_API_URL: `${simulator}/v2`, DECK_AUTH_PARENT_ORIGINS: host };
      const child = start(process.execPath, [join(root, "apps/embed/src/server/bin.ts")], environment, ["ignore", "ignore", "pipe"]);
      let complaints = "";
      child.stderr?.setEncoding("utf8").on("data", (text: string) => (complaints += text));
      const close = await serveSite(hostPort, await buildSite(), { embed, simulator });
      await untilItAnswers("embed page", child, embed, () => complaints);
      await provide({ host, embed });
      await Promise.all([close(), end(child)]);
    },
    { scope: "worker" },
  ],
  customer: async ({ page, origins, addresses, simulator: party }, provide) => {
    const { embed, host } = origins;
    const token = await party.sessionToken();
    await provide(new Customer(page, `${host}/`, { token, embedUrl: embed, apiUrl: `${addresses.simulator}/v2` }));
  },
});

export { expect } from "@playwright/test";
