import { browserColour } from "./browser-colour.ts";
import { colourNames, monograms, themePalettes } from "./defaults.ts";
import type { OneTheme } from "./defaults.ts";
import { opaqueColours, readAppearance, variableOf } from "./read-appearance.ts";
import type { ReadAppearance } from "./read-appearance.ts";
import { likenessOf, repairContrast, repairMixtures } from "./repair-contrast.ts";

export interface AppliedAppearance {
  /** A checked address, or null: no logo was given, or it may not be shown. */
  logoUrl: string | null;
  logoPlacement: "top" | "left";
}

/**
 * Makes the root of a flow look as the host wants. What the host gave is parsed into numbers and written anew, property by
 * property, never as text of a style; contrast is repaired; what was set before and is no longer given goes back to the
 * theme (R113 to R118, design 4.7). Never throws.
 *
 * @param element the root: it gets `data-theme` and the `--deck-…` properties
 * @param appearance an `AppearanceConfig`, not yet trusted in any way
 * @param warn hears which variable was ignored or repaired, and why
 */
export function applyAppearance(element: HTMLElement, appearance: unknown, warn: (message: string) => void): AppliedAppearance {
  const read = readAppearance(appearance, browserColour, warn);
  const style = styleOf(read, warn);
  element.dataset["theme"] = read.theme;
  for (const name of properties) {
    const value = style.get(name);
    if (value === undefined) element.style.removeProperty(name);
    else element.style.setProperty(name, value);
  }
  return { logoUrl: read.logoUrl, logoPlacement: read.logoPlacement };
}

const colourProperty = (name: string): string => `--deck-color-${name}`;

/** All that is ever written. */
const properties = [
  ...[...colourNames, "primary-hover", "danger-soft", "neutral-soft"].map(colourProperty),
  "--deck-monogram-background",
  "--deck-monogram-foreground",
  "--deck-font-family",
  "--deck-radius",
  "--deck-shadow",
  "color-scheme",
];

/** The properties to write, each in a closed grammar. */
export function styleOf(read: ReadAppearance, warn: (message: string) => void): Map<string, string> {
  const style = new Map<string, string>();
  const { themes, likeness } = cardOf(read);
  const [one, two] = themes.map((theme) => coloursOf(read, theme, warn));
  // Where a card stays as it is, whatever the system says, the stylesheet may have the colours of the other theme: all are said.
  const isWhole = read.theme === "auto" && likeness !== null;
  for (const name of isWhole ? (one?.all.keys() ?? []) : new Set([...(one?.written ?? []), ...(two?.written ?? [])])) {
    const [first = "", second = first] = [one?.all.get(name), two?.all.get(name)];
    style.set(colourProperty(name), first === second ? first : `light-dark(${first}, ${second})`);
  }
  if (likeness !== null) {
    style.set("color-scheme", likeness === "dark" ? "dark" : "light");
    style.set("--deck-monogram-background", monograms[likeness].background);
    style.set("--deck-monogram-foreground", monograms[likeness].foreground);
  }
  if (read.fontFamily !== null) style.set("--deck-font-family", read.fontFamily);
  if (read.borderRadius !== null) style.set("--deck-radius", `${read.borderRadius}px`);
  if (read.shadow !== null) style.set("--deck-shadow", read.shadow);
  return style;
}

interface ReadCard {
  /** The themes of which it takes what the host does not give. */
  themes: readonly OneTheme[];
  /** Whose card it looks like, where that is not what the stylesheet believes. */
  likeness: OneTheme | null;
}

function cardOf({ colours, theme }: ReadAppearance): ReadCard {
  const likeness = (of: OneTheme): OneTheme => likenessOf(opaqueColours(colours, of).background ?? themePalettes[of].background, of);
  if (theme !== "auto") return { themes: [theme], likeness: likeness(theme) === theme ? null : likeness(theme) };
  const [inLight, inDark] = [likeness("default"), likeness("dark")];
  // A theme that follows the system needs both: what can be read on a light card cannot on a dark one. On a background of the
  // host's own the card is the same in both.
  return inLight === inDark ? { themes: [inLight], likeness: inLight } : { themes: ["default", "dark"], likeness: null };
}

interface ThemeColours {
  /** Every colour of the theme as it is to be seen, by what follows `--deck-color-`. */
  all: Map<string, string>;
  /** Those that the stylesheet does not say already. */
  written: Set<string>;
}

function coloursOf({ colours }: ReadAppearance, theme: OneTheme, warn: (message: string) => void): ThemeColours {
  const all = new Map<string, string>();
  const written = new Set<string>(colours.keys());
  if (colours.size === 0) return { all, written };
  const { palette, repairs } = repairContrast(opaqueColours(colours, theme), theme);
  for (const name of colourNames) {
    all.set(name, palette[name]);
    if (palette[name] !== themePalettes[theme][name]) written.add(name);
  }
  for (const { colour, on, ratio, needed, instead } of repairs) {
    const given = colours.has(colour) ? "" : `, which the theme "${theme}" brings,`;
    warn(`appearance: ${variableOf(colour)}${given} has ${ratio.toFixed(2)}:1 on ${variableOf(on)} and needs ${needed}:1; it is shown as ${instead}`);
  }
  for (const { name, hex, repaired } of repairMixtures(palette, theme)) {
    all.set(name, hex);
    if (repaired) written.add(name);
  }
  return { all, written };
}
