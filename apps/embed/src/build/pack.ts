import { readFileSync, writeFileSync } from "node:fs";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const types = new Map([
  [".js", "text/javascript; charset=utf-8"],
  [".css", "text/css; charset=utf-8"],
  [".svg", "image/svg+xml"],
  [".png", "image/png"],
  [".webp", "image/webp"],
]);

/** Types that are packed already. */
const dense = new Set([".png", ".webp"]);

const extensionOf = (path: string) => path.slice(path.lastIndexOf("."));

/**
 * The media type of a file of the page.
 *
 * @throws for a kind of file that the page was never meant to have.
 */
export function mediaType(path: string): string {
  const type = types.get(extensionOf(path));
  if (type === undefined) throw new Error(`The page has a file of an unexpected kind: ${path}`);
  return type;
}

/** Size with gzip at its best, which is what the budgets count. */
export function gzipSize(bytes: Uint8Array): number {
  return gzipSync(bytes, { level: 9 }).byteLength;
}

/** Puts a brotli and a gzip twin beside a file, if packing makes it smaller. Says whether it did. */
export function packFile(file: URL): boolean {
  if (dense.has(extensionOf(file.pathname))) return false;
  const bytes = readFileSync(file);
  const brotli = brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.byteLength,
    },
  });
  const gzip = gzipSync(bytes, { level: 9 });
  if (Math.max(brotli.byteLength, gzip.byteLength) >= bytes.byteLength) return false;
  writeFileSync(new URL(`${file.href}.br`), brotli);
  writeFileSync(new URL(`${file.href}.gz`), gzip);
  return true;
}
