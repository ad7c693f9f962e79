import type { Canvas } from "./canvas.ts";

/** Writes bits the way deflate wants them: from the lowest bit of each byte up. */
const createBitWriter = () => {
  const bytes: number[] = [];
  let pending = 0;
  let count = 0;
  const bit = (value: number) => {
    pending |= value << count;
    count += 1;
    if (count < 8) return;
    bytes.push(pending);
    pending = 0;
    count = 0;
  };
  return {
    number(value: number, length: number) {
      for (let place = 0; place < length; place += 1) bit((value >> place) & 1);
    },
    code(value: number, length: number) {
      for (let place = length - 1; place >= 0; place -= 1) bit((value >> place) & 1);
    },
    finish() {
      return count === 0 ? bytes : [...bytes, pending];
    },
  };
};
type BitWriter = ReturnType<typeof createBitWriter>;

/** The fixed codes of RFC 1951, 3.2.6. */
const symbol = (writer: BitWriter, value: number): void => {
  if (value < 144) writer.code(0x30 + value, 8);
  else if (value < 256) writer.code(0x190 + value - 144, 9);
  else if (value < 280) writer.code(value - 256, 7);
  else writer.code(0xc0 + value - 280, 8);
};

const shortest = 3;
const longest = 258;

/** "The same byte so many times more", 3 to 258 times: a length with its extra bits, then the distance of one byte. */
const repeat = (writer: BitWriter, length: number): void => {
  const more = length - shortest;
  if (length === longest || more < 8) {
    symbol(writer, length === longest ? 285 : 257 + more);
  } else {
    const extra = 29 - Math.clz32(more);
    symbol(writer, 261 + 4 * extra + ((more >> extra) & 3));
    writer.number(more & ((1 << extra) - 1), extra);
  }
  writer.code(0, 5);
};

/** Deflate that knows one trick, runs of the same byte: all that a picture with flat colours needs. */
const deflate = (bytes: Uint8Array): number[] => {
  const writer = createBitWriter();
  writer.number(1, 1);
  writer.number(1, 2);
  for (let at = 0; at < bytes.length; ) {
    const byte = bytes[at] ?? 0;
    symbol(writer, byte);
    at += 1;
    let run = 0;
    while (at + run < bytes.length && bytes[at + run] === byte) run += 1;
    while (run >= shortest) {
      const length = Math.min(run, longest);
      repeat(writer, length);
      at += length;
      run -= length;
    }
  }
  symbol(writer, 256);
  return writer.finish();
};

/** Sums stay exact for so many bytes before they have to be reduced. */
const exact = 3800;

const adler = (bytes: Uint8Array): number => {
  let low = 1;
  let high = 0;
  for (let from = 0; from < bytes.length; from += exact) {
    for (const byte of bytes.subarray(from, from + exact)) {
      low += byte;
      high += low;
    }
    low %= 65_521;
    high %= 65_521;
  }
  return high * 65_536 + low;
};

const crcOfByte = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = (value & 1) === 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

const crc = (bytes: readonly number[]): number => {
  let value = 0xffffffff;
  for (const byte of bytes) value = (crcOfByte[(value ^ byte) & 255] ?? 0) ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
};

const big = (value: number): number[] => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];

const chunk = (name: string, data: readonly number[]): number[] => {
  const named = [...Array.from(name, (letter) => letter.charCodeAt(0)), ...data];
  return [...big(data.length), ...named, ...big(crc(named))];
};

/** Each row as its difference to the row above (filter 2): rows that are alike become zeros. */
const filtered = ({ width, height, dots }: Canvas): Uint8Array => {
  const rows = new Uint8Array((width + 1) * height);
  let above: Uint8Array = new Uint8Array(width);
  for (let row = 0; row < height; row += 1) {
    const line = dots.subarray(row * width, (row + 1) * width);
    const start = row * (width + 1);
    rows[start] = 2;
    for (let column = 0; column < width; column += 1) rows[start + 1 + column] = (line[column] ?? 0) - (above[column] ?? 0);
    above = line;
  }
  return rows;
};

const channels = (colour: string) => [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));

/** The canvas as a PNG with a palette of at most 256 colours. */
export const toPng = (canvas: Canvas): Uint8Array => {
  const raw = filtered(canvas);
  return Uint8Array.from([
    0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a,
    ...chunk("IHDR", [...big(canvas.width), ...big(canvas.height), 8, 3, 0, 0, 0]),
    ...chunk("PLTE", canvas.palette.flatMap(channels)),
    ...chunk("IDAT", [0x78, 0x01, ...deflate(raw), ...big(adler(raw))]),
    ...chunk("IEND", []),
  ]);
};
