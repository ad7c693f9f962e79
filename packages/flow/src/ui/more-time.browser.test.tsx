import { createVirtualClock } from "@deck-auth/simulator";
import { expect, onTestFinished, test, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { MoreTime } from "./more-time.tsx";
import type { MoreTimeProps } from "./more-time.tsx";
import { StepHeader } from "./step-header.tsx";
import { everyLook, findViolations } from "./testing/axe.ts";
import { findOverflow, findSmallTargets, narrowAndLarge } from "./testing/layout.ts";
import { stage } from "./testing/stage.tsx";
import type { StageOptions } from "./testing/stage.tsx";

const more = page.getByRole("button", { name: "Yes, more time" });

async function open(life: MoreTimeProps["life"], options: StageOptions = {}) {
  const clock = createVirtualClock();
  const onMore = vi.fn<() => void>();
  const below = (now: MoreTimeProps["life"]) => <MoreTime life={now} onMore={onMore} />;
  const step = (
    <>
      <StepHeader title="A step" />
      <input aria-label="Typed here" />
    </>
  );
  const { place, show } = await stage(step, { clock, below: below(life), ...options });
  await expect.element(page.getByRole("heading", { level: 1 })).toBeVisible();
  const said = async () => (await clock.advance(6_000), place.querySelector("[role=status]")?.textContent ?? "");
  return { place, onMore, said, become: (now: MoreTimeProps["life"]) => show(step, { below: below(now) }) };
}

test("there is nothing to say while there is time", async () => {
  const { place, said } = await open("fresh");
  expect(place.querySelector("[data-slot=more-time]")).toBeNull();
  expect(await said()).toBe("");
});

test("the end is told politely, and one action gives more time; text and focus stay (A-8)", async () => {
  const { onMore, become, said, place } = await open("fresh");
  const typed = page.getByLabelText("Typed here");
  await typed.fill("half a word");
  await userEvent.click(typed);
  become("ending");
  await expect.element(more).toBeVisible();
  expect(document.activeElement).toBe(typed.element());
  expect(await said()).toContain("Do you need more time?");
  await userEvent.click(more);
  expect(onMore).toHaveBeenCalledTimes(1);
  become("renewing");
  await expect.element(more).toHaveAttribute("aria-disabled", "true");
  expect(document.activeElement).toBe(more.element());
  become("fresh");
  await expect.poll(() => place.querySelector("[data-slot=more-time]")).toBeNull();
  expect(document.activeElement).toBe(typed.element());
  await expect.element(typed).toHaveValue("half a word");
  expect(await said()).toBe("You have more time now.");
});

test("the end is told within sight on a phone, whatever the length of the screen, and the focus is not behind it (A-8)", async () => {
  await page.viewport(390, 664);
  onTestFinished(() => page.viewport(1024, 768));
  const clock = createVirtualClock();
  const step = (
    <>
      <StepHeader title="A long step" />
      {Array.from({ length: 20 }, (_, index) => (
        <input key={index} aria-label={`Field ${index}`} style={{ display: "block", blockSize: 48, flex: "none" }} />
      ))}
    </>
  );
  const { place } = await stage(step, { clock, below: <MoreTime life="ending" onMore={() => {}} /> });
  await expect.element(more).toBeVisible();
  const box = (element: Element | null) => element?.getBoundingClientRect() ?? new DOMRect();
  expect(box(more.element()).bottom).toBeLessThanOrEqual(window.innerHeight);
  for (const index of [8, 12, 16]) {
    const field = page.getByLabelText(`Field ${index}`, { exact: true }).element();
    if (field instanceof HTMLElement) field.focus();
    expect(box(field).bottom, `Field ${index}`).toBeLessThanOrEqual(box(place.querySelector("[data-slot=more-time]")).top);
  }
});

test("where there is no more time to be had, it is said in words, and nothing ends (A-8)", async () => {
  const { become, said, place } = await open("renewing");
  become("last");
  await expect.element(page.getByText("It can’t be made longer.", { exact: false }).first()).toBeVisible();
  expect(place.querySelector("[data-slot=more-time] button")).toBeNull();
  expect(await said()).toContain("This session ends in a few minutes");
});

test.each(everyLook)("axe finds nothing, and it fits, in $language and the theme $theme (M86, A-10)", async (look) => {
  await narrowAndLarge();
  for (const life of ["ending", "last"] as const) {
    const { place } = await open(life, { ...look, onClose: () => {} });
    expect(await findViolations(place)).toEqual([]);
    expect(findOverflow(place)).toEqual([]);
    expect(findSmallTargets(place)).toEqual([]);
    place.remove();
  }
});
