const mostCharacters = 64 * 1024;
const mostBytes = 48 * 1024;
/** A larger picture is drawn into 40 by 40 pixels all the same, and only costs the user's memory. */
const mostPixels = 4096;

/**
 * The address of a logo that may be shown, as it was given, or null. Either on one of the two hosts, written canonically
 * (lower case, no port, no credentials, no dots to climb with), or a `data:` URI whose bytes are the picture that it says it is.
 * No SVG. Nothing is requested for anything else (R123 to R127, T16).
 */
export function readLogoUrl(value: unknown): string | null {
  // Before any parsing: parsers drop some of these characters, and so see another address than the one that was checked.
  if (typeof value !== "string" || value.length > mostCharacters || !/^[\x21-\x5b\x5d-\x7e]+$/.test(value)) return null;
  return value.startsWith("data:") ? readData(value) : readAddress(value);
}

const hosts = /^https:\/\/(?:content\.cdn\.deck\.co|cdn\.brandfetch\.io)\//;

function readAddress(value: string): string | null {
  try {
    // Compared as written: all that a parser would put right is refused.
    return hosts.test(value) && new URL(value).href === value && !/\.svgz?(?![a-z\d])/i.test(decodeURIComponent(value)) ? value : null;
  } catch {
    return null;
  }
}

function readData(value: string): string | null {
  const match = /^data:image\/(png|jpe?g|gif|webp);base64,([A-Za-z\d+/]+={0,2})$/.exec(value);
  if (match === null) return null;
  try {
    const bytes = Uint8Array.from(atob(match[2] ?? ""), (character) => character.charCodeAt(0));
    const size = bytes.length <= mostBytes ? sizeOf(match[1] ?? "", bytes) : null;
    return size !== null && size.every((side) => side > 0 && side <= mostPixels) ? value : null;
  } catch {
    return null;
  }
}

/** Width and height as the picture's own header says, or null if it is not a picture of this type. Throws when cut short. */
function sizeOf(type: string, bytes: Uint8Array): number[] | null {
  const view = new DataView(bytes.buffer);
  const has = (text: string, at: number): boolean => [...text].every((character, index) => bytes[at + index] === character.charCodeAt(0));
  if (type === "png") return has("\x89PNG\r\n\x1a\n", 0) && has("IHDR", 12) ? [view.getUint32(16), view.getUint32(20)] : null;
  if (type === "gif") return has("GIF87a", 0) || has("GIF89a", 0) ? [view.getUint16(6, true), view.getUint16(8, true)] : null;
  if (type === "webp") return has("RIFF", 0) && has("WEBPVP8", 8) ? sizeOfWebp(view) : null;
  return has("\xff\xd8\xff", 0) ? sizeOfJpeg(view) : null;
}

function sizeOfWebp(view: DataView): number[] | null {
  switch (view.getUint8(15)) {
    case 0x20: // "VP8 ": 14 bits each
      return [view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff];
    case 0x4c: // "VP8L": 14 bits each, less one
      return [(view.getUint32(21, true) & 0x3fff) + 1, ((view.getUint32(21, true) >> 14) & 0x3fff) + 1];
    case 0x58: // "VP8X": 24 bits each, less one
      return [(view.getUint32(24, true) & 0xffffff) + 1, (view.getUint32(26, true) >>> 8) + 1];
    default:
      return null;
  }
}

/** Walks the segments up to the first frame header. */
function sizeOfJpeg(view: DataView): number[] | null {
  for (let at = 2; view.getUint8(at) === 0xff; at += 2 + view.getUint16(at + 2)) {
    const marker = view.getUint8(at + 1);
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrame) return [view.getUint16(at + 7), view.getUint16(at + 5)];
  }
  return null;
}
