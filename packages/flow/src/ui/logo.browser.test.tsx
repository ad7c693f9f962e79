import { describe, expect, test } from "vitest";
import { page } from "vitest/browser";
import { StepHeader } from "./step-header.tsx";
import { prefer } from "./testing/device.ts";
import { stage } from "./testing/stage.tsx";

/** Two pictures of 2 by 1, a red one and, a tenth of a second later, a blue one, for ever. */
const letters = (text: string): number[] => Array.from(text, (letter) => letter.charCodeAt(0));
const picture = (first: number): number[] => [0x21, 0xf9, 4, 0, 10, 0, 0, 0, 0x2c, 0, 0, 0, 0, 2, 0, 1, 0, 0, 2, 2, first, 0x0a, 0];
const head = [2, 0, 1, 0, 0x80, 0, 0, 255, 0, 0, 0, 0, 255, 0x21, 0xff, 0x0b];
const forEver = [3, 1, 0, 0, 0];
const bytes = [...letters("GIF89a"), ...head, ...letters("NETSCAPE2.0"), ...forEver, ...picture(0x04), ...picture(0x4c), 0x3b];
const animated = `data:image/gif;base64,${btoa(String.fromCharCode(...bytes))}`;

describe("a logo that moves", () => {
  test("stands still, at its first picture, for those who want nothing to move (A-15, T25)", async () => {
    await prefer("prefers-reduced-motion", "reduce");
    const { place, show } = await stage(<StepHeader title="A step" />, { logo: { url: animated, placement: "top" } });
    await expect.element(page.getByRole("heading")).toBeVisible();
    const canvas = () => place.querySelector<HTMLCanvasElement>("canvas[data-slot=logo]");
    const colour = () => [...(canvas()?.getContext("2d")?.getImageData(60, 60, 1, 1).data ?? [])];
    await expect.poll(colour).toEqual([255, 0, 0, 255]);
    expect([canvas()?.offsetWidth, canvas()?.offsetHeight]).toEqual([40, 40]);
    expect(place.querySelector("img")).toBeNull();
    // Contained, not cut: above and below a picture twice as wide as high there is nothing.
    expect([...(canvas()?.getContext("2d")?.getImageData(60, 10, 1, 1).data ?? [])]).toEqual([0, 0, 0, 0]);
    show(<StepHeader title="A step" />, { logo: { url: "data:image/png;base64,AAAA", placement: "top" } });
    await expect.poll(canvas).toBeNull();
  });

  test("moves for the others, and stops when they change their mind", async () => {
    const { place } = await stage(<StepHeader title="A step" />, { logo: { url: animated, placement: "left" } });
    await expect.poll(() => place.querySelector<HTMLImageElement>("img[data-slot=logo]")?.complete).toBe(true);
    await prefer("prefers-reduced-motion", "reduce");
    await expect.poll(() => place.querySelector("canvas[data-slot=logo]")).not.toBeNull();
    expect(place.querySelector("img")).toBeNull();
  });
});
