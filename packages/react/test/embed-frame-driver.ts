// The test's hand on the page in the frame (embed-page.ts).
import type { EmbedMessageBody, HostMessage } from "@deck-auth/contract/messages";
import { inject, onTestFinished } from "vitest";

/** What the page in a frame reported, in order. */
export interface Report {
  did: "loaded" | "window-message" | "port-message";
  page: string;
  port?: number;
  origin?: string;
  raw?: unknown;
  message?: HostMessage | null;
}

interface Order {
  say?: readonly EmbedMessageBody[];
  /** Which port to say it over, from 1; the newest one if left out. */
  port?: number;
  raw?: unknown;
  toParent?: unknown;
  ready?: true;
  go?: string;
  reload?: true;
}

let tests = 0;

/** An embed page of one test alone, at a path of its own. `quiet`: it waits for the order to say `ready`. */
export function embedPage(kind: "prompt" | "quiet" = "prompt", origin = inject("embedOrigin")) {
  const path = `${origin}/${kind}/${Date.now()}-${(tests += 1)}`;
  const reports: Report[] = [];
  const listen = ({ data }: MessageEvent): void => {
    if (data?.test === "report" && String(data.page).startsWith(path)) reports.push(data);
  };
  addEventListener("message", listen);
  onTestFinished(() => removeEventListener("message", listen));
  return {
    embedUrl: path,
    reports,
    /** How often the page was asked for. */
    loads: async () => Number(await (await fetch(`${path}/loads`)).text()),
    /** The `init` messages that arrived. */
    inits: () => reports.flatMap(({ did, message }) => (did === "window-message" && message?.type === "init" ? [message.data] : [])),
    /** What arrived over ports. */
    heard: () => reports.flatMap(({ did, message, port }) => (did === "port-message" && message ? [{ port, type: message.type, data: message.data }] : [])),
  };
}

export const frames = (): HTMLIFrameElement[] => [...document.querySelectorAll<HTMLIFrameElement>("iframe[data-deck-auth]")];

/** The one frame of the test. */
export function frame(): HTMLIFrameElement {
  const [found] = frames();
  if (!found) throw new Error("There is no frame.");
  return found;
}

export function order(what: Order, to: HTMLIFrameElement = frame()): void {
  to.contentWindow?.postMessage({ test: "order", ...what }, "*");
}

/** Has the page say this, in one go. */
export const say = (...messages: EmbedMessageBody[]): void => order({ say: messages });
