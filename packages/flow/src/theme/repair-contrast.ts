import { contrast, hexOf, luminance, rgbOf } from "./contrast.ts";
import { dangerTints, themePalettes } from "./defaults.ts";
import type { ColourName, OneTheme, Palette } from "./defaults.ts";
import { mixed, nearest, toOklab, withLightness } from "./oklch.ts";

/** Text on what it stands on. */
const forText = 4.5;
/** Shapes that have to be seen: borders of inputs, the focus ring, marks. */
const forShapes = 3;

/** What has to be told apart from what. In this order: what is repaired first stands firm for those after it. */
const pairs: readonly (readonly [colour: ColourName, on: readonly ColourName[], ratio: number])[] = [
  ["foreground", ["background", "muted"], forText],
  ["muted-foreground", ["background", "muted"], forText],
  ["danger", ["background"], forText],
  ["success", ["background"], forText],
  ["primary", ["background", "muted"], forShapes],
  ["neutral", ["background", "muted"], forShapes],
  ["input", ["background"], forShapes],
  ["ring", ["background", "muted"], forShapes],
  ["primary-foreground", ["primary"], forText],
];

/** A colour that could not stay as it was. */
export interface Repair {
  colour: ColourName;
  /** What it was too close to. */
  on: ColourName;
  ratio: number;
  needed: number;
  instead: string;
}

export interface Repaired {
  palette: Palette;
  repairs: readonly Repair[];
}

const otherOf = (theme: OneTheme): OneTheme => (theme === "dark" ? "default" : "dark");

/**
 * The theme whose card this background is nearer to. What the browser draws itself (scrollbars, the signs in a date field, lists that
 * open), hairlines and monograms are made for a light card or for a dark one, whatever the theme is called.
 */
export function likenessOf(background: string, theme: OneTheme): OneTheme {
  const away = (of: OneTheme): number => contrast(background, themePalettes[of].background);
  return away(otherOf(theme)) < away(theme) ? otherOf(theme) : theme;
}

/**
 * The colours as they may be shown: those given, those of the theme for the rest, and each moved in lightness, as little as
 * will do, until everything that has to be read or seen can be (A-14, T15). The background is never moved.
 */
export function repairContrast(given: Partial<Palette>, theme: OneTheme): Repaired {
  const palette: Record<ColourName, string> = { ...themePalettes[theme], ...given };
  const other = themePalettes[otherOf(theme)];
  // Nobody has to read a hairline, so no ratio says how strong it is: it is the one that suits the card.
  palette.border = given.border ?? themePalettes[likenessOf(palette.background, theme)].border;
  const repairs: Repair[] = [];

  const repair = (colour: ColourName, on: ColourName, ratio: number, needed: number, fits: (hex: string) => boolean): void => {
    const before = palette[colour];
    // What was not given may as well be what the other theme has: light text on a card that was made dark.
    palette[colour] = given[colour] === undefined && fits(other[colour]) ? other[colour] : moved(before, fits);
    repairs.push({ colour, on, ratio, needed, instead: palette[colour] });
  };

  // First of all there has to be a text colour that can be read on both surfaces.
  const sharesText = (muted: string): boolean => ["#000000", "#ffffff"].some((text) => contrast(text, muted) >= forText && contrast(text, palette.background) >= forText);
  if (!sharesText(palette.muted)) repair("muted", "background", contrast(palette.muted, palette.background), forText, sharesText);

  for (const [colour, surfaces, needed] of pairs) {
    const worst = surfaces.toSorted((one, two) => contrast(palette[colour], palette[one]) - contrast(palette[colour], palette[two]))[0];
    const fits = (hex: string): boolean => surfaces.every((surface) => contrast(hex, palette[surface]) >= needed);
    if (worst !== undefined && !fits(palette[colour])) repair(colour, worst, contrast(palette[colour], palette[worst]), needed, fits);
  }
  return { palette, repairs };
}

/** The nearest lightness of this colour that fits; black or white when none does. */
function moved(hex: string, fits: (hex: string) => boolean): string {
  const rgb = rgbOf(hex);
  const [lightness] = toOklab(rgb);
  const at = (to: number): string => hexOf(withLightness(rgb, to));
  const candidates = [0, 1].filter((end) => fits(at(end))).map((end) => nearest(lightness, end, (to) => fits(at(to))));
  const [first, second = first] = candidates;
  if (first === undefined || second === undefined) return fits("#000000") ? "#000000" : "#ffffff";
  return at(Math.abs(first - lightness) <= Math.abs(second - lightness) ? first : second);
}

/** A surface that tokens.css mixes from the palette, and that text stands on. */
export interface Mixture {
  /** What follows `--deck-color-`. */
  name: string;
  hex: string;
  /** Text could not be read on the mixture, so this is another colour. */
  repaired: boolean;
}

/** The mixed surfaces, each as it may be shown. */
export function repairMixtures(palette: Palette, theme: OneTheme): Mixture[] {
  const mix = (colour: ColourName, share: number, on: string): string => hexOf(mixed(rgbOf(palette[colour]), rgbOf(on), share));
  const text = ["foreground", "muted-foreground"] as const;
  const away = luminance(palette["primary-foreground"]) > luminance(palette.primary) ? "#000000" : "#ffffff";
  const surfaces = [
    ["primary-hover", ["primary-foreground"], mix("primary", 0.88, palette.foreground), mix("primary", 0.88, away)],
    ["danger-soft", text, mix("danger", dangerTints[theme], palette.background), palette.background],
    ["neutral-soft", text, mix("neutral", 0.14, palette.background), palette.background],
  ] as const;
  return surfaces.map(([name, texts, surface, instead]) => {
    const repaired = texts.some((colour) => contrast(palette[colour], surface) < forText);
    return { name, hex: repaired ? instead : surface, repaired };
  });
}
