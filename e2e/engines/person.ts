import { expect } from "@playwright/test";
import axe from "axe-core";
import { readStorage } from "../canary.ts";
import type { ScreenName } from "../flow.ts";
import type { Place, Tab } from "./tab.ts";

declare global {
  interface Window {
    said: string[];
    axe: typeof axe;
  }
}

const places: readonly Place[] = ["page", "frame"];

interface Look {
  theme: "default" | "dark";
  language: "en-US" | "fr-CA";
}

/** Every look there is, the first one of a page last: so things go on as they began. */
const looks: readonly Look[] = [
  { theme: "dark", language: "en-US" },
  { theme: "dark", language: "fr-CA" },
  { theme: "default", language: "fr-CA" },
  { theme: "default", language: "en-US" },
];

/** Has the flow look like this, by the demo's own settings, as it stands: nothing is opened anew. */
async function become(tab: Tab, look: Look): Promise<void> {
  await tab.run(
    "page",
    (json) => {
      const wanted: Record<string, string> = JSON.parse(json);
      for (const label of document.querySelectorAll("label")) {
        const value = wanted[label.textContent ?? ""];
        if (value === undefined || !(label.control instanceof HTMLSelectElement)) continue;
        label.control.value = value;
        label.control.dispatchEvent(new Event("change", { bubbles: true }));
      }
    },
    JSON.stringify({ Theme: look.theme, Language: look.language }),
  );
  const now = () =>
    tab.run("frame", () => {
      const root = document.querySelector("[data-deck-screen]");
      return { theme: root?.getAttribute("data-theme"), language: root?.getAttribute("lang") };
    });
  await expect.poll(now).toEqual(look);
}

