import { fromLinearRgb, fromOklab, mixed, times } from "./oklch.ts";
import type { Rgb } from "./oklch.ts";

/** A colour of CSS in numbers. */
export interface Colour {
  rgb: Rgb;
  /** 0 (see-through) to 1. */
  alpha: number;
}

/** Gives the `#rrggbb` of a CSS colour name in lower case; null for what is none. The browser knows them all. */
export type NamedColour = (name: string) => string | null;

/** Longer texts are no colours but attempts. */
const longest = 200;
const deepest = 3;

type Channels = readonly [number, number, number];

/** The number in a channel; `whole` is what 100 % stands for. */
function channel(text: string, whole: number): number {
  if (text === "none") return 0;
  const match = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,2})?)(%)?$/.exec(text);
  if (match === null) return Number.NaN;
  return match[2] === undefined ? Number(match[1]) : (Number(match[1]) / 100) * whole;
}

const turns: Readonly<Record<string, number>> = { deg: 1, grad: 0.9, rad: 180 / Math.PI, turn: 360 };

/** An angle in degrees. */
function angle(text: string): number {
  const unit = /(deg|grad|rad|turn)$/.exec(text)?.[0] ?? "";
  return channel(unit === "" ? text : text.slice(0, -unit.length), Number.NaN) * (turns[unit] ?? 1);
}

const round = (degrees: number): number => ((degrees % 360) + 360) % 360;
const clamp = (value: number): number => Math.min(1, Math.max(0, value));

function fromHsl([hue, saturation, lightness]: Channels): Rgb {
  const spread = saturation * Math.min(lightness, 1 - lightness);
  const part = (at: number): number => {
    const place = (at + round(hue) / 30) % 12;
    return lightness - spread * Math.max(-1, Math.min(place - 3, 9 - place, 1));
  };
  return [part(0), part(8), part(4)];
}

function fromHwb([hue, white, black]: Channels): Rgb {
  const sum = Math.max(1, white + black);
  const tint = (pure: number): number => pure * (1 - white / sum - black / sum) + white / sum;
  const [red, green, blue] = fromHsl([hue, 1, 0.5]);
  return [tint(red), tint(green), tint(blue)];
}

// From CIE XYZ (D50) to linear sRGB.
const xyzToRgb = [3.13413596, -1.61738633, -0.49066195, -0.9787955, 1.91625457, 0.03344273, 0.07195538, -0.22897683, 1.40538606];

function fromLab([lightness, a, b]: Channels): Rgb {
  const y = (lightness + 16) / 116;
  const back = (value: number): number => (value ** 3 > 216 / 24389 ? value ** 3 : (116 * value - 16) / (24389 / 27));
  return fromLinearRgb(times(xyzToRgb, [back(y + a / 500) * (0.3457 / 0.3585), back(y), back(y - b / 200) * (0.2958 / 0.3585)]));
}

const polar = (from: (lab: Channels) => Rgb) => ([lightness, chroma, hue]: Channels): Rgb =>
  from([lightness, Math.max(0, chroma) * Math.cos((hue * Math.PI) / 180), Math.max(0, chroma) * Math.sin((hue * Math.PI) / 180)]);

/** For each function: what 100 % of a channel stands for (an angle has none), and how it becomes sRGB. */
const spaces = new Map<string, readonly [scale: readonly (number | "angle")[], from: (channels: Channels) => Rgb]>([
  ["rgb", [[255, 255, 255], ([red, green, blue]) => [red / 255, green / 255, blue / 255]]],
  ["hsl", [["angle", 100, 100], ([hue, saturation, lightness]) => fromHsl([hue, clamp(saturation / 100), clamp(lightness / 100)])]],
  ["hwb", [["angle", 100, 100], ([hue, white, black]) => fromHwb([hue, clamp(white / 100), clamp(black / 100)])]],
  ["lab", [[100, 125, 125], fromLab]],
  ["lch", [[100, 150, "angle"], polar(fromLab)]],
  ["oklab", [[1, 0.4, 0.4], fromOklab]],
  ["oklch", [[1, 0.4, "angle"], polar(fromOklab)]],
]);

/**
 * A colour of CSS as numbers, or null: hex, names, `rgb`, `hsl`, `hwb`, `lab`, `lch`, `oklab`, `oklch`, and `color-mix` in `oklab`
 * of these, three deep. The grammar is closed: what is not in it (`url`, `var`, `attr`, `env`, `calc`, an escape, a comment)
 * is not read, whatever a browser may make of it (T14).
 */
