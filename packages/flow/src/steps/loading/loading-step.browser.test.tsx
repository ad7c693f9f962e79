import type { Language } from "@deck-auth/contract/messages";
import { describe, expect, onTestFinished, test } from "vitest";
import { page } from "vitest/browser";
import { showFlow } from "../../testing/show-flow.tsx";
import { everyLook, findViolations } from "../../ui/testing/axe.ts";
import { inEveryCard } from "../../ui/testing/layout.ts";
import { stage } from "../../ui/testing/stage.tsx";
import { RequestId } from "../../ui/request-id.tsx";
import { LoadingStep } from "./loading-step.tsx";
import type { LoadingStepProps } from "./loading-step.tsx";

const title = page.getByRole("heading", { level: 1 });

async function open(stuck: LoadingStepProps["stuck"], language: Language = "en-US") {
  const { place } = await stage(<LoadingStep stuck={stuck} onRetry={() => {}} />, { language, screen: "loading", onClose: () => {}, onBack: () => {} });
  await expect.element(title).toBeVisible();
  return place;
}

test.each(inEveryCard)("the place of a form is as high as the form that comes, in $language at $width px (M97)", async ({ language, width }) => {
  await page.viewport(width, 900);
  onTestFinished(() => page.viewport(1024, 768));
  let letGo = () => {};
  const held = new Promise<void>((resolve) => (letGo = resolve));
  const flow = await showFlow({
    config: { sourceId: "src_000001", taskId: "task_login", language },
    between: (fetch) => async (address, init) => {
      if (/\/sources\/src_/.test(address)) await held;
      return fetch(address, init);
    },
  });
  const box = () => {
    const of = (slot: string) => flow.place.querySelector(`[data-slot="${slot}"]`)?.getBoundingClientRect();
    return { card: of("card")?.height, fields: of("fields")?.top, destination: of("destination-source")?.top };
  };
  await expect.poll(() => flow.place.querySelector("[data-slot=loading-form]")).not.toBeNull();
  const before = box();
  letGo();
  await flow.pass(() => flow.place.querySelector("[name=username]"));
  const { card, ...places } = box();
  expect(places).toEqual({ fields: before.fields, destination: before.destination });
  // A line of small text: nobody knows how long the source's name is.
  expect(Math.abs((card ?? 0) - (before.card ?? 0))).toBeLessThan(20);
});

describe("what did not come", () => {
  test.each([
    [{ kind: "failed" }, "This didn’t load", "Something went wrong on the way. Trying again usually helps."],
    [{ kind: "offline" }, "You seem to be offline", "This continues by itself once you’re back online."],
  ] as const)("is the title of the screen, not a note below one that says that it comes: %o", async (stuck, words, text) => {
    const place = await open(stuck);
    await expect.element(title).toHaveTextContent(words);
    expect(place.querySelector("[data-slot=step-lead]")?.textContent).toBe(text);
    expect(place.querySelector("[data-slot=card-content]")?.textContent).not.toContain("Getting things ready");
    await expect.poll(() => place.querySelector("[aria-live=assertive]")?.textContent).toBe(`${words}. ${text}`);
  });

  test.each(everyLook)("has nothing that axe finds, in $language and the theme $theme (goal M86)", async (look) => {
    const { place } = await stage(
      <LoadingStep stuck={{ kind: "error", type: "source", code: "source_not_available" }} onRetry={() => {}}>
        <RequestId id="req_7" />
      </LoadingStep>,
      { ...look, screen: "loading", onClose: () => {} },
    );
    await expect.element(title).toBeVisible();
    expect(await findViolations(place)).toEqual([]);
  });
});
