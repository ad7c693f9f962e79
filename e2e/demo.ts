import { expect } from "@playwright/test";
import type { Locator, Page } from "@playwright/test";

/** The settings that the demo takes from its address. */
export interface DemoSettings {
  language?: "en-US" | "fr-CA";
  theme?: "default" | "dark";
  sourceId?: string;
  credentialId?: string;
  /** Empty: no task. */
  taskId?: string;
  view?: "status" | "live";
  /** `0`: no `onClose`. */
  close?: "0";
  /** `0`: neither `eventsUrl` nor `sourcesUrl`. */
  relay?: "0";
}

/** What the customer's own page was told. */
export interface Call {
  name: string;
  payload: unknown;
}

/** The customer's page: sign in, open the component, see what it called. */
export class Demo {
  readonly page: Page;
  readonly #address: string;

  constructor(page: Page, address: string) {
    this.page = page;
    this.#address = address;
  }

  get callbacks(): Locator {
    return this.page.locator('[data-demo="callbacks"]');
  }

  get frame(): Locator {
    return this.page.locator("iframe[data-deck-auth]");
  }

  /** Signs in to the demo as "Ada" and opens the component. */
  async open(settings: DemoSettings = {}): Promise<void> {
    // Each time as somebody who comes anew. The page that was there would ask once more, as nobody, and be refused.
    await this.page.goto("about:blank");
    await this.page.context().clearCookies();
    await this.page.goto(`${this.#address}/?${new URLSearchParams({ ...settings })}`);
    const form = this.page.locator('[data-demo="sign-in-form"]');
    await form.getByRole("textbox").fill("Ada");
    await form.locator('[data-demo="sign-in"]').click();
    await this.page.locator('[data-demo="open"]').click();
  }

  /** Goes on from element to element by the Tab key until this one has the focus. */
  async tabInto(target: Locator): Promise<void> {
    await expect(async () => {
      const isThere = () => target.evaluate((element) => element === element.ownerDocument.activeElement && document.hasFocus());
      if (!(await isThere())) await this.page.keyboard.press("Tab");
      expect(await isThere()).toBe(true);
    }).toPass({ intervals: [20] });
  }

  /** The callbacks so far but `onEvent`, in their order, with exactly what they were given. */
  async calls(): Promise<Call[]> {
    return this.callbacks.locator("[data-demo-callback]").evaluateAll((entries) =>
      entries
        .map((entry) => ({
          name: entry.getAttribute("data-demo-callback") ?? "",
          payload: JSON.parse(entry.textContent || "null"),
        }))
        .filter(({ name }) => name !== "onEvent"),
    );
  }

  /** Waits for these callbacks, no other, in this order. */
  async expectCalls(calls: readonly Call[]): Promise<void> {
    await expect.poll(() => this.calls()).toEqual(calls);
  }

  /** The events so far, in their order. */
  async events(): Promise<{ type: string; screen: string }[]> {
    const payloads = await this.callbacks.locator('[data-demo-callback="onEvent"]').allTextContents();
    return payloads.map((text) => JSON.parse(text));
  }

  /** The screens so far, in their order; also those that were there for a moment only. */
  async screens(): Promise<string[]> {
    return (await this.events()).filter(({ type }) => type === "screen_shown").map(({ screen }) => screen);
  }

  /** Waits until the source has asked this often. */
  async expectPrompts(count: number): Promise<void> {
    await expect.poll(async () => (await this.events()).filter(({ type }) => type === "prompt_shown").length).toBe(count);
  }

  /** What the customer's server could confirm with the secret key. */
  async confirmation(): Promise<unknown> {
    const json = await this.page.locator("[data-demo-confirmation]").getAttribute("data-demo-confirmation");
    return JSON.parse(json ?? "null");
  }
}
