import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  export interface ProvidedContext {
    /** Origin of the embed page that the browser tests talk to: another site than theirs. */
    embedOrigin: string;
    /** A third origin, with the same pages. */
    evilOrigin: string;
  }
}

async function bundle(file: string): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: "silent",
    build: {
      write: false,
      lib: { entry: fileURLToPath(new URL(file, import.meta.url)), formats: ["es"] },
    },
  });
  const [output] = Array.isArray(built) ? built : [built];
  const chunk = output && "output" in output ? output.output[0] : undefined;
  if (!chunk) throw new Error(`${file} could not be built.`);
  return chunk.code;
}

/**
 * Serves the pages in `embed-page.ts` under any path. `GET …/loads` says how often the page of that path was asked for.
 */
async function serve(script: string): Promise<{ origin: string; close(): Promise<void> }> {
  const loads = new Map<string, number>();
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://server");
    const send = (type: string, body: string): void => {
      response.writeHead(200, { "content-type": `${type}; charset=utf-8`, "access-control-allow-origin": "*", "cache-control": "no-store" });
      response.end(body);
    };
    if (pathname === "/embed-page.js") return send("text/javascript", script);
    if (pathname.endsWith("/loads")) return send("text/plain", String(loads.get(pathname.slice(0, -"/loads".length)) ?? 0));
    loads.set(pathname, (loads.get(pathname) ?? 0) + 1);
    return send("text/html", '<!doctype html><meta name="color-scheme" content="light dark"><script type="module" src="/embed-page.js"></script>');
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  return {
    origin: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const script = await bundle("./embed-page.ts");
  const [embed, evil] = [await serve(script), await serve(script)];
  project.provide("embedOrigin", embed.origin);
  project.provide("evilOrigin", evil.origin);
  return async () => {
    await Promise.all([embed.close(), evil.close()]);
  };
}
