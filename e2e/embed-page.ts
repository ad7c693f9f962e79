import { expect } from "@playwright/test";
import type { Page } from "@playwright/test";
import { readStorage } from "./canary.ts";
import { Flow } from "./flow.ts";
import { test as base } from "./parties.ts";
import { watchForTrouble } from "./trouble.ts";

declare global {
  interface Window {
    reportToApp(kind: string, text: string): void;
    ReactNativeWebView?: { postMessage(value: unknown): void };
    webkit?: { messageHandlers: { deckAuth: { postMessage(value: unknown): void } } };
    deckAuthAndroid?: { postMessage(value: unknown): void };
    DeckAuthBridge?: { receive(text: string): void };
  }
}

/** The three kinds of apps that have a bridge. */
export const appKinds = ["ReactNativeWebView", "webkit", "deckAuthAndroid"] as const;
export type AppKind = (typeof appKinds)[number];

export interface Message {
  type: string;
  data: Record<string, unknown>;
}

/** An app around the page, as far as its bridge goes. */
export class App {
  readonly page: Page;
  readonly #heard: { kind: string; text: string }[] = [];

  constructor(page: Page) {
    this.page = page;
  }

  /** Puts the app's bridge into each page that is opened from now on; into the frames of a page as well, where it is none of theirs. */
  async attach(kind: AppKind): Promise<void> {
    await this.page.exposeFunction("reportToApp", (of: string, text: string) => void this.#heard.push({ kind: of, text }));
    await this.page.addInitScript((of) => {
      // An app's bridge takes what its platform can carry: text, or on Apple's any object.
      const postMessage = (value: unknown) => window.reportToApp(`${of} ${typeof value}`, typeof value === "string" ? value : JSON.stringify(value));
      if (of === "webkit") window.webkit = { messageHandlers: { deckAuth: { postMessage } } };
      else window[of] = { postMessage };
    }, kind);
  }

  /** Which bridges were used, and with what. */
  get kinds(): string[] {
    return [...new Set(this.#heard.map(({ kind }) => kind))];
  }

  get messages(): Message[] {
    return this.#heard.map(({ text }) => JSON.parse(text));
  }

  /** Everything that was heard, as text. */
  get text(): string {
    return this.#heard.map(({ text }) => text).join("\n");
  }

  of(type: string): Record<string, unknown>[] {
    return this.messages.filter((message) => message.type === type).map(({ data }) => data);
  }

  /** Types of the messages so far but the events, each run of one type as one. */
  get course(): string[] {
    const types = this.messages.map(({ type }) => type).filter((type) => type !== "event");
    return types.filter((type, index) => type !== types[index - 1]);
  }

  async tell(type: string, data: object = {}): Promise<void> {
    await this.page.evaluate((text) => window.DeckAuthBridge?.receive(text), JSON.stringify({ channel: "deck-auth", version: 1, type, data }));
  }

  /** Waits for a message of this type beyond the ones that were there. */
  async expect(type: string, count = 1): Promise<void> {
    await expect.poll(() => this.of(type).length, { message: `${type} messages` }).toBe(count);
  }
}

/** What a page keeps that a token or a password could be found in. */
export async function readAllOf(page: Page): Promise<string> {
  const kept = await page.evaluate(readStorage);
  const address = await page.evaluate(() => JSON.stringify([location.href, document.referrer, document.documentElement.outerHTML, performance.getEntriesByType("resource").map(({ name }) => name)]));
  return `${kept}${address}`;
}

interface ByUrl {
  app: App;
  /** The flow at the top of `page`. */
  top: Flow;
  /** What the page warned its engineer of. */
  warnings: string[];
  token: string;
  /** The address of a flow. */
  address(parameters: Record<string, string>, query?: Record<string, string>): string;
}

export const test = base.extend<ByUrl>({
  warnings: async ({ context: _fresh }, provide) => provide([]),
  calm: async ({ context, warnings }, provide) => {
    // Pages that tests make up are of the internet to the browser, which has them ask before they reach this machine.
    await context.grantPermissions(["local-network-access"]);
    const trouble = await watchForTrouble(context, warnings);
    await provide();
    trouble.expectNone();
  },
  app: async ({ page }, provide) => provide(new App(page)),
  top: async ({ page }, provide) => provide(new Flow(page)),
  token: async ({ simulator }, provide) => provide(await simulator.sessionToken()),
  address: async ({ embedServer }, provide) => {
    const text = (values: Record<string, string>) => new URLSearchParams(values).toString();
    await provide((parameters, query = {}) => `${embedServer.url}?${text(query)}#${text(parameters)}`);
  },
});

export { expect } from "@playwright/test";
