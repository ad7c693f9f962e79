/** How the index may be packed, best first. */
export type Encoding = "br" | "gzip" | "identity";

/** Node's own brotli, where there is one: the web platform's streams know gzip only. */
function nodeZlib() {
  const load = typeof process === "undefined" ? undefined : process.getBuiltinModule;
  return typeof load === "function" ? load("node:zlib") : null;
}

/**
 * Next packs by itself, and takes a `Content-Encoding` away that a route handler has set: what was packed here would reach the page as
 * broken JSON.
 */
const isNext = () => typeof process !== "undefined" && process.env?.["NEXT_RUNTIME"] !== undefined;

/** The best encoding that the client takes and this runtime makes. A `q=0` refuses one. */
export function chooseEncoding(accepted: string | null): Encoding {
  if (isNext()) return "identity";
  const taken = (accepted ?? "").split(",").map((part) => part.trim().toLowerCase().split(/\s*;\s*/));
  const takes = (name: string) => taken.some(([coding, quality]) => coding === name && !/^q=0(\.0*)?$/.test(quality ?? ""));
  if (takes("br") && nodeZlib() !== null) return "br";
  return takes("gzip") && typeof CompressionStream !== "undefined" ? "gzip" : "identity";
}

/** The text in this encoding. */
export async function encode(text: string, encoding: Encoding): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new TextEncoder().encode(text);
  if (encoding === "identity") return bytes;
  const zlib = encoding === "br" ? nodeZlib() : null;
  if (zlib !== null) {
    // Quality 9 of 11: packed once, sent often, and not a second of the server's time.
    const params = { [zlib.constants.BROTLI_PARAM_QUALITY]: 9, [zlib.constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
    return new Promise((resolve, reject) => {
      zlib.brotliCompress(bytes, { params }, (error, packed) => (error === null ? resolve(new Uint8Array(packed)) : reject(error)));
    });
  }
  const packed = new Blob([bytes]).stream().pipeThrough(new CompressionStream("gzip"));
  return new Uint8Array(await new Response(packed).arrayBuffer());
}
