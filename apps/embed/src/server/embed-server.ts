import { promisify } from "node:util";
import { brotliCompress, gzip } from "node:zlib";
import type { BuiltPage } from "./built-page.ts";
import { createEmbedHandler } from "./handler.ts";
import type { EmbedHandlerOptions } from "./handler.ts";
import { loadBuiltPage } from "./load-built-page.ts";
import type { Packers } from "./pack-text.ts";

/** The settings of a deployment, and what tests may bring along. */
export interface EmbedServerOptions extends Omit<EmbedHandlerOptions, "page"> {
  /** The built page. @default the build of this package */
  page?: BuiltPage | undefined;
}

/** Serves the embed page. `fetch` knows nothing of sockets, so any server can mount it on a host name of its own. */
export interface EmbedServer {
  /** Answers `/`, `/assets/…`, `/healthz` and, with `proxy`, `/v2/…`; anything else is 404. Never rejects. */
  fetch(request: Request): Promise<Response>;
}

const asBrotli = promisify(brotliCompress);
const asGzip = promisify(gzip);
const nodePackers: Packers = {
  br: async (text) => new Uint8Array(await asBrotli(text)),
  gzip: async (text) => new Uint8Array(await asGzip(text)),
};

/**
 * The embed page in Node: `createEmbedHandler` with the page read from this package and pages packed by brotli too.
 *
 * @throws EmbedSettingsError when a setting makes no sense.
 * @throws PageNotBuiltError when there is no build to serve.
 */
export function createEmbedServer(options: EmbedServerOptions): EmbedServer {
  return { fetch: createEmbedHandler({ packers: nodePackers, ...options, page: options.page ?? loadBuiltPage() }) };
}
