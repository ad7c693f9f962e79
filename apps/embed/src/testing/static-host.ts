import { existsSync, readFileSync, statSync } from "node:fs";
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
    const fileAt = (path: string) => {
      const file = join(folder, path);
      return existsSync(file) && statSync(file).isFile() ? file : null;
    };
    const found = fileAt(pathname === "/" ? "index.html" : pathname);
    const instead = fileAt("404.html") ?? (site.fallsBackToThePage ? fileAt("index.html") : null);
    response.statusCode = found === null && (instead === null || instead.endsWith("404.html")) ? 404 : 200;
    for (const [name, value] of site.headers(pathname, response.statusCode === 200)) {
      if (name !== "strict-transport-security") response.setHeader(name, withoutUpgrade(name, value));
    }
    const file = found ?? instead;
    if (file === null) return void response.end();
    const isPacked = /\bgzip\b/.test(request.headers["accept-encoding"] ?? "") && existsSync(`${file}.gz`);
    if (isPacked) response.setHeader("content-encoding", "gzip");
    response.end(readFileSync(isPacked ? `${file}.gz` : file));
  });
  return listenLocally(server);
}
