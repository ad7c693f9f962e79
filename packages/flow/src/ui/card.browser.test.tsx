import { useEffect, useRef, useState } from "react";
import type { ReactNode } from "react";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { useScreenFocus } from "./card-context.ts";
import { StepHeader } from "./step-header.tsx";
import { stage } from "./testing/stage.tsx";

function Step({ title, onBack }: { title: string; onBack?: () => void }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useScreenFocus(heading);
  // Says that the effect above has run, so that a test of what it must not do has something to wait for.
  const [settled, setSettled] = useState(false);
  useEffect(() => setSettled(true), []);
  return (
    <>
      <StepHeader title={title} titleRef={heading} onBack={onBack} />
      <button type="button">
        Inside {title} {settled && "settled"}
      </button>
    </>
  );
}

const step = (title: string) => <Step key={title} title={title} />;
/** Something of the host's page that has the focus. */
async function useTheHostsPage() {
  const outside = document.createElement("button");
  outside.append("The host’s own");
  document.body.append(outside);
  onTestFinished(() => outside.remove());
  await userEvent.click(page.getByRole("button", { name: "The host’s own" }));
  return outside;
}

const pixel = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";
const focused = () => document.activeElement?.textContent;

describe("focus (goal M88)", () => {
  test("is not taken when the flow comes up, nor when it goes on by itself", async () => {
    const outside = await useTheHostsPage();
    const { show } = await stage(step("one"));
    await expect.element(page.getByRole("button", { name: "Inside one settled" })).toBeVisible();
    expect(document.activeElement).toBe(outside);
    show(step("two"));
    await expect.element(page.getByRole("button", { name: "Inside two settled" })).toBeVisible();
    expect(document.activeElement).toBe(outside);
  });

  test("goes to the title of the next screen for somebody at work in the flow", async () => {
    const { show } = await stage(step("one"));
    await userEvent.click(page.getByRole("button", { name: "Inside one settled" }));
    show(step("two"));
    await expect.poll(focused).toBe("two");
  });

  test("stays with the host's page once the person has gone there", async () => {
    const { show } = await stage(step("one"));
    await userEvent.click(page.getByRole("button", { name: "Inside one settled" }));
    const outside = await useTheHostsPage();
    show(step("two"));
    await expect.element(page.getByRole("button", { name: "Inside two settled" })).toBeVisible();
    expect(document.activeElement).toBe(outside);
  });
});

