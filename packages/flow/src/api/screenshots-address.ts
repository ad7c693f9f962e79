import { isLoopback } from "@deck-auth/contract";
import type { Screenshot } from "@deck-auth/contract";

/** Whether a picture may be loaded. `unlisted`: from an origin that the deployment does not name. */
export type Verdict = { kind: "allowed"; url: string } | { kind: "unlisted"; origin: string } | { kind: "unusable" };

const rasterTypes: ReadonlySet<string> = new Set(["image/png", "image/jpeg", "image/webp", "image/gif"]);
const rasterName = /\.(?:png|jpe?g|webp|gif)$/i;

/** The address, if pictures may come from such a one at all: https, or http on this machine, and no user information. */
function readAddress(text: string): URL | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  const isSafe = url.protocol === "https:" || (url.protocol === "http:" && isLoopback(url.hostname));
  return isSafe && url.username === "" && url.password === "" ? url : null;
}

/** A vector picture can be a program; where the API names no type, the file's ending has to do. */
function isRaster({ file_type: type, file_name: name }: Screenshot, { pathname }: URL): boolean {
  return type === undefined ? rasterName.test(name ?? pathname) : rasterTypes.has(type.toLowerCase());
}

/** Judges a picture's address before anything is requested: only from a listed origin, compared whole (T25, design 7.6). */
export function judgePicture(shot: Screenshot, imageOrigins: readonly string[]): Verdict {
  const url = readAddress(shot.url);
  if (url === null || !isRaster(shot, url)) return { kind: "unusable" };
  const isListed = imageOrigins.some((listed) => readAddress(listed)?.origin === url.origin);
  return isListed ? { kind: "allowed", url: url.href } : { kind: "unlisted", origin: url.origin };
}
