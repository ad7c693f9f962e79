import { glyphsOf, letterWidth } from "./font.ts";

/** A colour as `#rrggbb`. */
export type Colour = string;

/** A picture with few colours: one number a dot, an index into the palette. */
export interface Canvas {
  readonly width: number;
  readonly height: number;
  readonly dots: Uint8Array;
  readonly palette: readonly Colour[];
  fill(x: number, y: number, width: number, height: number, colour: Colour): void;
  frame(x: number, y: number, width: number, height: number, colour: Colour): void;
  /** Writes one line, cut off where `width` ends. Gives the width that was used. */
  write(x: number, y: number, text: string, colour: Colour, options?: { scale?: number; width?: number }): number;
}

export const createCanvas = (width: number, height: number, ground: Colour): Canvas => {
  const palette: Colour[] = [ground];
  const dots = new Uint8Array(width * height);
  const indexOf = (colour: Colour) => {
    const known = palette.indexOf(colour);
    return known >= 0 ? known : palette.push(colour) - 1;
  };
  const canvas: Canvas = {
    width,
    height,
    dots,
    palette,
    fill(x, y, across, down, colour) {
      const index = indexOf(colour);
      const from = Math.max(0, x);
      const to = Math.min(width, x + across);
      for (let row = Math.max(0, y); row < Math.min(height, y + down); row += 1) {
        if (to > from) dots.fill(index, row * width + from, row * width + to);
      }
    },
    frame(x, y, across, down, colour) {
      canvas.fill(x, y, across, 1, colour);
      canvas.fill(x, y + down - 1, across, 1, colour);
      canvas.fill(x, y, 1, down, colour);
      canvas.fill(x + across - 1, y, 1, down, colour);
    },
    write(x, y, text, colour, { scale = 2, width: room = width } = {}) {
      const step = letterWidth * scale;
      const fitting = Math.max(0, Math.floor(room / step));
      const shown = [...text].length > fitting ? `${[...text].slice(0, Math.max(0, fitting - 1)).join("")}…` : text;
      for (const [place, rows] of glyphsOf(shown).entries()) {
        for (let row = 0; row < rows.length; row += 1) {
          for (let column = 0; column < 5; column += 1) {
            if ((((rows[row] ?? 0) >> (4 - column)) & 1) === 1) {
              canvas.fill(x + place * step + column * scale, y + row * scale, scale, scale, colour);
            }
          }
        }
      }
      return glyphsOf(shown).length * step;
    },
  };
  return canvas;
};
