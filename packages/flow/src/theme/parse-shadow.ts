import { parseColour, splitOutside } from "./parse-colour.ts";
import type { NamedColour } from "./parse-colour.ts";

const mostShadows = 4;
/** No offset, blur or spread is larger, in pixels: a shadow must not cover the page around the card. */
const farthest = 96;

/**
 * A shadow, written anew: `none`, `sm`, `md`, `lg` (the theme's own), or up to four box-shadows of two to four lengths in
 * pixels and a colour. Null for anything else. The colour keeps its alpha: a shadow lies under everything.
 */
export function parseShadow(text: string, named: NamedColour): string | null {
  const value = text.length > 400 ? "" : text.trim().toLowerCase();
  if (value === "none") return "none";
  if (/^(?:sm|md|lg)$/.test(value)) return `var(--deck-shadow-${value})`;
  const shadows = splitOutside(value).map((part) => oneShadow(part.trim(), named));
  return shadows.length > mostShadows || shadows.includes(null) ? null : shadows.join(", ");
}

const length = String.raw`[+-]?(?:\d+\.?\d*|\.\d+)(?:px)?`;
const colour = String.raw`#[\da-f]+|[a-z]+|[a-z-]+\(.*\)`;
const pattern = new RegExp(`^(?:(${colour})\\s+)?(${length}(?:\\s+${length}){1,3})(?:\\s+(${colour}))?$`);

function oneShadow(text: string, named: NamedColour): string | null {
  // In CSS the colour stands before or after the lengths, and so does `inset`.
  const inset = /^inset\s+|\s+inset$/.exec(text);
  const match = pattern.exec(inset === null ? text : text.replace(inset[0], ""));
  if (match === null) return null;
  const [, before, lengths = "", after] = match;
  const tint = before !== undefined && after !== undefined ? null : parseColour(before ?? after ?? "", named);
  const pixels = lengths.split(/\s+/).map((part) => (/px$|^[+-]?0*\.?0*$/.test(part) ? Number.parseFloat(part) : Number.NaN));
  // Blur has no sign.
  if (tint === null || pixels.some((value) => Number.isNaN(value)) || (pixels[2] ?? 0) < 0) return null;
  const written = pixels.map((value) => `${tidy(Math.max(-farthest, Math.min(farthest, value)))}px`).join(" ");
  const [red, green, blue] = tint.rgb.map((value) => Math.round(value * 255));
  return `${inset === null ? "" : "inset "}${written} rgb(${red} ${green} ${blue} / ${tidy(tint.alpha * 100)}%)`;
}

/** At most two places, never `-0` or an exponent. */
const tidy = (value: number): number => Math.round(value * 100) / 100 + 0;
