import { crc32, inflateSync } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import { screens } from "../scenarios/scenario.ts";
import { createCanvas } from "./canvas.ts";
import { drawPage } from "./login-page.ts";
import { toPng } from "./png.ts";

/** Reads a PNG as another program would: checks every chunk's sum, unpacks, undoes the filter. */
const readPng = (bytes: Uint8Array) => {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const chunks = new Map<string, Uint8Array>();
  for (let at = 8; at < bytes.length; ) {
    const length = view.getUint32(at);
    const name = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    expect(view.getUint32(at + 8 + length)).toBe(crc32(bytes.subarray(at + 4, at + 8 + length)));
    chunks.set(name, bytes.subarray(at + 8, at + 8 + length));
    at += 12 + length;
  }
  const header = chunks.get("IHDR") ?? new Uint8Array(13);
  const width = new DataView(header.buffer, header.byteOffset).getUint32(0);
  const rows = inflateSync(chunks.get("IDAT") ?? new Uint8Array());
  const dots = new Uint8Array((rows.length / (width + 1)) * width);
  for (let row = 0; row * (width + 1) < rows.length; row += 1) {
    expect(rows[row * (width + 1)]).toBe(2);
    for (let column = 0; column < width; column += 1) {
      const above = row === 0 ? 0 : (dots[(row - 1) * width + column] ?? 0);
      dots[row * width + column] = (rows[row * (width + 1) + 1 + column] ?? 0) + above;
    }
  }
  return { width, dots, colours: (chunks.get("PLTE") ?? new Uint8Array()).length / 3 };
};

test("a canvas comes out of its PNG as it went in, whatever is drawn", () => {
  const stroke = fc.tuple(fc.integer({ min: -5, max: 60 }), fc.integer({ min: -5, max: 40 }), fc.nat(600), fc.nat(30), fc.constantFrom("#000000", "#ff0000", "#00ff7f"));
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 700 }), fc.integer({ min: 1, max: 20 }), fc.array(stroke, { maxLength: 12 }), (width, height, strokes) => {
      const canvas = createCanvas(width, height, "#ffffff");
      for (const [x, y, across, down, colour] of strokes) canvas.fill(x, y, across, down, colour);
      const read = readPng(toPng(canvas));
      expect([read.width, read.colours]).toEqual([width, canvas.palette.length]);
      expect(read.dots).toEqual(canvas.dots);
    }),
    { numRuns: 60 },
  );
});

test("every screen is a picture of its own, with any name of a source", () => {
  const draw = (screen: (typeof screens)[number], name = "Œuvre Sociale des Forêts") =>
    drawPage({ screen, name, url: "https://oeuvre.example/connexion", elapsed: 61_000, prompt: null });
  const pictures = screens.map((screen) => draw(screen).join());
  expect(new Set(pictures).size).toBe(screens.length);
  for (const name of ["", "日本語の銀行", "x".repeat(500), "\u0000\n"]) expect(readPng(draw("login", name)).width).toBe(640);
});
