import type { Language } from "@deck-auth/contract/messages";
import { createVirtualClock } from "@deck-auth/simulator";
import { describe, expect, onTestFinished, test } from "vitest";
import { page } from "vitest/browser";
import { everyLook, findViolations } from "../../ui/testing/axe.ts";
import { findOverflow, findSmallTargets, inEveryCard, narrowAndLarge } from "../../ui/testing/layout.ts";
import { StepHeader } from "../../ui/step-header.tsx";
import { stage } from "../../ui/testing/stage.tsx";
import { TaskRunStep } from "./task-run-step.tsx";
import type { TaskRunStepProps } from "./task-run-step.tsx";

async function open(props: Partial<TaskRunStepProps> = {}, language: Language = "en-US") {
  const clock = createVirtualClock();
  const step = (change: Partial<TaskRunStepProps> = {}) => (
    <TaskRunStep sourceName="Northwind" phase="connecting" elapsed="soon" trouble={null} closable={false} {...props} {...change} />
  );
  const { place, show } = await stage(step(), { screen: "task-run", clock, language });
  await expect.element(title).toBeVisible();
  return { clock, place, update: (change: Partial<TaskRunStepProps>) => show(step(change)), leave: () => show(<StepHeader title="Another step" />) };
}

const title = page.getByRole("heading", { level: 1 });
const said = () => page.getByRole("status").element().textContent;

describe("the status", () => {
  test.each([
    ["connecting", "Connecting to Northwind"],
    ["verifying", "Verifying your details with Northwind"],
    ["checking-answer", "Checking your answer with Northwind"],
    ["reviewing", "Waiting for a review"],
    ["cancelling", "Stopping"],
  ] as const)("says of %s: %s (R64)", async (phase, text) => {
    await open({ phase });
    await expect.element(title).toHaveTextContent(text);
  });

  test("shows a spinner with its text, and nothing to fill in; none of it is busy, as some screen readers leave out what is (R63, A-18)", async () => {
    const { place } = await open();
    expect(place.querySelector("[data-slot=spinner]")).not.toBeNull();
    expect(place.querySelectorAll("input, button")).toHaveLength(0);
    expect(place.querySelectorAll("[aria-busy]")).toHaveLength(0);
  });

  test("says after 10 s and 45 s that it is still working and that leaving is safe (F14, M52)", async () => {
    const { place, update } = await open();
    expect(place.textContent).not.toContain("safely");
    update({ elapsed: "long" });
    await expect.element(page.getByText("Still working. Some websites take a little longer.").first()).toBeVisible();
    await expect.element(page.getByText("You can safely leave this page: it goes on without you.").first()).toBeVisible();
    update({ elapsed: "very-long", closable: true });
    await expect.element(page.getByText("Still working. This can take a few minutes.").first()).toBeVisible();
    await expect.element(page.getByText("You can safely close this: it goes on without you.").first()).toBeVisible();
  });

  test("speaks of trouble reading, and never of a failure (goal M60)", async () => {
    const { update } = await open({ trouble: "offline" });
    await expect.element(page.getByText(/You seem to be offline/).first()).toBeVisible();
    update({ trouble: "retrying" });
    await expect.element(page.getByText("Updates are slow to arrive. We keep checking.").first()).toBeVisible();
  });

  test("says that leaving is safe only of a run that goes on by itself, not of one that is still to be started (M52, M60)", async () => {
    const { place, update } = await open({ phase: "starting", elapsed: "very-long", trouble: "offline" });
    await expect.element(title).toHaveTextContent("Connecting to Northwind");
    await expect.element(page.getByText(/The check starts once you’re back online/).first()).toBeVisible();
    expect(place.textContent).not.toContain("goes on without you");
    expect(place.textContent).not.toContain("safely");
    update({ phase: "connecting" });
    await expect.element(page.getByText("You can safely leave this page: it goes on without you.").first()).toBeVisible();
  });

  test.each(inEveryCard)("moves nothing when its texts change, in $language at $width px (M97)", async ({ language, width }) => {
    await page.viewport(width, 900);
    onTestFinished(() => page.viewport(1024, 768));
    const { place, update } = await open({ sourceName: "Northwind Bank", closable: true }, language);
    const box = () => {
      const of = (slot: string) => place.querySelector(`[data-slot=${slot}]`)?.getBoundingClientRect();
      return { card: of("card")?.height, mark: of("run-mark")?.top, title: of("step-title")?.top };
    };
    const before = box();
    const words = () => title.element().textContent + (place.querySelector("[data-slot=step-lead]")?.textContent ?? "");
    const states: Partial<TaskRunStepProps>[] = [
      { phase: "verifying" },
      { phase: "verifying", elapsed: "long" },
      { phase: "checking-answer", elapsed: "very-long" },
      { phase: "checking-answer", trouble: "offline" },
      { phase: "verifying", trouble: "retrying" },
      { phase: "reviewing", elapsed: "very-long" },
      { phase: "cancelling" },
      { phase: "starting", trouble: "offline" },
    ];
    for (const state of states) {
      const old = words();
      update({ trouble: null, elapsed: "soon", ...state });
      await expect.poll(words).not.toBe(old);
      expect(box(), JSON.stringify(state)).toEqual(before);
    }
  });

  test.each(inEveryCard)("has its title, its lead and what is said of leaving close together, in $language at $width px", async ({ language, width }) => {
    await page.viewport(width, 900);
    onTestFinished(() => page.viewport(1024, 768));
    const { place } = await open({ phase: "cancelling", elapsed: "long" }, language);
    const range = document.createRange();
    const text = (element: Element | null) => {
      if (element === null) throw new Error("nothing is said");
      range.selectNodeContents(element);
      return range.getBoundingClientRect();
    };
    const lead = text(place.querySelector("[data-slot=step-lead]"));
    expect(lead.top - text(title.element()).bottom).toBeLessThan(16);
    expect(text(title.element()).top - (place.querySelector("[data-slot=run-mark]")?.getBoundingClientRect().bottom ?? 0)).toBeLessThan(30);
  });
});

