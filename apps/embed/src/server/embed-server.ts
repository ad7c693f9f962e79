import { promisify } from "node:util";
import { brotliCompress, gzip } from "node:zlib";
import { acceptedEncoding } from "./accepted-encoding.ts";
import type { Encoding } from "./accepted-encoding.ts";
import { loggablePath } from "./access-log.ts";
import type { AccessLogEntry } from "./access-log.ts";
import { loadBuiltPage } from "./built-page.ts";
import type { Asset, BuiltPage } from "./built-page.ts";
import { fillDeployment } from "./deployment-tag.ts";
import { assetHeaders, noteHeaders, pageHeaders } from "./headers.ts";
import { isLoopback } from "./origins.ts";
import { checkSettings } from "./settings.ts";
import type { EmbedServerSettings } from "./settings.ts";
import { chooseShell, shellName } from "./shell-choice.ts";

/** The settings of a deployment, and what tests and other servers may bring along. */
export interface EmbedServerOptions extends EmbedServerSettings {
  /** The built page. @default the build of this package */
  page?: BuiltPage | undefined;
  /** Sent as `Cross-Origin-Embedder-Policy`, for hosts that send it themselves. @default not sent */
  embedderPolicy?: "require-corp" | "credentialless" | undefined;
  /** Told of every request once it is answered. @default nobody is told */
  log?: ((entry: AccessLogEntry) => void) | undefined;
  /** Milliseconds that only ever grow, for the log. @default performance.now */
  now?: (() => number) | undefined;
}

/** Serves the embed page. `fetch` knows nothing of sockets, so any server can mount it on a host name of its own. */
export interface EmbedServer {
  /** Answers `/`, `/assets/…` and `/healthz`; anything else is 404. Never rejects. */
  fetch(request: Request): Promise<Response>;
}

/** Plain http on this machine. A proxy that took https for us says so, whatever name it calls us by. */
function isLocal(request: Request, url: URL): boolean {
  const forwarded = request.headers.get("x-forwarded-proto")?.split(",")[0]?.trim().toLowerCase();
  return url.protocol === "http:" && isLoopback(url.hostname) && forwarded !== "https";
}

const asBrotli = promisify(brotliCompress);
const asGzip = promisify(gzip);

async function pack(text: string, encoding: Encoding): Promise<Uint8Array<ArrayBuffer>> {
  const plain = Buffer.from(text);
  if (encoding === "br") return new Uint8Array(await asBrotli(plain));
  return new Uint8Array(encoding === "gzip" ? await asGzip(plain) : plain);
}

/**
 * Creates the server of the embed page.
 *
 * @throws EmbedSettingsError when a setting makes no sense.
 * @throws PageNotBuiltError when there is no build to serve.
 */
export function createEmbedServer(options: EmbedServerOptions): EmbedServer {
  const settings = checkSettings(options);
  const page = options.page ?? loadBuiltPage();
  const now = options.now ?? (() => performance.now());
  // Each page is packed when it is first asked for: only then is it known whole, deployment included.
  const packedPages = new Map<string, Promise<Uint8Array<ArrayBuffer>>>();

  async function answerPage(url: URL, encoding: Encoding, local: boolean): Promise<Response> {
    const name = shellName(chooseShell(url.searchParams));
    const shell = page.shells.get(name);
    if (shell === undefined) return note(500, `The build has no shell ${name}.`, local);
    const key = `${name} ${encoding}`;
    const body = packedPages.get(key) ?? pack(fillDeployment(shell.html, settings.deployment), encoding);
    packedPages.set(key, body);
    const headers = pageHeaders(settings, {
      styleHashes: shell.styleHashes,
      local,
      embedderPolicy: options.embedderPolicy ?? null,
    });
    return packed(await body, encoding, headers);
  }

  function answerAsset(asset: Asset, wanted: Encoding, local: boolean): Response {
    const encoding = asset.bodies.has(wanted) ? wanted : "identity";
    return packed(asset.bodies.get(encoding) ?? new Uint8Array(), encoding, assetHeaders(asset.type, local));
  }

  async function answer(request: Request, url: URL): Promise<Response> {
    const local = isLocal(request, url);
    if (request.method !== "GET" && request.method !== "HEAD") {
      return note(405, "This address only answers GET and HEAD.", local, { allow: "GET, HEAD" });
    }
    if (url.pathname === "/healthz") return note(200, "ok", local);
    const encoding = acceptedEncoding(request.headers.get("accept-encoding"));
    if (url.pathname === "/") return answerPage(url, encoding, local);
    const asset = page.assets.get(url.pathname.slice(1));
    return asset === undefined ? note(404, "There is nothing at this address.", local) : answerAsset(asset, encoding, local);
  }

  return {
    async fetch(request) {
      const start = now();
      const url = new URL(request.url);
      const response = await answer(request, url);
      options.log?.({
        method: request.method,
        path: loggablePath(url.pathname),
        status: response.status,
        milliseconds: Math.round(now() - start),
      });
      if (request.method !== "HEAD") return response;
      return new Response(null, { status: response.status, headers: response.headers });
    },
  };
}

function packed(body: Uint8Array<ArrayBuffer>, encoding: Encoding, headers: Record<string, string>): Response {
  return new Response(body, {
    headers: {
      ...headers,
      vary: "accept-encoding",
      "content-length": String(body.byteLength),
      ...(encoding === "identity" ? {} : { "content-encoding": encoding }),
    },
  });
}

function note(status: number, text: string, local: boolean, more: Record<string, string> = {}): Response {
  return new Response(`${text}\n`, { status, headers: { ...noteHeaders(local), ...more } });
}
