import { isLoopback } from "@deck-auth/contract";
import { acceptedEncoding } from "./accepted-encoding.ts";
import { loggablePath } from "./access-log.ts";
import type { AccessLogEntry } from "./access-log.ts";
import type { Asset, BuiltPage } from "./built-page.ts";
import { fillDeployment } from "./deployment-tag.ts";
import { assetHeaders, forwardedHeaders, noteHeaders, pageHeaders } from "./headers.ts";
import { webPackers } from "./pack-text.ts";
import type { Packers } from "./pack-text.ts";
import { createProxy } from "./proxy/proxy.ts";
import type { ProxyFetch } from "./proxy/proxy.ts";
import { givenRequestId, newRequestId } from "./request-id.ts";
import { checkSettings, deploymentOf, proxyPath } from "./settings.ts";
import type { EmbedServerSettings } from "./settings.ts";
import { chooseShell, shellName } from "./shell-choice.ts";

/** The settings of a deployment, and what tests and other servers may bring along. */
export interface EmbedHandlerOptions extends EmbedServerSettings {
  /** The built page: `page` of `@deck-auth/embed/page`, or what `loadBuiltPage()` gives. */
  page: BuiltPage;
  /** Told of every request once it is answered. @default nobody is told */
  log?: ((entry: AccessLogEntry) => void) | undefined;
  /** Milliseconds that only ever grow, for the log. @default performance.now */
  now?: (() => number) | undefined;
  /** Names a request that came without a name. @default random */
  newId?: (() => string) | undefined;
  /** How pages are packed. @default gzip, which every runtime has */
  packers?: Packers | undefined;
  /** Reaches the API when `proxy` is on. @default the runtime's fetch */
  fetch?: ProxyFetch | undefined;
  /** Runs something after so many milliseconds, and gives a function that calls it off. @default setTimeout */
  after?: ((milliseconds: number, run: () => void) => () => void) | undefined;
}

/** Answers a request for the embed page. It knows nothing of sockets, disks or Node, and never rejects. */
export type EmbedHandler = (request: Request) => Promise<Response>;

/** Plain http on this machine. A proxy that took https for us says so, whatever name it calls us by. */
function isLocal(request: Request, url: URL): boolean {
  const forwarded = request.headers.get("x-forwarded-proto")?.split(",")[0]?.trim().toLowerCase();
  return url.protocol === "http:" && isLoopback(url.hostname) && forwarded !== "https";
}

function afterTimeout(milliseconds: number, run: () => void): () => void {
  const timer = setTimeout(run, milliseconds);
  return () => clearTimeout(timer);
}

/**
 * The embed page as a function from `Request` to `Response`: answers `/`, `/assets/…`, `/healthz` and, with `proxy`, the nine
 * routes below `/v2`; anything else is 404.
 *
 * @throws EmbedSettingsError when a setting makes no sense.
 */
export function createEmbedHandler(options: EmbedHandlerOptions): EmbedHandler {
  const settings = checkSettings(options);
  const { page, log, now = () => performance.now(), newId = newRequestId, packers = webPackers } = options;
  const forward = settings.proxy
    ? createProxy({ apiUrl: settings.apiUrl, fetch: options.fetch ?? ((address, init) => fetch(address, init)), after: options.after ?? afterTimeout })
    : null;
  const packedPages = new Map<string, Promise<Uint8Array<ArrayBuffer>>>();

  async function answerPage(url: URL, accepted: string | null, local: boolean): Promise<Response> {
    const name = shellName(chooseShell(url.searchParams));
    const shell = page.shells.get(name);
    if (shell === undefined) return note(500, `The build has no shell ${name}.`, local);
    const encoding = acceptedEncoding(accepted, (one) => packers[one] !== undefined);
    const pack = (encoding === "identity" ? undefined : packers[encoding]) ?? (async (text: string) => new TextEncoder().encode(text));
    const key = `${name} ${encoding}`;
    // Each page is packed when it is first asked for: only then is it known whole, deployment included.
    const packing = packedPages.get(key) ?? pack(fillDeployment(shell.html, deploymentOf(settings)));
    packedPages.set(key, packing);
    const body = await packing.catch(() => null);
    if (body === null) {
      packedPages.delete(key);
      return note(500, "The page could not be packed.", local);
    }
    const { styleHashes } = shell;
    // A report names the whole address but the fragment, so an address with a token in it is never reported.
    const told = url.searchParams.has("token") ? { ...settings, reportUrl: undefined } : settings;
    return packed(body, encoding, pageHeaders(told, { styleHashes, local }));
  }

  function answerAsset(asset: Asset, accepted: string | null, local: boolean): Response {
    const encoding = acceptedEncoding(accepted, (one) => asset.bodies.has(one));
    return packed(asset.bodies.get(encoding) ?? new Uint8Array(), encoding, assetHeaders(asset.type, local));
  }

  async function answer(request: Request, url: URL, requestId: string): Promise<Response> {
    const local = isLocal(request, url);
    if (forward !== null && (url.pathname === proxyPath || url.pathname.startsWith(`${proxyPath}/`))) {
      const { status, headers, body } = await forward(request, url.pathname.slice(proxyPath.length), url.searchParams, requestId);
      return new Response(body, { status, headers: { ...forwardedHeaders(local), ...headers } });
    }
    if (request.method !== "GET" && request.method !== "HEAD") {
      return note(405, "This address only answers GET and HEAD.", local, { allow: "GET, HEAD" });
    }
    if (url.pathname === "/healthz") return note(200, "ok", local);
    const accepted = request.headers.get("accept-encoding");
    if (url.pathname === "/") return answerPage(url, accepted, local);
    const asset = page.assets.get(url.pathname.slice(1));
    return asset === undefined ? note(404, "There is nothing at this address.", local) : answerAsset(asset, accepted, local);
  }

  return async (request) => {
    const start = now();
    const url = new URL(request.url);
    const requestId = givenRequestId(request.headers.get("x-request-id")) ?? newId();
    const response = await answer(request, url, requestId);
    response.headers.set("x-request-id", requestId);
    log?.({
      method: request.method,
      path: loggablePath(url.pathname),
      status: response.status,
      milliseconds: Math.round(now() - start),
      requestId,
    });
    if (request.method !== "HEAD") return response;
    return new Response(null, { status: response.status, headers: response.headers });
  };
}

function packed(body: Uint8Array<ArrayBuffer>, encoding: string, headers: Record<string, string>): Response {
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
