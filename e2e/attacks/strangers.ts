import type { BrowserContext, Frame } from "@playwright/test";

/** What a window heard by `message`. */
export interface Heard {
  origin: string;
  text: string;
}

/** Whom a stranger posts to: all frames in the page around it, its own frames, the window that it opened, its own parent. */
export type Target = "siblings" | "frames" | "opened" | "parent" | "opener";

declare global {
  interface Window {
    heard: Heard[];
    /** What came over the other ends of ports that a stranger sent along. */
    heardOnPorts: string[];
    opened: Window | null;
    findTargets(target: Target): (Window | null | undefined)[];
  }
}

/** Everybody keeps a log of what they hear, from before their first script on. */
export async function keepLogs(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const asText = (value: unknown) => {
      try {
        // Floods are part of the game; a log of all of it would be what breaks.
        return (JSON.stringify(value) ?? String(value)).slice(0, 2_000);
      } catch {
        return `unreadable ${String(value)}`;
      }
    };
    window.heard = [];
    window.heardOnPorts = [];
    const children = (of: Window) => Array.from({ length: of.length }, (_, index) => of[index]);
    window.findTargets = (target) =>
      ({
        siblings: () => children(window.parent).filter((one) => one !== window),
        frames: () => children(window),
        opened: () => [window.opened],
        parent: () => [window.parent],
        opener: () => [window.opener],
      })[target]();
    const write = ({ origin, data, ports }: MessageEvent) => {
      if (data === "settled") ports[0]?.postMessage(null);
      else window.heard.push({ origin, text: asText(data) });
    };
    addEventListener("message", write, true);
  });
}

/** Origins of strangers: real ones to the browser, with an empty page at every address, and a log of who asked for what. */
export class Strangers {
  readonly requests: string[] = [];
  readonly #context: BrowserContext;

  constructor(context: BrowserContext) {
    this.#context = context;
  }

  /** From now on somebody is at this origin. */
  async settle(origin: string, headers: Record<string, string> = {}): Promise<string> {
    await this.#context.route(
      (url) => url.origin === origin,
      async (route) => {
        this.requests.push(`${route.request().method()} ${route.request().url()}`);
        await route.fulfill({ contentType: "text/html", headers, body: "<!doctype html><title>Stranger</title><body></body>" });
      },
    );
    return `${origin}/`;
  }
}

/** Posts messages from inside a frame, each so often, each with a port of its own. Resolves when all were sent. */
export async function post(from: Frame, target: Target, messages: readonly unknown[], times = 1): Promise<void> {
  await from.evaluate(
    ({ target, messages, times }) => {
      const found = window.findTargets(target);
      for (let time = 0; time < times; time += 1) {
        for (const message of messages) {
          for (const one of found) {
            const { port1, port2 } = new MessageChannel();
            port1.addEventListener("message", ({ data }) => window.heardOnPorts.push(JSON.stringify(data)));
            port1.start();
            one?.postMessage(message, "*", [port2]);
          }
        }
      }
    },
    { target, messages, times },
  );
}

/** All that a frame heard, by messages and over ports of its own. */
export const heardBy = (frame: Frame): Promise<Heard[]> =>
  frame.evaluate(() => [...window.heard, ...window.heardOnPorts.map((text) => ({ origin: "port", text }))]);

/**
 * Resolves once everything that one window posted to another has arrived there: what the same window posts to the same one arrives in
 * its order, and the last is answered by the log. A window that the browser has parted from its opener answers nobody.
 */
export async function settled(from: Frame, target: Target): Promise<void> {
  await from.evaluate((target) => {
    const answers = window.findTargets(target).map((one) => {
      const { port1, port2 } = new MessageChannel();
      const answered = new Promise((resolve) => port1.addEventListener("message", resolve, { once: true }));
      port1.start();
      one?.postMessage("settled", "*", [port2]);
      return answered;
    });
    return Promise.all(answers).then(() => null);
  }, target);
}
