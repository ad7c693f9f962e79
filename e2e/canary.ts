import type { BrowserContext } from "@playwright/test";

declare global {
  interface Window {
    reportSeen(where: string): void;
    reportMessage(text: string): void;
  }
}

/** Where the word was seen that should be seen nowhere. */
export interface Sightings {
  /** Places in a document: "address: tag". */
  documents: Set<string>;
  /** Requests, as "METHOD address" with "(address)", "(headers)" or "(body)". */
  requests: Set<string>;
  /** Every message between windows, as text. */
  messages: string[];
}

/** Watches every page and frame of a context for a word: documents, requests, messages. Call before the first page is opened. */
export async function watchForWord(context: BrowserContext, word: string): Promise<Sightings> {
  const sightings: Sightings = { documents: new Set(), requests: new Set(), messages: [] };
  await context.exposeBinding("reportSeen", ({ frame }, where: string) => void sightings.documents.add(`${frame.url()}: ${where}`));
  await context.exposeBinding("reportMessage", (_, text: string) => void sightings.messages.push(text));

  await context.addInitScript((secret) => {
    // Written as text, whatever it is; what cannot be written cannot be searched either, and is said so.
    const asText = (value: unknown) => {
      try {
        return JSON.stringify(value) ?? String(value);
      } catch {
        return `unreadable ${String(value)}`;
      }
    };
    addEventListener("message", (event) => window.reportMessage(asText(event.data)), true);
    const post = MessagePort.prototype.postMessage;
    MessagePort.prototype.postMessage = function (message: unknown, ...rest: unknown[]) {
      window.reportMessage(asText(message));
      return Reflect.apply(post, this, [message, ...rest]);
    };

    const look = (root: Document | ShadowRoot) => {
      const markup = root instanceof Document ? root.documentElement.outerHTML : root.innerHTML;
      if (markup.includes(secret)) window.reportSeen(root instanceof Document ? "document" : "shadow root");
    };
    const observe = (root: Document | ShadowRoot) => {
      const observer = new MutationObserver((records) => {
        look(root);
        // What was there and is gone again before anybody could look.
        for (const { oldValue, removedNodes } of records) {
          const gone = [oldValue ?? "", ...[...removedNodes].map((node) => (node instanceof Element ? node.outerHTML : (node.textContent ?? "")))];
          if (gone.some((text) => text.includes(secret))) window.reportSeen("for a moment");
        }
      });
      observer.observe(root, { subtree: true, childList: true, attributeOldValue: true, characterDataOldValue: true });
    };
    observe(document);
    const attach = Element.prototype.attachShadow;
    Element.prototype.attachShadow = function (init) {
      const root = attach.call(this, init);
      observe(root);
      return root;
    };
    // What no mutation announces: a look at each key, click and submission.
    for (const type of ["input", "click", "submit", "keyup", "focusin"]) addEventListener(type, () => look(document), true);
  }, word);

  context.on("request", (request) => {
    const name = `${request.method()} ${request.url()}`;
    const headers = JSON.stringify(request.headers());
    if (request.url().includes(word) || request.url().includes(encodeURIComponent(word))) sightings.requests.add(`${name} (address)`);
    if (headers.includes(word)) sightings.requests.add(`${name} (headers)`);
    if (request.postData()?.includes(word)) sightings.requests.add(`${name} (body)`);
  });
  return sightings;
}

/** All that a document's origin keeps, as text. To be called inside of it. What a frame is refused altogether keeps nothing. */
export async function readStorage(): Promise<string> {
  const kept = await Promise.allSettled([
    Promise.resolve().then(() => ({ ...localStorage })),
    Promise.resolve().then(() => ({ ...sessionStorage })),
    Promise.resolve().then(() => indexedDB.databases()),
    Promise.resolve().then(() => caches.keys()),
    Promise.resolve().then(() => document.cookie),
  ]);
  return JSON.stringify([...kept.map((one) => (one.status === "fulfilled" ? one.value : null)), history.state]);
}
