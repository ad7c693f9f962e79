import { hexOf, rgbOf } from "./contrast.ts";
import { colourNames, themePalettes } from "./defaults.ts";
import type { ColourName } from "./defaults.ts";
import { readLogoUrl } from "./logo-url.ts";
import { opaque, parseColour } from "./parse-colour.ts";
import type { Colour, NamedColour } from "./parse-colour.ts";
import { parseFont } from "./parse-font.ts";
import { parseShadow } from "./parse-shadow.ts";

export type Theme = "default" | "dark" | "auto";

/** An `AppearanceConfig` of which every value has been parsed: what is here may be written into a style. */
export interface ReadAppearance {
  theme: Theme;
  colours: ReadonlyMap<ColourName, Colour>;
  /** Ready to be written. */
  fontFamily: string | null;
  /** Pixels, 0 to 32. */
  borderRadius: number | null;
  /** Ready to be written. */
  shadow: string | null;
  logoUrl: string | null;
  logoPlacement: "top" | "left";
}

/** "muted-foreground" is the variable `colorMutedForeground`. */
export const variableOf = (name: ColourName): string => `color${name.replace(/(?:^|-)(.)/g, (_, letter: string) => letter.toUpperCase())}`;

const variables = new Set([...colourNames.map(variableOf), "fontFamily", "borderRadius", "shadow", "logoUrl", "logoPlacement"]);
const roundest = 32;
const mostNames = 50;

/**
 * Reads what a host says about looks, value by value: only known names, only an object's own plain values, so that no getter
 * runs. Whatever is not understood is left out, told to `warn`, and spoils nothing else (R117, design 7.8). Never throws.
 */
export function readAppearance(appearance: unknown, named: NamedColour, warn: (message: string) => void): ReadAppearance {
  const given = own(appearance, "variables");
  const branding = own(appearance, "branding");
  const refuse = (name: string, reason: string): void => warn(`appearance: ${name} is ignored: ${reason}`);
  /** A value that is there, as `read` makes of it; null, and a warning, when `read` does not understand it. */
  const value = <Value>(from: unknown, name: string, read: (value: unknown) => Value | null, reason: string): Value | null => {
    const raw = own(from, name);
    const understood = raw === undefined || raw === null ? null : read(raw);
    if (understood === null && raw !== undefined && raw !== null) refuse(name, reason);
    return understood;
  };
  const text = (read: (text: string) => string | null) => (raw: unknown) => (typeof raw === "string" ? read(raw) : null);

  const colours = new Map<ColourName, Colour>();
  for (const name of colourNames) {
    const colour = value(given, variableOf(name), (raw) => (typeof raw === "string" ? parseColour(raw, named) : null), "it is not a colour that can be read");
    if (colour !== null) colours.set(name, colour);
  }
  for (const name of namesOf(given)) if (!variables.has(name)) refuse(JSON.stringify(name.slice(0, 40)), "there is no such variable");

  const isTheme = (raw: unknown): Theme | null => (raw === "default" || raw === "dark" || raw === "auto" ? raw : null);
  const isPlacement = (raw: unknown): "top" | "left" | null => (raw === "top" || raw === "left" ? raw : null);
  const isRadius = (raw: unknown): number | null => (typeof raw === "number" && Number.isFinite(raw) ? Math.round(Math.min(roundest, Math.max(0, raw))) : null);
  const logoReason = "the address is not on an allowed host, not canonical, or not a PNG, JPG, GIF or WebP";
  const placement = (from: unknown) => value(from, "logoPlacement", isPlacement, "it is neither top nor left");
  return {
    theme: value(appearance, "theme", isTheme, "it is none of default, dark and auto") ?? "default",
    colours,
    fontFamily: value(given, "fontFamily", text(parseFont), "it is not a list of up to eight plain font names"),
    borderRadius: value(given, "borderRadius", isRadius, "it is not a number of pixels"),
    shadow: value(given, "shadow", text((raw) => parseShadow(raw, named)), "it is none of none, sm, md and lg, nor up to four box-shadows of pixels and a colour"),
    // Their table calls these two variables, so they are taken from there too (deck-api 7.16).
    logoUrl: value(branding, "logoUrl", readLogoUrl, logoReason) ?? value(given, "logoUrl", readLogoUrl, logoReason),
    logoPlacement: placement(branding) ?? placement(given) ?? "top",
  };
}

/** The object's own plain value under this name; `undefined` for a getter, for what is inherited, and for what is no object. */
function own(object: unknown, name: string): unknown {
  try {
    return typeof object === "object" && object !== null ? Object.getOwnPropertyDescriptor(object, name)?.value : undefined;
  } catch {
    return undefined;
  }
}

function namesOf(object: unknown): string[] {
  try {
    return typeof object === "object" && object !== null && !Array.isArray(object) ? Object.keys(object).slice(0, mostNames) : [];
  } catch {
    return [];
  }
}

/** The colours as `#rrggbb` over the background, which itself lies on the theme's (T15). */
export function opaqueColours(colours: ReadonlyMap<ColourName, Colour>, theme: "default" | "dark"): Partial<Record<ColourName, string>> {
  const card = colours.get("background");
  const below = card === undefined ? rgbOf(themePalettes[theme].background) : opaque(card, rgbOf(themePalettes[theme].background));
  const hexes: Partial<Record<ColourName, string>> = {};
  for (const [name, colour] of colours) hexes[name] = hexOf(name === "background" ? below : opaque(colour, below));
  return hexes;
}
