import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { chromium } from "playwright";
import type { Browser, Page } from "playwright";
import { chromiumArguments, findChromium } from "../../../../scripts/chromium.ts";

/** The Chromium of this machine. */
export function launchChromium(): Promise<Browser> {
  const executablePath = findChromium();
  return chromium.launch({ args: [...chromiumArguments], ...(executablePath === null ? {} : { executablePath }) });
}

/** Everything that a page complained about, in any of its frames: console, errors, refused and failed requests. */
export function listenForComplaints(page: Page): string[] {
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("requestfailed", (request) => complaints.push(`${request.url()} ${request.failure()?.errorText ?? ""}`));
  return complaints;
}

/** A host page on an origin of its own that frames whatever its query says, and keeps the messages that it gets. */
export interface HostPage {
  origin: string;
  /** The address of a host page around this page. With a token, it starts a flow there as soon as it can. */
  framing(address: string, token?: string): string;
  close(): void;
}

const hostHtml = `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><body><script>
  window.messages = [];
  const query = new URLSearchParams(location.search);
  const frame = document.createElement("iframe");
  frame.src = query.get("frame");
  addEventListener("message", ({ origin, source, data }) => {
    messages.push({ origin, data });
    if (!query.has("token") || source !== frame.contentWindow || data.type !== "ready") return;
    const { port1, port2 } = new MessageChannel();
    window.port = port1;
    const { nonce } = data.data;
    const init = { nonce, token: query.get("token"), config: { language: "en-US", closable: true } };
    source.postMessage({ channel: "deck-auth", version: 1, type: "init", data: init }, origin, [port2]);
  });
  document.body.append(frame);
</script>`;

/** Serves host pages under `localhost`: another site than 127.0.0.1, where the embed page is. */
export async function serveHostPage(headers: Record<string, string> = {}): Promise<HostPage> {
  const server = createServer((_, response) => {
    response.writeHead(200, { "content-type": "text/html; charset=utf-8", ...headers }).end(hostHtml);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "localhost", resolve);
  });
  const address: AddressInfo | string | null = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const origin = `http://localhost:${port}`;
  return {
    origin,
    framing: (framed, token) => `${origin}/?${new URLSearchParams({ frame: framed, ...(token === undefined ? {} : { token }) })}`,
    close: () => void server.close(),
  };
}
