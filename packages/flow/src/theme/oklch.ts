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

// The matrices of Björn Ottosson's Oklab, as CSS Color 4 has them, to the places that eight bits can show.
const rgbToCone = [0.41222147, 0.53633254, 0.05144599, 0.2119035, 0.68069955, 0.10739696, 0.08830246, 0.28171884, 0.6299787];
const coneToLab = [0.21045426, 0.79361779, -0.00407205, 1.9779985, -2.42859221, 0.45059371, 0.02590404, 0.78277177, -0.80867577];
const labToCone = [1, 0.39633778, 0.21580376, 1, -0.10556135, -0.06385417, 1, -0.08948418, -1.29148555];
const coneToRgb = [4.07674166, -3.30771159, 0.23096993, -1.268438, 2.6097574, -0.3413194, -0.00419609, -0.70341861, 1.7076147];

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
