import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { expect } from "@playwright/test";
import { end, start } from "../../../scripts/command.ts";
import { findEngines, installed } from "../../../scripts/engines.ts";
import type { ScreenName } from "../../flow.ts";
import type { Display } from "../display.ts";

/** A message as the app got it from the page. */
export interface Message {
  channel: string;
  version: number;
  type: string;
  data: Record<string, unknown>;
}

interface Line {
  heard?: Message;
  broken?: string;
  went?: string;
  id?: number;
  result?: string;
  problem?: string;
}

/** The test's hand on a native app with a WebView in it. */
export interface App {
  readonly heard: Message[];
  /** The directives of their policies that pages have broken. */
  readonly broken: string[];
  /** Each address that was loaded. */
  readonly went: string[];
  /** Resolves once the page has begun to come. */
  load(address: string): Promise<void>;
  /** The app says something to the page, over the page's own bridge. */
  say(type: string, data: object): void;
  /** Runs a function in the page, which sees nothing but its argument. */
  run<Result>(script: (argument: string) => Result | Promise<Result>, argument?: string): Promise<Result>;
  at(screen: ScreenName): Promise<void>;
  /** Types as an editing command of the user does; WebKit tells pages no difference. */
  type(selector: string, text: string): Promise<void>;
  click(selector: string): Promise<void>;
  close(): Promise<void>;
}

/** Starts the app. */
export function openApp(display: Display): App {
  const program = fileURLToPath(new URL("app.js", import.meta.url));
  const child = start(installed(findEngines().webView.gjs), ["-m", program], display.environment, ["pipe", "pipe", "pipe"]);
  const [heard, broken, went, waiting]: [Message[], string[], string[], Map<number, (line: Line) => void>] = [[], [], [], new Map()];
  let complaints = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => (complaints += text));
  if (!child.stdout) throw new Error("The app has no output.");
  createInterface(child.stdout).on("line", (text) => {
    const line: Line = JSON.parse(text);
    if (line.heard) heard.push(line.heard);
    if (line.broken) broken.push(line.broken);
    if (line.went) went.push(line.went);
    if (line.id === undefined) return;
    waiting.get(line.id)?.(line);
    waiting.delete(line.id);
  });
  const order = (what: object) => child.stdin?.write(`${JSON.stringify(what)}\n`);
  let orders = 0;
  child.once("close", () => {
    for (const answer of waiting.values()) answer({ problem: "The app ended." });
  });

  /** Waits for an element. Nothing is answered by a document that is just being replaced. */
  const until = (selector: string) =>
    expect(async () => expect(await app.run((wanted) => document.querySelector(wanted) !== null, selector), selector).toBe(true)).toPass({ timeout: 60_000, intervals: [50] });

  const app: App = {
    heard,
    broken,
    went,
    async load(address) {
      const before = went.length;
      order({ load: address });
      await expect.poll(() => went.length, { message: `${address}: ${complaints}`, intervals: [50] }).toBeGreaterThan(before);
    },
    say: (type, data) => order({ say: { channel: "deck-auth", version: 1, type, data } }),
    run(script, argument = "") {
      const id = (orders += 1);
      return new Promise((resolve, reject) => {
        waiting.set(id, ({ result, problem }) => (problem === undefined ? resolve(JSON.parse(result ?? "null")) : reject(new Error(`${problem}\n${complaints}`))));
        order({ id, script: `const value = await (${String(script)})(${JSON.stringify(argument)}); return value === undefined ? null : value;` });
      });
    },
    async at(screen) {
      // A screen whose code is still on its way is named and empty; the one for that time has no heading.
      const heading = screen === "loading" ? "" : " h1";
      await until(`[data-deck-screen=${screen}]${heading}`);
    },
    async type(selector, text) {
      await until(selector);
      await app.run(
        (given) => {
          const [wanted, letters]: [string, string] = JSON.parse(given);
          const field = document.querySelector(wanted);
          if (!(field instanceof HTMLElement)) throw new Error(`There is no ${wanted}.`);
          field.focus();
          document.execCommand("insertText", false, letters);
        },
        JSON.stringify([selector, text]),
      );
    },
    async click(selector) {
      await until(selector);
      await app.run((wanted) => {
        const found = document.querySelector(wanted);
        if (!(found instanceof HTMLElement)) throw new Error(`There is no ${wanted}.`);
        found.click();
      }, selector);
    },
    close: () => end(child),
  };
  return app;
}