export function parseColour(text: string, named: NamedColour, depth = 0): Colour | null {
  if (text.length > longest || depth > deepest) return null;
  const colour = text.trim().toLowerCase();
  if (/^#(?:[\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})$/.test(colour)) return fromHex(colour);
  if (/^[a-z]+$/.test(colour)) {
    if (colour === "transparent") return { rgb: [0, 0, 0], alpha: 0 };
    const hex = named(colour);
    return hex !== null && /^#[\da-f]{6}$/.test(hex) ? fromHex(hex) : null;
  }
  const call = /^([a-z-]+)\((.*)\)$/s.exec(colour);
  if (call === null) return null;
  const [, name = "", inside = ""] = call;
  return name === "color-mix" ? fromMix(inside, named, depth) : fromFunction(name, inside);
}

function fromHex(hex: string): Colour {
  const digits = hex.length < 6 ? hex.slice(1).replace(/./g, "$&$&") : hex.slice(1);
  const at = (place: number): number => Number.parseInt(digits.slice(place, place + 2), 16) / 255;
  return { rgb: [at(0), at(2), at(4)], alpha: digits.length > 6 ? at(6) : 1 };
}

function fromFunction(name: string, inside: string): Colour | null {
  const space = spaces.get(/^(?:rgb|hsl)a$/.test(name) ? name.slice(0, 3) : name);
  // Either commas between all (of old, so for the oldest only), or spaces and a slash before the alpha.
  const commas = inside.includes(",");
  const [main = "", slashed, ...more] = inside.split("/");
  const parts = commas ? inside.split(",") : main.trim().split(/\s+/);
  if (space === undefined || more.length > 0 || parts.length < 3 || parts.length > (commas ? 4 : 3)) return null;
  if (commas && (slashed !== undefined || !/^(?:rgb|hsl)/.test(name))) return null;
  const alphaText = commas ? parts[3] : slashed;
  const [scale, from] = space;
  const [first = 0, second = 0, third = 0] = parts.slice(0, 3).map((part, at) => {
    const whole = scale[at];
    return whole === "angle" || whole === undefined ? angle(part.trim()) : channel(part.trim(), whole);
  });
  const rgb = from([first, second, third]);
  const alpha = alphaText === undefined ? 1 : channel(alphaText.trim(), 1);
  if (![...rgb, alpha].every(Number.isFinite)) return null;
  return { rgb: [clamp(rgb[0]), clamp(rgb[1]), clamp(rgb[2])], alpha: clamp(alpha) };
}

/** `in oklab, <colour> [n%], <colour> [n%]`. */
function fromMix(inside: string, named: NamedColour, depth: number): Colour | null {
  const [method = "", ...rest] = splitOutside(inside);
  if (method.trim() !== "in oklab" || rest.length !== 2) return null;
  const shares: number[] = [];
  const colours: Colour[] = [];
  for (const part of rest) {
    const match = /^(.*?)(?:\s+(\d{1,3}(?:\.\d+)?)%)?$/s.exec(part.trim());
    const colour = parseColour(match?.[1] ?? "", named, depth + 1);
    if (colour === null) return null;
    colours.push(colour);
    shares.push(match?.[2] === undefined ? Number.NaN : Number(match[2]) / 100);
  }
  const [one, two] = colours;
  const [first = Number.NaN, second = Number.NaN] = shares;
  const ofOne = Number.isNaN(first) ? 1 - (Number.isNaN(second) ? 0.5 : second) : first;
  const ofTwo = Number.isNaN(second) ? 1 - ofOne : second;
  if (one === undefined || two === undefined || ofOne < 0 || ofTwo < 0 || ofOne > 1 || ofTwo > 1 || ofOne + ofTwo === 0) return null;
  const share = ofOne / (ofOne + ofTwo);
  const alpha = one.alpha * share + two.alpha * (1 - share);
  // A see-through colour weighs as much as there is of it.
  return { rgb: mixed(one.rgb, two.rgb, alpha === 0 ? 0.5 : (one.alpha * share) / alpha), alpha: alpha * Math.min(1, ofOne + ofTwo) };
}

/** Cut at the commas that stand in no parentheses. */
export function splitOutside(text: string): string[] {
  const parts = [""];
  let depth = 0;
  for (const character of text) {
    if (character === "(") depth += 1;
    else if (character === ")") depth -= 1;
    if (character === "," && depth === 0) parts.push("");
    else parts[parts.length - 1] += character;
  }
  return parts;
}

/** What is seen when the colour lies on `below`: alpha is never kept, so that nothing can be hidden with it (T15). */
export function opaque({ rgb, alpha }: Colour, below: Rgb): Rgb {
  const over = (at: 0 | 1 | 2): number => rgb[at] * alpha + below[at] * (1 - alpha);
  return [over(0), over(1), over(2)];
}
