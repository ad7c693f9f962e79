import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readLogoUrl } from "./logo-url.ts";

const base64 = (bytes: readonly number[]): string => btoa(String.fromCharCode(...bytes));
const text = (words: string): number[] => [...words].map((character) => character.charCodeAt(0));
const big = (value: number, size: number): number[] => Array.from({ length: size }, (_, at) => (value >>> (8 * (size - 1 - at))) & 255);
const little = (value: number, size: number): number[] => big(value, size).toReversed();

const png = (width: number, height: number): number[] => [...text("\x89PNG\r\n\x1a\n"), ...big(13, 4), ...text("IHDR"), ...big(width, 4), ...big(height, 4), 8, 6, 0, 0, 0];
const gif = (width: number, height: number): number[] => [...text("GIF89a"), ...little(width, 2), ...little(height, 2), 0, 0, 0];
const jpeg = (width: number, height: number): number[] => [
  ...text("\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x02\0\0\x01\0\x01\0\0"),
  ...text("\xff\xc0\0\x11\x08"),
  ...big(height, 2),
  ...big(width, 2),
  3,
];
const webp = (chunk: string, header: readonly number[]): number[] => [...text("RIFF"), ...little(30, 4), ...text("WEBP"), ...text(chunk), ...little(10, 4), ...header];
const lossy = (width: number, height: number): number[] => webp("VP8 ", [0, 0, 0, 0x9d, 1, 0x2a, ...little(width, 2), ...little(height, 2)]);
const lossless = (width: number, height: number): number[] => webp("VP8L", [0x2f, ...little(((height - 1) << 14) | (width - 1), 4), 0]);
const extended = (width: number, height: number): number[] => webp("VP8X", [0, 0, 0, 0, ...little(width - 1, 3), ...little(height - 1, 3)]);

const data = (type: string, bytes: readonly number[]): string => `data:image/${type};base64,${base64(bytes)}`;

