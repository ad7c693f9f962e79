import { expect } from "@playwright/test";
import type { Locator, Page } from "@playwright/test";
import { Flow } from "../flow.ts";
import { test as base } from "../parties.ts";
import type { Call, Settings, Surface } from "./host/settings.ts";

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

export const test = base.extend<Parties>({
  customer: async ({ page, customersSite, addresses, simulator: party }, provide) => {
    const { embed, host } = customersSite;
    const token = await party.sessionToken();
    await provide(new Customer(page, `${host}/`, { token, embedUrl: embed, apiUrl: `${addresses.simulator}/v2` }));
  },
});

export { expect } from "@playwright/test";
