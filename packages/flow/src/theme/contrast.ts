import { toLinearRgb } from "./oklch.ts";
import type { Rgb } from "./oklch.ts";

/** `#rrggbb`: the only way in which a colour is ever written into a style. */
export const hexOf = (rgb: Rgb): string => `#${rgb.map((value) => Math.round(value * 255).toString(16).padStart(2, "0")).join("")}`;

/** The colour that `#rrggbb` stands for. */
export const rgbOf = (hex: string): Rgb => {
  const channel = (at: number): number => Number.parseInt(hex.slice(at, at + 2), 16) / 255;
  return [channel(1), channel(3), channel(5)];
};

/** Relative luminance of `#rrggbb` (WCAG 2.2), 0 to 1. */
export function luminance(hex: string): number {
  const [red, green, blue] = toLinearRgb(rgbOf(hex));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Contrast ratio of two colours written as `#rrggbb`, 1 to 21. */
export function contrast(first: string, second: string): number {
  const [one, two] = [luminance(first), luminance(second)];
  return (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05);
}
