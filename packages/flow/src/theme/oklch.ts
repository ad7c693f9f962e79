/** Red, green and blue of sRGB, 0 to 1 each, as they are written (gamma-encoded). */
export type Rgb = readonly [red: number, green: number, blue: number];

type Triple = readonly [number, number, number];

const toLinear = (value: number): number => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
const fromLinear = (value: number): number => (value <= 0.0031308 ? value * 12.92 : 1.055 * value ** (1 / 2.4) - 0.055);
const clamp = (value: number): number => Math.min(1, Math.max(0, value));

/** sRGB from linear light; what is out of gamut is cut off, as browsers do. */
export const fromLinearRgb = ([red, green, blue]: Triple): Rgb => [fromLinear(clamp(red)), fromLinear(clamp(green)), fromLinear(clamp(blue))];

/** Linear light of sRGB. */
export const toLinearRgb = ([red, green, blue]: Rgb): Triple => [toLinear(red), toLinear(green), toLinear(blue)];

/** A 3 by 3 matrix, row by row, times a triple. */
export function times(m: readonly number[], [x, y, z]: Triple): Triple {
  const row = (at: number): number => (m[at] ?? 0) * x + (m[at + 1] ?? 0) * y + (m[at + 2] ?? 0) * z;
  return [row(0), row(3), row(6)];
}

const each = ([x, y, z]: Triple, run: (value: number) => number): Triple => [run(x), run(y), run(z)];

// The matrices of Björn Ottosson's Oklab, as CSS Color 4 has them.
const rgbToCone = [0.4122214708, 0.5363325363, 0.0514459929, 0.2119034982, 0.6806995451, 0.1073969566, 0.0883024619, 0.2817188376, 0.6299787005];
const coneToLab = [0.2104542553, 0.793617785, -0.0040720468, 1.9779984951, -2.428592205, 0.4505937099, 0.0259040371, 0.7827717662, -0.808675766];
const labToCone = [1, 0.3963377774, 0.2158037573, 1, -0.1055613458, -0.0638541728, 1, -0.0894841775, -1.291485548];
const coneToRgb = [4.0767416621, -3.3077115913, 0.2309699292, -1.2684380046, 2.6097574011, -0.3413193965, -0.0041960863, -0.7034186147, 1.707614701];

/** Linear light from Oklab; out of gamut it is below 0 or above 1. */
const oklabToLinear = (lab: Triple): Triple => times(coneToRgb, each(times(labToCone, lab), (value) => value ** 3));

/** sRGB from Oklab. */
export const fromOklab = (lab: Triple): Rgb => fromLinearRgb(oklabToLinear(lab));

/** Oklab from sRGB. */
export const toOklab = (rgb: Rgb): Triple => times(coneToLab, each(times(rgbToCone, toLinearRgb(rgb)), Math.cbrt));

/** The place nearest to `from` at which `fits` holds, on the way to `to`, where it holds too; exact to 1/256 of the way. */
export function nearest(from: number, to: number, fits: (at: number) => boolean): number {
  let [no, yes] = [from, to];
  for (let halving = 0; halving < 8; halving += 1) {
    const middle = (no + yes) / 2;
    if (fits(middle)) yes = middle;
    else no = middle;
  }
  return yes;
}

/** The same hue at another lightness (0 to 1), with as much of its chroma as sRGB has at that lightness. */
export function withLightness(rgb: Rgb, lightness: number): Rgb {
  const [, a, b] = toOklab(rgb);
  const at = (chroma: number): Triple => oklabToLinear([lightness, a * chroma, b * chroma]);
  const inGamut = (chroma: number): boolean => at(chroma).every((value) => value > -1e-4 && value < 1.0001);
  return fromLinearRgb(at(inGamut(1) ? 1 : nearest(1, 0, inGamut)));
}

/** Mixed as `color-mix(in oklab, first share, second)` mixes them. `share` is 0 to 1, of the first. */
export function mixed(first: Rgb, second: Rgb, share: number): Rgb {
  const other = toOklab(second);
  const [l, a, b] = toOklab(first);
  const part = (one: number, two: number): number => one * share + two * (1 - share);
  return fromOklab([part(l, other[0]), part(a, other[1]), part(b, other[2])]);
}
