import { expect, test } from "vitest";
import { page } from "vitest/browser";
import { Button, IconButton } from "../ui/button.tsx";
import { ErrorNotice } from "../ui/error-notice.tsx";
import { StepHeader } from "../ui/step-header.tsx";
import { stage } from "../ui/testing/stage.tsx";
import { TextField } from "../ui/text-field.tsx";
import { applyAppearance } from "./apply-appearance.ts";
import { contrast, hexOf } from "./contrast.ts";
import { colourNames } from "./defaults.ts";
import { variableOf } from "./read-appearance.ts";

const brands = ["#ffffff", "#000000", "#777777", "#ffe000", "#ff0000", "#00ff00", "#0000ff", "#ff00ff", "#00ffff", "#c0ffee", "#5b2bd9", "#8b0000"];

/** Each brand colour as all colours, as background, as primary and ring; and two that fight each other. */
const appearances = brands.flatMap((colour) => [
  Object.fromEntries(colourNames.map((name) => [variableOf(name), colour])),
  { colorBackground: colour },
  { colorPrimary: colour, colorRing: colour },
  { colorBackground: colour, colorMuted: "#808080", colorRing: colour, colorDanger: colour },
]);

// Not in every list of types yet.
const byKeyboard: FocusOptions & { focusVisible: boolean } = { focusVisible: true };

const pen = document.createElement("canvas").getContext("2d", { willReadFrequently: true });

/** `#rrggbb` of a computed colour; null for a see-through one. */
function seen(computed: string): string | null {
  if (pen === null) throw new Error("no canvas");
  pen.clearRect(0, 0, 1, 1);
  pen.fillStyle = computed;
  pen.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0, alpha = 0] = pen.getImageData(0, 0, 1, 1).data;
  return alpha < 255 ? null : hexOf([red / 255, green / 255, blue / 255]);
}

/** What lies behind this element. */
function ground(element: Element | null): string {
  for (let at = element; at !== null; at = at.parentElement) {
    const colour = seen(getComputedStyle(at).backgroundColor);
    if (colour !== null) return colour;
  }
  throw new Error("nothing opaque");
}

test("the focus ring is at least 2 px wide and 3:1 against both sides, for any appearance (A-3, R142, M90)", async () => {
  const { place } = await stage(
    <>
      <StepHeader title="A step" onBack={() => {}} />
      <ErrorNotice type="auth" code="auth_invalid" requestId="req_1" />
      <TextField label="Field" />
      <TextField label="Refused" error="No." />
      <fieldset data-slot="options">
        <label data-slot="option" htmlFor="one">
          <input id="one" type="radio" data-slot="radio" /> One
        </label>
      </fieldset>
      <button type="button" data-slot="picker-not-listed">
        Not listed
      </button>
      <IconButton label="Icon">i</IconButton>
      <Button variant="primary">Primary</Button>
      <Button variant="secondary">Secondary</Button>
      <Button variant="link">Link</Button>
    </>,
    { onClose: () => {} },
  );
  await expect.element(page.getByRole("heading", { level: 1 })).toBeVisible();
  const root = place.querySelector<HTMLElement>("[data-deck-auth]");
  if (root === null) throw new Error("no root");
  root.style.setProperty("--deck-time", "0ms");
  // Colours of an element that is turning into another look are not its own yet.
  const settle = () => place.getAnimations({ subtree: true }).forEach((animation) => animation.finish());
  const weak: string[] = [];
  for (const theme of ["default", "dark"] as const)
    for (const variables of [{}, ...appearances]) {
      applyAppearance(root, { theme, variables }, () => {});
      for (const element of place.querySelectorAll<HTMLElement>("button, input")) {
        element.focus(byKeyboard);
        settle();
        const ringed = element.closest<HTMLElement>("[data-slot=option]") ?? element;
        const { outlineColor, outlineWidth, outlineStyle, outlineOffset } = getComputedStyle(ringed);
        const ring = seen(outlineColor);
        const sides = [ground(ringed.parentElement), ...(Number.parseFloat(outlineOffset) < 0 ? [ground(ringed)] : [])];
        const least = Math.min(...sides.map((side) => contrast(ring ?? side, side)));
        const name = ringed.getAttribute("aria-label") ?? ringed.dataset["slot"] ?? "";
        if (outlineStyle === "none" || Number.parseFloat(outlineWidth) < 2 || least < 3)
          weak.push(`${theme} ${JSON.stringify(variables)} ${name} ${ring} on ${sides.join()}: ${least.toFixed(2)}`);
      }
    }
  expect(weak).toEqual([]);
});
