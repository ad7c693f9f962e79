import { describe, expect, test } from "vitest";
import { page } from "vitest/browser";
import { Button } from "./button.tsx";
import { Monogram } from "./monogram.tsx";
import { Skeleton } from "./skeleton.tsx";
import { Spinner } from "./spinner.tsx";
import { StepHeader } from "./step-header.tsx";
import { prefer } from "./testing/device.ts";
import { stage } from "./testing/stage.tsx";
import { TextField } from "./text-field.tsx";

async function open() {
  const { place } = await stage(
    <>
      <StepHeader title="A step" lead="Its lead" />
      <TextField label="Field" />
      <Monogram name="Northwind" />
      <Spinner />
      <Skeleton />
      <Button variant="primary">Go on</Button>
    </>,
    { onClose: () => {} },
  );
  await expect.element(page.getByRole("heading", { level: 1 })).toBeVisible();
  const style = (slot: string) => {
    const element = place.querySelector(`[data-slot="${slot}"]`);
    if (element === null) throw new Error(`no ${slot}`);
    return getComputedStyle(element);
  };
  return { place, style };
}

const seeThrough = "rgba(0, 0, 0, 0)";

describe("what people have asked their system for (A-15, M89)", () => {
  test("less motion: nothing turns, slides or fades in; work under way is still to be seen", async () => {
    await prefer("prefers-reduced-motion", "reduce");
    const { place, style } = await open();
    expect(style("spinner").animationName).toBe("deck-breathe");
    expect(style("skeleton").animationName).toBe("none");
    const timed = [...place.querySelectorAll("*")].filter((element) => !/^(0s(, )?)+$/.test(getComputedStyle(element).transitionDuration));
    expect(timed.map(({ tagName }) => tagName)).toEqual([]);
  });

  test("more contrast: secondary text and hairlines become plain, the ring wider", async () => {
    await prefer("prefers-contrast", "more");
    const { place, style } = await open();
    expect(style("step-lead").color).toBe(style("root").color);
    expect(style("card").borderTopColor).toBe(style("input").borderTopColor);
    page.getByRole("textbox").element().focus();
    expect(style("input").outlineWidth).toBe("3px");
    expect(place.querySelectorAll("h1")).toHaveLength(1);
  });

  test("their own colours: shapes keep their outlines, and the focus its ring", async () => {
    await prefer("forced-colors", "active");
    expect(matchMedia("(forced-colors: active)").matches).toBe(true);
    const { style } = await open();
    for (const slot of ["card", "input", "monogram", "skeleton", "button"]) {
      expect(style(slot).borderTopStyle, slot).toBe("solid");
      expect(style(slot).borderTopColor, slot).not.toBe(seeThrough);
    }
    expect(style("card").boxShadow).toBe("none");
    page.getByRole("textbox").element().focus();
    expect(style("input").outlineStyle).toBe("solid");
    expect(style("input").outlineColor).not.toBe(style("input").backgroundColor);
  });
});