describe("announcements", () => {
  test("follow the changes, at most one in 5 s, the newest first (R67, goal M55)", async () => {
    const { clock, update } = await open();
    expect(said()).toBe("");
    await clock.advance(100);
    expect(said()).toContain("Connecting to Northwind");
    update({ phase: "verifying" });
    await expect.element(title).toHaveTextContent("Verifying your details with Northwind");
    update({ phase: "verifying", elapsed: "long" });
    await expect.element(page.getByText(/Still working/).first()).toBeVisible();
    await clock.advance(4_900);
    expect(said()).toContain("Connecting to Northwind");
    await clock.advance(100);
    expect(said()).toContain("Verifying your details with Northwind. Still working.");
  });

  test("of a state end with the step: beside a prompt nothing is said to be verified any more (R67)", async () => {
    const { clock, update, leave } = await open();
    await clock.advance(100);
    update({ phase: "verifying" });
    await expect.element(title).toHaveTextContent("Verifying your details with Northwind");
    leave();
    await expect.element(title).toHaveTextContent("Another step");
    await clock.advance(20_000);
    expect(said()).toContain("Connecting to Northwind");
  });

  test("are not made for drawings that change nothing", async () => {
    const { clock, update } = await open();
    await clock.advance(100);
    const region = page.getByRole("status").element();
    let changes = 0;
    const observer = new MutationObserver((records) => (changes += records.length));
    observer.observe(region, { childList: true, characterData: true, subtree: true });
    for (let read = 0; read < 5; read += 1) {
      update({});
      await clock.advance(10_000);
    }
    observer.disconnect();
    expect(changes).toBe(0);
  });
});

test("a source without a known name is spoken of all the same", async () => {
  await open({ sourceName: "" });
  await expect.element(title).toHaveTextContent("Connecting to this website");
});

describe.each(everyLook)("in $language and the theme $theme", (look) => {
  test.each(["offline", "retrying", null] as const)("has nothing that axe finds, with trouble %s (goal M86)", async (trouble) => {
    const { place } = await stage(
      <TaskRunStep sourceName="Northwind" phase="verifying" elapsed="very-long" trouble={trouble} closable />,
      { ...look, screen: "task-run", onClose: () => {} },
    );
    await expect.element(title).toBeVisible();
    expect(await findViolations(place)).toEqual([]);
  });

  test("fits into 320 px with text at 200 % (A-4, A-10)", async () => {
    await narrowAndLarge();
    const { place } = await stage(
      <TaskRunStep sourceName={"Électricité-".repeat(8)} phase="checking-answer" elapsed="very-long" trouble="offline" closable />,
      { ...look, screen: "task-run", onClose: () => {} },
    );
    await expect.element(title).toBeVisible();
    expect(findOverflow(place)).toEqual([]);
    expect(findSmallTargets(place)).toEqual([]);
  });
});
