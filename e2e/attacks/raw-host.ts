import { expect } from "@playwright/test";
import type { Page } from "@playwright/test";
import type { ScreenName } from "../flow.ts";
import { enveloped, init } from "./rig.ts";

declare global {
  interface Window {
    port: MessagePort | undefined;
  }
}

/** A host of its own making, on whatever origin: frames the embed page and says what a test tells it to, well-formed or not. */
export class RawHost {
  readonly page: Page;
  readonly #embed: string;
  readonly nonce = "known";

  constructor(page: Page, embed: string) {
    this.page = page;
    this.#embed = embed;
  }

  /** Puts the embed page into the page, in place of one that is there. */
  async frame(query = "lang=en-US&theme=default&first=picker", nonce = this.nonce, more = ""): Promise<void> {
    await this.page.evaluate((address) => {
      const frame = document.createElement("iframe");
      frame.dataset["deckAuth"] = "";
      frame.sandbox.value = "allow-scripts allow-same-origin allow-forms";
      frame.src = address;
      frame.width = "440";
      frame.height = "900";
      document.body.replaceChildren(frame);
      window.heard = [];
    }, `${this.#embed}/?${query}#nonce=${nonce}${more}`);
  }

  /** Waits until the page in the frame has announced itself. */
  async ready(): Promise<void> {
    await this.page.waitForFunction(() => window.heard.length === 1);
  }

  /** Posts a message with a port to the frame, as often as told; the port of the last one is kept. */
  async post(message: unknown, times = 1): Promise<void> {
    await this.page.evaluate(
      ({ message, times }) => {
        for (let time = 0; time < times; time += 1) {
          const { port1, port2 } = new MessageChannel();
          port1.addEventListener("message", ({ data }) => window.heardOnPorts.push(JSON.stringify(data)));
          port1.start();
          window[0]?.postMessage(message, "*", [port2]);
          window.port = port1;
        }
      },
      { message, times },
    );
  }

  /** The handshake's second half. */
  async greet(token: string, config: unknown = { taskId: "task_login" }): Promise<void> {
    await this.post(init(this.nonce, token, config));
  }

  /** Over the port of the last `init`. */
  async say(type: string, data: unknown): Promise<void> {
    await this.page.evaluate((message) => window.port?.postMessage(message), enveloped(type, data));
  }

  /** Waits until the page in the frame has told of this screen, and says nothing more by itself. */
  async atRest(screen: ScreenName): Promise<void> {
    let count = 0;
    await expect(async () => {
      const heard = await this.heard();
      expect(heard.some((text) => text.includes("screen_shown") && text.includes(`"${screen}"`))).toBe(true);
      const before = count;
      count = heard.length;
      expect(count).toBe(before);
    }).toPass({ intervals: [250] });
  }

  /** Over all ports, as text. */
  heard(): Promise<string[]> {
    return this.page.evaluate(() => window.heardOnPorts);
  }
}