/** What is wrong with the document, as axe sees it in this engine. */
async function lookAt(tab: Tab, screen: string): Promise<void> {
  const found = await tab.run("frame", async () => {
    // Half-way through an animation nothing has its colour yet.
    for (const animation of document.getAnimations()) {
      if (animation.effect?.getComputedTiming().iterations === Number.POSITIVE_INFINITY) animation.cancel();
      else animation.finish();
    }
    const { violations } = await window.axe.run(document, { resultTypes: ["violations"] });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target, failureSummary }) => `${target.join(" ")} ${failureSummary}`).join("; ")}`);
  });
  expect(found, screen).toEqual([]);
}

/** Somebody who uses the demo in a browser, and looks around at each screen: for what axe finds, and for what was typed. */
export class Person {
  readonly tab: Tab;
  readonly #demo: string;
  /** What has been looked at from all sides: it looks no different the second time. */
  readonly #known = new Set<string>();
  /** Part of everything secret that is typed; may be seen nowhere. */
  readonly word = "canary-7f3a";

  constructor(tab: Tab, demo: string) {
    this.tab = tab;
    this.#demo = demo;
  }

  /** Signs in to the demo and opens the component; from then on, every message is written down. */
  async open(settings: Record<string, string> = {}): Promise<void> {
    await this.tab.goto(`${this.#demo}/?${new URLSearchParams(settings)}`);
    await this.#until("page", "[data-demo=sign-in-form] input, [data-demo=open]");
    if (await this.#has("page", "[data-demo=sign-in-form]")) {
      await this.tab.type("page", "[data-demo=sign-in-form] input", "Ada");
      await this.tab.click("page", "[data-demo=sign-in]");
      await this.#until("page", "[data-demo=open]");
    }
    await this.tab.run("page", () => {
      window.said = [];
      const write = ({ data }: MessageEvent) => void window.said.push(JSON.stringify(data));
      addEventListener("message", write, true);
      const Original = window.MessageChannel;
      window.MessageChannel = class extends Original {
        constructor() {
          super();
          this.port1.addEventListener("message", write);
        }
      };
    });
    await this.tab.click("page", "[data-demo=open]");
    await this.#until("page", "iframe[data-deck-auth]");
    await this.#expectBroken("as it loads", []);
  }

  #has(place: Place, selector: string): Promise<boolean> {
    return this.tab.run(place, (wanted) => document.querySelector(wanted) !== null, selector);
  }

  async #until(place: Place, selector: string): Promise<void> {
    // A frame is not there for a driver while its page is on its way.
    await expect(async () => expect(await this.#has(place, selector), selector).toBe(true)).toPass({ timeout: 60_000, intervals: [50] });
  }

  /**
   * Waits for a screen and looks around at it, in both themes and both languages.
   * @param what which of the screen's states this is
   */
  async at(screen: ScreenName, what: string = screen): Promise<void> {
    // A screen whose code is still on its way is named and empty; the one for that time has no heading.
    await this.#until("frame", `[data-deck-screen=${screen}]${screen === "loading" ? "" : " h1"}`);
    if (!this.#known.has(what)) {
      this.#known.add(what);
      await this.tab.inject("frame", axe.source);
      for (const look of looks) {
        await become(this.tab, look);
        await lookAt(this.tab, `${what}, ${look.theme}, ${look.language}`);
      }
    }
    for (const place of places) {
      const shown = await this.tab.run(place, () => `${document.documentElement.outerHTML} ${location.href} ${document.cookie}`);
      expect(shown.includes(this.word), `${screen}: what was typed, in the ${place}`).toBe(false);
      expect(await this.tab.run(place, readStorage), `${screen}: storage of the ${place}`).not.toContain(this.word);
    }
    await this.#expectBroken(screen, []);
    const said = await this.tab.run("page", () => window.said);
    expect(said.join("\n"), `${screen}: messages`).not.toContain(this.word);
  }

  async #expectBroken(when: string, directives: readonly string[]): Promise<void> {
    // A frame may be lost to a driver while its page is on its way.
    await expect(async () => expect(await this.tab.broken("frame"), `${when}: broken of the frame's policy`).toEqual(directives)).toPass({ timeout: 20_000, intervals: [50] });
    expect(await this.tab.broken("page"), `${when}: broken of the page's policy`).toEqual([]);
  }

  /** Breaks the frame's policy, so that it is known that the looking for breaches would have found one. */
  async breakPolicy(): Promise<void> {
    await this.tab.run("frame", () => fetch("https://evil.test/").then(() => {}, () => {}));
    await this.#expectBroken("on purpose", ["connect-src"]);
  }

  async pick(search: string): Promise<void> {
    await this.tab.type("frame", "[role=combobox]", search);
    const first = () => this.tab.run("frame", () => document.querySelector("[role=option]")?.textContent ?? "");
    await expect.poll(async () => (await first()).toLowerCase()).toContain(search.toLowerCase());
    await this.tab.click("frame", "[role=option]");
  }

  async signIn(username: string): Promise<void> {
    await this.tab.type("frame", "[autocomplete=username]", username);
    await this.tab.type("frame", "[autocomplete=current-password]", `${this.word} password`);
    await this.tab.click("frame", "button[type=submit]");
  }

  /** Waits for the prompt with this number, and answers it. */
  async answer(prompt: number, code: string): Promise<void> {
    await expect.poll(async () => (await this.events()).filter((type) => type === "prompt_shown").length).toBe(prompt);
    await this.at("interaction", `prompt ${prompt}`);
    await this.tab.type("frame", "[autocomplete=one-time-code]", code);
    await this.tab.click("frame", "button[type=submit]");
  }

  async #payloads(name: string): Promise<unknown[]> {
    const texts = await this.tab.run("page", (callback) => [...document.querySelectorAll(`[data-demo-callback="${callback}"]`)].map(({ textContent }) => textContent ?? "null"), name);
    return texts.map((text): unknown => JSON.parse(text));
  }

  async events(): Promise<string[]> {
    return (await this.#payloads("onEvent")).map((payload) => (typeof payload === "object" && payload !== null && "type" in payload ? String(payload.type) : ""));
  }

  /** What `onSuccess` was given, each time. */
  successes(): Promise<unknown[]> {
    return this.#payloads("onSuccess");
  }

  /** What the customer's server could confirm with its secret key. */
  async confirmation(): Promise<unknown> {
    const json = await this.tab.run("page", () => document.querySelector("[data-demo-confirmation]")?.getAttribute("data-demo-confirmation") ?? "null");
    return JSON.parse(json);
  }
}
