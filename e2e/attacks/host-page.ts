import { fileURLToPath } from "node:url";
import { expect } from "@playwright/test";
import type { Frame, Page } from "@playwright/test";
import { build } from "vite";
import type { ScreenName } from "../flow.ts";
import type { HostProps } from "./host/page.ts";

/** Puts a frame into a page and waits until it shows something, be it that it was blocked. */
export async function frameIn(parent: Frame, address: string): Promise<Frame> {
  const element = await parent.evaluateHandle((url) => {
    const frame = document.createElement("iframe");
    frame.src = url;
    document.body.append(frame);
    return new Promise<HTMLIFrameElement>((resolve) => frame.addEventListener("load", () => resolve(frame), { once: true }));
  }, address);
  const frame = await element.contentFrame();
  if (frame === null) throw new Error(`No frame for ${address}.`);
  return frame;
}

/** The script of the customer's page, built as a customer would. */
export async function buildHostScript(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: "silent",
    define: { "process.env.NODE_ENV": '"production"' },
    build: { write: false, lib: { entry: fileURLToPath(new URL("host/page.ts", import.meta.url)), formats: ["es"], fileName: "page" } },
  });
  const [first] = [built].flat();
  if (first === undefined || !("output" in first)) throw new Error("The host's page was not built.");
  return first.output[0].code;
}

/** An honest customer's page on a listed origin, whose props and token a test decides. */
export class HostPage {
  readonly page: Page;
  readonly #address: string;
  readonly #embed: string;

  constructor(page: Page, origin: string, embed: string) {
    this.page = page;
    this.#address = `${origin}/host/`;
    this.#embed = embed;
  }

  /** Answers at its address. The rest of that origin is the demo's. */
  async serve(script: string, headers: Record<string, string> = {}): Promise<void> {
    const markup = `<!doctype html><html lang="en"><title>Host</title><body><script type="module">${script}</script></body></html>`;
    await this.page.context().route(this.#address, (route) => route.fulfill({ contentType: "text/html", headers, body: markup }));
  }

  /** The same, in another window that shows its address. */
  in(page: Page): HostPage {
    return new HostPage(page, new URL(this.#address).origin, this.#embed);
  }

  async open(props: Partial<HostProps> = {}): Promise<void> {
    await this.page.goto(this.#address);
    await this.show(props);
  }

  /** Shows the component in the page that is already open. */
  async show(props: Partial<HostProps> = {}): Promise<void> {
    await this.page.waitForFunction(() => "host" in window);
    await this.render(props);
    await expect(this.page.locator("iframe[data-deck-auth]")).toHaveCount(1);
  }

  /** Shows the component with these props, or changes them to these. */
  async render(props: Partial<HostProps>): Promise<void> {
    await this.page.evaluate((given) => window.host.render(given), { embedUrl: this.#embed, taskId: "task_login", ...props });
  }

  /** The host's token came from its server. */
  async give(token: string): Promise<void> {
    await this.page.evaluate((given) => window.host.give(given), token);
  }

  calls(): Promise<string[]> {
    return this.page.evaluate(() => window.host.calls);
  }

  events(): Promise<string[]> {
    return this.page.evaluate(() => window.host.events);
  }

  frameHeight(): Promise<string> {
    return this.page.locator("iframe[data-deck-auth]").evaluate((frame) => frame.getBoundingClientRect().height.toString());
  }

  /** Waits until the page was told of this screen and the frame has kept its height; then gives the events and that height. */
  async atRest(screen: ScreenName): Promise<[events: string[], height: string]> {
    let height = "";
    await expect(async () => {
      expect(await this.events()).toContain(`screen_shown ${screen}`);
      const before = height;
      height = await this.frameHeight();
      expect(height).toBe(before);
    }).toPass({ intervals: [250] });
    return [await this.events(), height];
  }

  /** The nonce, which only host and embed page know. Tests hand it to attackers, so that nothing else but the nonce is missing. */
  async nonce(): Promise<string> {
    const source = await this.page.locator("iframe[data-deck-auth]").getAttribute("src");
    return new URL(source ?? "").hash.replace("#nonce=", "");
  }

  /** Waits until the page in the frame has announced itself. */
  async ready(): Promise<void> {
    await this.page.waitForFunction(() => window.heard.some(({ text }) => text.includes('"ready"')));
  }

  /** Puts a frame of somebody else into the page, as an advertisement would. */
  async addFrame(address: string): Promise<Frame> {
    return frameIn(this.page.mainFrame(), address);
  }
}
