/** The twelve colours, by the name that follows `color` in a variable and `--deck-color-` in a style. */
export const colourNames = [
  "primary",
  "primary-foreground",
  "background",
  "foreground",
  "muted",
  "muted-foreground",
  "neutral",
  "danger",
  "success",
  "border",
  "input",
  "ring",
] as const;

export type ColourName = (typeof colourNames)[number];

/** The themes that have colours; "auto" is the one or the other. */
export type OneTheme = "default" | "dark";

/** A whole set of colours, each `#rrggbb`. */
export type Palette = Readonly<Record<ColourName, string>>;

/** What the themes say, for repairing the contrast between what is given and what is not. A test holds it equal to tokens.css. */
export const themePalettes: Readonly<Record<OneTheme, Palette>> = {
  default: {
    primary: "#17465c",
    "primary-foreground": "#ffffff",
    background: "#ffffff",
    foreground: "#14222b",
    muted: "#f1f5f7",
    "muted-foreground": "#53636e",
    neutral: "#5f7280",
    danger: "#b3261e",
    success: "#14774a",
    border: "#dce4e8",
    input: "#7b8c97",
    ring: "#1f7a9e",
  },
  dark: {
    primary: "#9bd5ec",
    "primary-foreground": "#07222e",
    background: "#131c22",
    foreground: "#e9f0f3",
    muted: "#1d2930",
    "muted-foreground": "#a5b6c0",
    neutral: "#8ea2ae",
    danger: "#ff968b",
    success: "#62d3a0",
    border: "#2c3a43",
    input: "#6f838f",
    ring: "#74c5e6",
  },
};

/** How much of the danger colour its quiet surface takes, as `--deck-tint` says. */
export const dangerTints = { default: 0.07, dark: 0.13 } as const;

/** Lightness and chroma of the monogram tiles and of their letters, as `--deck-monogram-…` says. */
export const monograms = {
  default: { background: "0.93 0.04", foreground: "0.4 0.085" },
  dark: { background: "0.35 0.05", foreground: "0.9 0.055" },
} as const;
