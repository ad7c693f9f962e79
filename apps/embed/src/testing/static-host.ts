import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { listenLocally } from "./listen.ts";
import type { Listening } from "./listen.ts";
import type { Site } from "./read-config.ts";

/** What serving on loopback without TLS has to leave out: a browser would look for https there. */
const withoutUpgrade = (name: string, value: string) => (name === "content-security-policy" ? value.replace(/; upgrade-insecure-requests\b/, "") : value);

/** The plainest static host there is: the files of a folder, with the headers of a configuration and nothing else. */
export function serveFolder(folder: string, site: Site): Promise<Listening> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const rule = pathname === "/" ? "/" : pathname.startsWith("/assets/") ? "/assets/" : null;
    const file = join(folder, pathname === "/" ? "index.html" : pathname);
    if (rule === null || !existsSync(file)) return void response.writeHead(404).end();
    for (const [name, value] of site.get(rule) ?? []) {
      if (name !== "strict-transport-security") response.setHeader(name, withoutUpgrade(name, value));
    }
    const isPacked = /\bgzip\b/.test(request.headers["accept-encoding"] ?? "") && existsSync(`${file}.gz`);
    if (isPacked) response.setHeader("content-encoding", "gzip");
    response.end(readFileSync(isPacked ? `${file}.gz` : file));
  });
  return listenLocally(server);
}
