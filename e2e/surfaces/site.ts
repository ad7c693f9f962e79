import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { build } from "vite";

const file = (name: string): string => fileURLToPath(new URL(`host/${name}`, import.meta.url));

/** The page's scripts and styles, by the name that they are served under. */
export type Site = ReadonlyMap<string, { type: string; body: string }>;

/** Builds the customer's page as a customer would, but for React's development build. */
export async function buildSite(): Promise<Site> {
  const built = await build({
    configFile: false,
    logLevel: "silent",
    define: { "process.env.NODE_ENV": '"development"' },
    build: { write: false, minify: false, lib: { entry: file("main.ts"), formats: ["es"], fileName: "main" } },
  });
  const outputs = (Array.isArray(built) ? built : [built]).flatMap((one) => ("output" in one ? one.output : []));
  const scripts = outputs.flatMap((one) => (one.type === "chunk" ? [[one.fileName, { type: "text/javascript", body: one.code }] as const] : []));
  return new Map([...scripts, ["hostile.css", { type: "text/css", body: readFileSync(file("hostile.css"), "utf8") }]]);
}

/** Tall, so that there is something to scroll, with a button before the flow and one behind it. */
const html = (hostile: boolean): string => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Customer</title>
<link rel="icon" href="data:,">
${hostile ? '<link rel="stylesheet" href="/hostile.css">' : ""}
<button id="before">Before</button>
<div id="place"></div>
<button id="after">After</button>
<svg width="1" height="3000" aria-hidden="true"></svg>
<script type="module" src="/main.js"></script>`;

/**
 * Serves the page at this port, with the strictest policy under which there is anything to load: no style but from a file of its own,
 * no inline script, no request but to the two other parties. The function that it gives ends it.
 */
export async function serveSite(port: number, site: Site, parties: { embed: string; simulator: string }): Promise<() => Promise<void>> {
  const { embed, simulator } = parties;
  const policy = `default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; frame-src ${embed}; connect-src ${simulator}; base-uri 'none'; form-action 'none'`;
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://server");
    const { body, type } = site.get(pathname.slice(1)) ?? { body: html(searchParams.has("hostile")), type: "text/html" };
    response.writeHead(200, { "content-type": `${type}; charset=utf-8`, "content-security-policy": policy });
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(port, "localhost", resolve));
  return () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
}
