import { describe, expect, onTestFinished, test } from "vitest";
import { applyAppearance } from "./apply-appearance.ts";
import { browserColour } from "./browser-colour.ts";
import { hexOf } from "./contrast.ts";
import { colourNames } from "./defaults.ts";
import { parseColour } from "./parse-colour.ts";
import "../tokens.css";

/** A root of a flow, with one element inside to look at. */
function root(theme = "default") {
  const element = document.createElement("div");
  element.dataset["deckAuth"] = "";
  element.dataset["theme"] = theme;
  const inside = element.appendChild(document.createElement("div"));
  document.body.append(element);
  onTestFinished(() => element.remove());
  const said: string[] = [];
  const apply = (appearance: unknown) => applyAppearance(element, appearance, (message) => said.push(message));
  const seen = (property: string, value: string): string => {
    inside.style.setProperty(property, value);
    return getComputedStyle(inside).getPropertyValue(property);
  };
  return { element, apply, said, seen, colour: (name: string) => seen("color", `var(--deck-color-${name})`) };
}

/** `#rrggbb` of what the browser itself makes of a colour. */
function browsersOwn(text: string): string {
  const pen = document.createElement("canvas").getContext("2d");
  if (pen === null) throw new Error("no canvas");
  pen.fillStyle = text;
  pen.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = pen.getImageData(0, 0, 1, 1).data;
  return `#${[red, green, blue].map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}

describe("parseColour sees what the browser sees", () => {
  test.each([
    "rebeccapurple",
    "Tomato",
    "#bada55",
    "rgb(12.5% 50% 99% / 1)",
    "hsl(210 40% 30%)",
    "hsl(-30deg, 80%, 60%)",
    "hwb(190 20% 30%)",
    "lab(60% 30 -40)",
    "lab(20% -20% 30%)",
    "lch(70% 40 130)",
    "lch(45% 60% 0.8turn)",
    "oklab(60% 0.1 -0.1)",
    "oklch(0.7 0.12 230)",
    "oklch(55% 40% 4rad)",
    "color-mix(in oklab, #17465c 88%, white)",
    "color-mix(in oklab, red, 20% blue)",
    "color-mix(in oklab, teal 30%, orange 20%)",
  ])("%s", (text) => {
    const parsed = parseColour(text, browserColour);
    if (text.includes("20% blue")) {
      // Written the other way round it is not read; the value is ignored and said to be.
      expect(parsed).toBeNull();
      return;
    }
    const channels = (hex: string) => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
    const [ours, theirs] = [channels(parsed === null ? "" : hexOf(parsed.rgb)), channels(browsersOwn(text))];
    ours.forEach((value, at) => expect(Math.abs(value - (theirs[at] ?? Number.NaN))).toBeLessThanOrEqual(1));
  });

  test("words that are no colours are none", () => {
    for (const word of ["notacolour", "inherit", "initial", "none"]) expect(browserColour(word), word).toBeNull();
  });
});

describe("applyAppearance", () => {
  test.each(["default", "dark"])("each colour variable changes what it names, the others keep the theme %s (R113, R114, R115)", (theme) => {
    for (const name of colourNames) {
      const { apply, colour, element } = root();
      const plain = new Map(colourNames.map((other) => [other, colour(other)]));
      apply({ theme });
      const themed = new Map(colourNames.map((other) => [other, colour(other)]));
      expect(element.dataset["theme"]).toBe(theme);
      if (theme === "dark") expect(themed).not.toEqual(plain);
      // A colour a little off the theme's own: nothing has to be repaired for it.
      const value = name === "border" ? "#888888" : (themed.get(name) ?? "").replace(/(\d+)\)$/, (_, blue: string) => `${Number(blue) > 128 ? Number(blue) - 1 : Number(blue) + 1})`);
      apply({ theme, variables: { [`color${name.replace(/(?:^|-)(.)/g, (_, letter: string) => letter.toUpperCase())}`]: value } });
      for (const other of colourNames) {
        if (other === name) expect(colour(other), other).not.toBe(themed.get(other));
        else expect(colour(other), other).toBe(themed.get(other));
      }
    }
  });

  test("font, radius and shadow become what they name (R114, R116)", () => {
    const { apply, seen } = root();
    apply({ variables: { fontFamily: "Inter, Georgia", borderRadius: 7, shadow: "0 2px 6px rgb(0 0 0 / 20%)" } });
    expect(seen("font-family", "var(--deck-font-family)")).toBe("Inter, Georgia, sans-serif");
    expect(seen("border-top-left-radius", "var(--deck-radius)")).toBe("7px");
    expect(seen("box-shadow", "var(--deck-shadow)")).toBe("rgba(0, 0, 0, 0.2) 0px 2px 6px 0px");
    apply({ variables: { shadow: "none" } });
    expect(seen("box-shadow", "var(--deck-shadow)")).toBe("none");
    expect(seen("border-top-left-radius", "var(--deck-radius)")).toBe("10px");
    apply({ variables: { shadow: "sm" } });
    expect(seen("box-shadow", "var(--deck-shadow)")).toBe(seen("box-shadow", "var(--deck-shadow-sm)"));
  });

  test("what is no longer given goes back to the theme", () => {
    const { apply, element, colour } = root();
    const before = colour("primary");
    apply({ theme: "dark", variables: { colorPrimary: "hotpink", colorForeground: "#222", borderRadius: 0 } });
    apply({});
    expect(element.dataset["theme"]).toBe("default");
    expect(element.style.length).toBe(0);
    expect(colour("primary")).toBe(before);
  });

  test("two roots are strangers (R118)", () => {
    const [first, second] = [root(), root()];
    first.apply({ variables: { colorPrimary: "#990000" } });
    second.apply({ theme: "dark" });
    expect(first.colour("primary")).toBe("rgb(153, 0, 0)");
    expect(second.colour("primary")).toBe("rgb(155, 213, 236)");
  });

  test("a theme that follows the system has a readable colour in both", () => {
    const { apply, element, colour } = root();
    apply({ theme: "auto", variables: { colorPrimary: "#0050a0" } });
    element.style.colorScheme = "light";
    expect(colour("primary")).toBe("rgb(0, 80, 160)");
    element.style.colorScheme = "dark";
    expect(colour("primary")).not.toBe("rgb(0, 80, 160)");
    // Mixtures of it are colours too.
    expect(colour("primary-hover")).toMatch(/^(?:oklab|color|rgb)\(/);
  });

  test("what a browser draws itself can be seen on a card that is not of its theme's lightness; the document's scheme stays (A-14)", () => {
    const { apply, element, seen } = root();
    const document = getComputedStyle(window.document.documentElement).colorScheme;
    apply({ theme: "dark", variables: { colorBackground: "#ffffff" } });
    expect(getComputedStyle(element).colorScheme).toBe("light");
    // Text of the browser's own, such as the sign in a date field.
    expect(seen("color", "CanvasText")).toBe("rgb(0, 0, 0)");
    apply({ theme: "default", variables: { colorBackground: "#000000" } });
    expect(getComputedStyle(element).colorScheme).toBe("dark");
    expect(seen("color", "CanvasText")).toBe("rgb(255, 255, 255)");
    expect(getComputedStyle(window.document.documentElement).colorScheme).toBe(document);
    apply({ theme: "dark" });
    expect(element.style.length).toBe(0);
    expect(getComputedStyle(element).colorScheme).toBe("dark");
  });

  test("nothing that is smuggled into a value is ever requested (R117, R126, T14)", async () => {
    const { apply, element, said } = root();
    performance.clearResourceTimings();
    const address = `${location.origin}/smuggled.png`;
    const values = [`url(${address})`, `red;background:url(${address})`, `image-set("${address}" 1x)`, `u/**/rl(${address})`, `\\75rl(${address})`, `0 0 1px red, url(${address})`, `Inter;src:url(${address})`];
    const names = [...colourNames.map((name) => `color${name.replace(/(?:^|-)(.)/g, (_, letter: string) => letter.toUpperCase())}`), "fontFamily", "borderRadius", "shadow", "logoUrl"];
    for (const value of values) {
      const { logoUrl } = apply({ variables: Object.fromEntries(names.map((name) => [name, value])) });
      expect(logoUrl).toBeNull();
      expect(element.getAttribute("style") ?? "").toBe("");
    }
    expect(said).toHaveLength(values.length * names.length);
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    expect(performance.getEntriesByType("resource").filter(({ name }) => name.includes("smuggled"))).toEqual([]);
  });
});