describe("readLogoUrl (R123 to R127, T16, A.1)", () => {
  it.each([
    "https://content.cdn.deck.co/a.png",
    "https://content.cdn.deck.co/logos/acme%20inc/40x40",
    "https://cdn.brandfetch.io/x/y.webp?c=1",
    "https://cdn.brandfetch.io/idsvgABC/w/400/h/400/logo.png?c=1&t=2#x",
    data("png", png(40, 40)),
    data("jpeg", jpeg(40, 40)),
    data("jpg", jpeg(4096, 4096)),
    data("gif", gif(40, 40)),
    data("webp", lossy(40, 40)),
    data("webp", lossless(40, 300)),
    data("webp", extended(40, 40)),
  ])("shows %s", (url) => {
    expect(readLogoUrl(url)).toBe(url);
  });

  it.each([
    "http://content.cdn.deck.co/a.png",
    "ftp://content.cdn.deck.co/a.png",
    "blob:https://content.cdn.deck.co/a",
    "javascript:alert(1)",
    "//content.cdn.deck.co/a.png",
    "/a.png",
    "a.png",
    "https://content.cdn.deck.co@evil.test/a.png",
    "https://content.cdn.deck.co:x@evil.test/a.png",
    "https://evil.test@content.cdn.deck.co/a.png",
    "https://evil.test\\@content.cdn.deck.co/a.png",
    "https://content.cdn.deck.co\\.evil.test/a.png",
    "https://content.cdn.deck.co.evil.test/a.png",
    "https://evilcontent.cdn.deck.co/a.png",
    "https://content-cdn.deck.co/a.png",
    "https://x.cdn.brandfetch.io/a.png",
    "https://content.cdn.deck.co./a.png",
    "https://content.cdn.deck.co:8443/a.png",
    "https://content.cdn.deck.co:443/a.png",
    "https://Content.cdn.deck.co/a.png",
    "HTTPS://content.cdn.deck.co/a.png",
    "https://ｃontent.cdn.deck.co/a.png",
    "https://content。cdn。deck。co/a.png",
    "https://сontent.cdn.deck.co/a.png",
    "https://xn--ontent-gvg.cdn.deck.co/a.png",
    "ht\ntps://content.cdn.deck.co/a.png",
    "https://content.cdn.deck.co/a\t.png",
    " https://content.cdn.deck.co/a.png",
    "https://content.cdn.deck.co/a.png ",
    "\u0000https://content.cdn.deck.co/a.png",
    "https:content.cdn.deck.co/a.png",
    "https:/content.cdn.deck.co/a.png",
    "https:///content.cdn.deck.co/a.png",
    "https:/\\content.cdn.deck.co/a.png",
    "https://content.cdn.deck.co",
    "https://content.cdn.deck.co/a.svg",
    "https://content.cdn.deck.co/A.SVG?x",
    "https://content.cdn.deck.co/a.svgz",
    "https://content.cdn.deck.co/a%2esvg",
    "https://content.cdn.deck.co/a.svg%23.png",
    "https://content.cdn.deck.co/%2e%2e/a.png",
    "https://content.cdn.deck.co/x/../a.png",
    "https://content.cdn.deck.co/%",
    "https://content.cdn.deck.co/\u202egnp.a",
    "data:image/svg+xml;base64,PHN2Zy8+",
    "data:image/svg%2bxml;base64,PHN2Zy8+",
    "data:image/svg+xml,<svg/>",
    "DATA:image/png;base64,iVBORw0KGgo=",
    data("PNG", png(40, 40)),
    "data:text/html;base64,PGI+",
    "data:,x",
    "data:image/png,<svg>",
    `data:image/png;charset=x;base64,${base64(png(40, 40))}`,
    data("png", text("<svg xmlns='http://www.w3.org/2000/svg'/>")),
    data("png", text("<!doctype html><script>")),
    data("png", gif(40, 40)),
    data("gif", png(40, 40)),
    data("gif", text("GIF89a/*\0\0*/=1;alert(1)")),
    data("jpeg", [0xff, 0xd8, 0xff]),
    data("webp", webp("ABCD", [0, 0, 0, 0, 0, 0, 0, 0, 0, 0])),
    data("png", png(40, 40).slice(0, 20)),
    data("png", png(30_000, 30_000)),
    data("png", png(0, 40)),
    data("jpeg", jpeg(30_000, 10)),
    data("webp", extended(30_000, 30_000)),
    data("png", [...png(40, 40), ...Array.from({ length: 49 * 1024 }, () => 0)]),
    `${data("png", png(40, 40))}${"A".repeat(1_000_000)}`,
    "data:image/png;base64,",
    "data:image/png;base64,iVBOR=w0KGgo",
    "",
  ])("does not show %#", (url) => {
    expect(readLogoUrl(url)).toBeNull();
  });

  it.each([[null], [undefined], [1], [{}], [["https://content.cdn.deck.co/a.png"]], [{ toString: () => "https://content.cdn.deck.co/a.png" }], [new URL("https://content.cdn.deck.co/a.png")]])(
    "does not take something else for a text: %#",
    (value) => {
      expect(readLogoUrl(value)).toBeNull();
    },
  );

  it("only ever gives back an address of the two hosts, or a picture", () => {
    const near = fc.tuple(
      fc.constantFrom("https:", "http:", "HTTPS:", "data:", ""),
      fc.constantFrom("//", "/", "\\\\", "/\\", ""),
      fc.string({ maxLength: 3 }),
      fc.constantFrom("content.cdn.deck.co", "cdn.brandfetch.io"),
      fc.string({ maxLength: 5, unit: fc.constantFrom("/", ".", "@", ":", "?", "#", "\\", " ", "%", "2", "e", "a", "é") }),
    );
    fc.assert(
      fc.property(near, (parts) => {
        const given = parts.join("");
        const shown = readLogoUrl(given);
        if (shown === null) return;
        expect(shown).toBe(given);
        const url = new URL(shown);
        expect([url.protocol, url.username, url.password, url.port]).toEqual(["https:", "", "", ""]);
        expect(["content.cdn.deck.co", "cdn.brandfetch.io"]).toContain(url.hostname);
      }),
      { numRuns: 10_000 },
    );
  });
});
