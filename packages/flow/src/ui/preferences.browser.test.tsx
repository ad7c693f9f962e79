import { describe, expect, test } from "vitest";
import { page } from "vitest/browser";
import { applyAppearance } from "../theme/apply-appearance.ts";
import { Button } from "./button.tsx";
import { Monogram } from "./monogram.tsx";
import { Notice } from "./notice.tsx";
import { Skeleton } from "./skeleton.tsx";
import { Spinner } from "./spinner.tsx";
import { StepHeader } from "./step-header.tsx";
import { prefer, systemColour } from "./testing/device.ts";
import { stage } from "./testing/stage.tsx";
import { TextField } from "./text-field.tsx";

/** Colours for a white card, none of which anybody could see on a black one. */
const hostsOwn = {
  variables: {
    colorPrimary: "#17465c",
    colorMutedForeground: "#5b6270",
    colorBorder: "#eeeeee",
    colorInput: "#333333",
    colorRing: "#222222",
    colorNeutral: "#333333",
    colorSuccess: "#0a3d20",
    colorDanger: "#500000",
    shadow: "lg",
  },
};

async function open(appearance: unknown) {
  const { place } = await stage(
    <>
      <StepHeader title="A step" lead="Its lead" />
      <TextField label="Field" />
      <Monogram name="Northwind" />
      <Spinner />
      <Skeleton />
      <Button variant="primary">Go on</Button>
      <Notice tone="danger" title="A problem" />
    </>,
    { onClose: () => {} },
  );
  await expect.element(page.getByRole("heading", { level: 1 })).toBeVisible();
  const root = place.querySelector<HTMLElement>("[data-deck-auth]");
  if (root === null) throw new Error("no root");
  const said: string[] = [];
  applyAppearance(root, appearance, (message) => said.push(message));
  expect(said).toEqual([]);
  const style = (slot: string) => {
    const element = place.querySelector(`[data-slot="${slot}"]`);
    if (element === null) throw new Error(`no ${slot}`);
    return getComputedStyle(element);
  };
  return { place, style };
}

const seeThrough = "rgba(0, 0, 0, 0)";

describe.each([
  ["the theme's colours", {}],
  ["a host's own colours", hostsOwn],
])("what people have asked their system for goes before %s (A-15, M89)", (_, appearance) => {
  test("less motion: nothing turns, slides or fades in; work under way is still to be seen", async () => {
    await prefer("prefers-reduced-motion", "reduce");
    const { place, style } = await open(appearance);
    expect(style("spinner").animationName).toBe("deck-breathe");
    expect(style("skeleton").animationName).toBe("none");
    const timed = [...place.querySelectorAll("*")].filter((element) => !/^(0s(, )?)+$/.test(getComputedStyle(element).transitionDuration));
    expect(timed.map(({ tagName }) => tagName)).toEqual([]);
  });

  test("more contrast: secondary text and hairlines become plain, the ring wider", async () => {
    await prefer("prefers-contrast", "more");
    const { place, style } = await open(appearance);
    expect(style("step-lead").color).toBe(style("root").color);
    await expect.poll(() => style("input").borderTopColor).toBe(style("card").borderTopColor);
    page.getByRole("textbox").element().focus();
    expect(style("input").outlineWidth).toBe("3px");
    expect(place.querySelectorAll("h1")).toHaveLength(1);
  });

  test("their own colours: shapes keep their outlines, and the focus its ring", async () => {
    await prefer("forced-colors", "active");
    expect(matchMedia("(forced-colors: active)").matches).toBe(true);
    const { place, style } = await open(appearance);
    for (const slot of ["card", "input", "monogram", "skeleton", "button"]) {
      expect(style(slot).borderTopStyle, slot).toBe("solid");
      expect(style(slot).borderTopColor, slot).not.toBe(seeThrough);
    }
    expect(style("card").boxShadow).toBe("none");
    // A drawing keeps the colour that it is given: it has to be the system's.
    expect(getComputedStyle(place.querySelector("[data-icon=alert]") ?? place).stroke).toBe(systemColour("CanvasText"));
    page.getByRole("textbox").element().focus();
    expect(style("input").outlineStyle).toBe("solid");
    expect(style("input").outlineColor).not.toBe(style("input").backgroundColor);
  });
});
