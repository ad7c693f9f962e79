import type { Encoding } from "./accepted-encoding.ts";

/** A page rendered ahead. */
export interface Shell {
  /** The whole document, with an empty deployment in it. */
  readonly html: string;
  /** Base64 SHA-256 of each `<style>` in it. */
  readonly styleHashes: readonly string[];
}

/** A file of the page, in each packing that was built. */
export interface Asset {
  readonly type: string;
  readonly bodies: ReadonlyMap<Encoding, Uint8Array<ArrayBuffer>>;
}

/** Everything there is to serve, in memory: a path that is not in these maps cannot reach the disk. */
export interface BuiltPage {
  /** By shell name. */
  readonly shells: ReadonlyMap<string, Shell>;
  /** By path below the page, without a slash in front. */
  readonly assets: ReadonlyMap<string, Asset>;
}