describe("the card", () => {
  test("has a close button if and only if it can be closed, named in both languages (R136, R137, R141)", async () => {
    const onClose = vi.fn<() => void>();
    const { show, place } = await stage(step("one"), { onClose, language: "fr-CA" });
    await userEvent.click(page.getByRole("button", { name: "Fermer" }));
    expect(onClose).toHaveBeenCalledTimes(1);
    show(step("one"), { onClose: undefined });
    await expect.poll(() => place.querySelector("[data-deck-action=close]")).toBeNull();
  });

  test("carries screen, theme and language for all to see (R134, design 3.4)", async () => {
    const { place } = await stage(step("one"), { screen: "task-run", theme: "dark", language: "fr-CA" });
    await expect.element(page.getByRole("heading")).toBeVisible();
    const root = place.querySelector<HTMLElement>("[data-deck-auth]");
    expect({ ...root?.dataset }).toMatchObject({ deckScreen: "task-run", theme: "dark" });
    expect(root?.lang).toBe("fr-CA");
  });

  test.each(["top", "left"] as const)("shows a logo at the %s in a box of 40 by 40, hidden when it does not load (R120 to R122)", async (placement) => {
    const { show, place } = await stage(step("one"), { logo: { url: pixel, placement } });
    const logo = () => place.querySelector<HTMLImageElement>("[data-slot=logo]");
    await expect.poll(() => logo()?.complete).toBe(true);
    expect([logo()?.offsetWidth, logo()?.offsetHeight]).toEqual([40, 40]);
    expect(logo()?.referrerPolicy).toBe("no-referrer");
    expect(logo()?.alt).toBe("");
    show(step("one"), { logo: { url: "data:image/png;base64,AAAA", placement } });
    await expect.poll(logo).toBeNull();
  });

  test.each([
    ["top", 320],
    ["top", 480],
    ["left", 320],
    ["left", 480],
  ] as const)("a logo at the %s and the close button stay where they are from screen to screen, and push no title aside, at %s px (R120, R121)", async (placement, width) => {
    await page.viewport(width, 700);
    onTestFinished(() => page.viewport(1024, 768));
    const { place, show } = await stage(<StepHeader title="Pick one" />, { logo: { url: pixel, placement }, onClose: () => {} });
    const find = (selector: string) => {
      const box = place.querySelector(selector)?.getBoundingClientRect();
      if (!box) throw new Error(`no ${selector}`);
      return { x: Math.round(box.left + box.width / 2), y: Math.round(box.top + box.height / 2), top: Math.round(box.top), bottom: Math.round(box.bottom) };
    };
    const look = async (title: string, step: ReactNode) => {
      show(step);
      await expect.element(page.getByRole("heading", { name: title })).toBeVisible();
      return { close: find("[data-deck-action=close]"), logo: find("[data-slot=logo]"), title: find("h1"), card: find("[data-slot=card]") };
    };
    const centred = (header: ReactNode) => <div style={{ margin: "auto 0" }}>{header}</div>;
    const mark = <svg width="72" height="72" />;
    const list = await look("Pick one", <StepHeader title="Pick one" />);
    const form = await look("Sign in", <StepHeader title="Sign in" lead="With your name." onBack={() => {}} />);
    const end = await look("Connected", centred(<StepHeader title="Connected" mark={mark} />));
    const longEnd = await look("It did not work, and why", centred(<StepHeader title="It did not work, and why" lead={"This is a long story. ".repeat(30)} mark={mark} />));
    expect([form.close, end.close, longEnd.close]).toEqual([list.close, list.close, list.close]);
    expect([end.logo, longEnd.logo]).toEqual([list.logo, list.logo]);
    expect(form.logo.x).toBe(list.logo.x);
    expect(end.logo.y).toBe(end.close.y);
    for (const { title, card } of [end, longEnd]) expect(title.x).toBe(card.x);
    // The card is no higher than its content here: what is drawn above it must leave the mark its room.
    if (placement === "top") expect(longEnd.logo.bottom).toBeLessThan(find("[data-slot=step-mark]").top);
    else expect(list.logo.y).toBe(list.title.y);
  });

  test("has no empty box without a logo (R128)", async () => {
    const { place } = await stage(step("one"));
    await expect.element(page.getByRole("heading")).toBeVisible();
    expect(place.querySelector("[data-slot=logo], [data-slot=step-bar]")).toBeNull();
  });

  test("has its live regions from the first drawing on, where the accessibility tree sees them (A-7)", async () => {
    const { place } = await stage(step("one"));
    await expect.element(page.getByRole("heading")).toBeVisible();
    const regions = [...place.querySelectorAll("[aria-live]")];
    expect(regions.map((region) => region.getAttribute("aria-live"))).toEqual(["polite", "assertive"]);
    expect(regions.every((region) => getComputedStyle(region).display !== "none")).toBe(true);
  });

  test("takes no text style from the page around it (goal M80)", async () => {
    const { place } = await stage(step("one"));
    await expect.element(page.getByRole("heading")).toBeVisible();
    const heading = page.getByRole("heading").element();
    const size = getComputedStyle(heading).fontSize;
    document.documentElement.style.fontSize = "62.5%";
    place.setAttribute("style", "text-transform: uppercase; line-height: 4; letter-spacing: 1em; text-align: right; direction: rtl");
    const style = getComputedStyle(heading);
    expect([style.fontSize, style.textTransform, style.direction]).toEqual([size, "none", "ltr"]);
    document.documentElement.style.fontSize = "200%";
    expect(Number.parseFloat(getComputedStyle(heading).fontSize)).toBeCloseTo(44);
    document.documentElement.removeAttribute("style");
  });
});
