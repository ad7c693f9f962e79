import type { Language } from "@deck-auth/contract/messages";
import { createVirtualClock } from "@deck-auth/simulator";
import { describe, expect, onTestFinished, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { everyLook, findViolations } from "../../ui/testing/axe.ts";
import { findOverflow, findSmallTargets, inEveryCard, narrowAndLarge } from "../../ui/testing/layout.ts";
import { stage } from "../../ui/testing/stage.tsx";
import { LiveAside } from "./live-aside.tsx";
import type { LiveConnection } from "./live-connection.ts";
import { LiveView } from "./live-view.tsx";
import type { LiveViewProps } from "./live-view.tsx";
import { TaskRunStep } from "./task-run-step.tsx";
import type { TaskRunStepProps } from "./task-run-step.tsx";

/** A decoded picture, as the feed gives it. */
async function drawImage(colour = "#28418f", width = 640, height = 400): Promise<HTMLImageElement> {
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext("2d");
  if (context === null) throw new Error("This browser draws nothing.");
  context.fillStyle = colour;
  context.fillRect(0, 0, width, height);
  const image = document.createElement("img");
  image.src = canvas.toDataURL();
  await image.decode();
  return image;
}

const lines = ["The login page is open.", "I fill in the form.", "I wait for the source."].map((text, index) => ({ key: String(index), text }));

type Change = Partial<LiveViewProps> & Partial<TaskRunStepProps>;

async function open(first: Change = {}, language: Language = "en-US") {
  const clock = createVirtualClock();
  const image = await drawImage();
  const pauses: boolean[] = [];
  const step = (change: Change = {}) => {
    const props = { sourceName: "Northwind", image, connection: "live" as const, secondsAgo: 0, lines, ...first, ...change };
    return (
      <TaskRunStep
        sourceName={props.sourceName}
        phase={props.phase ?? "verifying"}
        elapsed={props.elapsed ?? "soon"}
        trouble={props.trouble ?? null}
        closable
        live={props.live === undefined ? props.connection : props.live}
      >
        <LiveView {...props} onPause={(paused) => pauses.push(paused)} />
      </TaskRunStep>
    );
  };
  const { place, show } = await stage(step(), { screen: "task-run", clock, language, onClose: () => {} });
  await expect.element(page.getByRole("heading", { level: 1 })).toBeVisible();
  return { clock, place, image, pauses, update: (change: Change) => show(step(change)) };
}

const said = () => page.getByRole("status").element().textContent;
const picture = page.getByRole("img");
const texts = (place: Element) => [...place.querySelectorAll("[data-slot=transcript] li")].map((line) => line.textContent);

describe("the picture", () => {
  test("says what it is and how old, and is described as being for watching alone (A-13, M53)", async () => {
    const { update } = await open();
    await expect.element(picture).toHaveAccessibleName("Live view of Northwind, updated 0 s ago");
    await expect.element(picture).toHaveAccessibleDescription("You are watching. You cannot click in it.");
    update({ secondsAgo: 10 });
    await expect.element(picture).toHaveAccessibleName("Live view of Northwind, updated 10 s ago");
    await expect.element(page.getByText("Updated 10 s ago")).toBeVisible();
    update({ secondsAgo: 180 });
    await expect.element(page.getByText("Updated 3 min ago")).toBeVisible();
  });

  test("takes no pointer, no key and no focus (M53)", async () => {
    const { place, image } = await open();
    const { left, top, width, height } = image.getBoundingClientRect();
    expect(document.elementsFromPoint(left + width / 2, top + height / 2)).not.toContain(image);
    const reached: (string | null)[] = [];
    for (let press = 0; press < 6; press += 1) {
      await userEvent.keyboard("{Tab}");
      const { activeElement } = document;
      if (place.contains(activeElement)) reached.push(activeElement?.textContent || (activeElement?.getAttribute("aria-label") ?? null));
    }
    expect([...new Set(reached)]).toEqual(["Close", "Pause", "Show all"]);
  });

  test.each(inEveryCard)("has its room from the start: neither the first one, nor one of another shape, nor other words move anything, in $language at $width px (M53, M97)", async ({ language, width }) => {
    await page.viewport(width, 900);
    onTestFinished(() => page.viewport(1024, 768));
    const { place, update } = await open({ image: null, connection: "waiting", lines: [], phase: "connecting" }, language);
    const box = () => {
      const of = (slot: string) => place.querySelector(`[data-slot=${slot}]`)?.getBoundingClientRect();
      return { card: of("card")?.height, picture: [of("live-picture")?.top, of("live-picture")?.height], transcript: of("transcript")?.top, footer: of("card-footer")?.top };
    };
    const before = box();
    expect(place.querySelector("[data-slot=spinner]")).not.toBeNull();
    const states: Change[] = [
      { image: await drawImage("#7a2e8d", 300, 900), connection: "live", phase: "verifying" },
      { image: await drawImage("#7a2e8d", 2000, 100), connection: "frozen", phase: "verifying", elapsed: "long", secondsAgo: 115 },
      { image: await drawImage(), connection: "paused", phase: "checking-answer", elapsed: "very-long", secondsAgo: 180 },
      { image: await drawImage(), connection: "reconnecting", phase: "checking-answer", trouble: "offline", secondsAgo: 60 },
      { image: await drawImage(), connection: "live", phase: "reviewing" },
      { image: await drawImage(), connection: "live", phase: "cancelling", trouble: "retrying" },
    ];
    for (const state of states) {
      update({ ...state, lines: lines.slice(0, 2) });
      await expect.poll(() => place.querySelector("[data-slot=live-picture] img")).toBe(state.image);
      expect(box(), JSON.stringify(state)).toEqual(before);
    }
  });
});

describe("the connection", () => {
  test.each([
    ["live", "Live"],
    ["reconnecting", "Reconnecting"],
    ["frozen", "No new picture"],
    ["paused", "Paused"],
    ["ended", "Ended"],
  ] as const)("%s: “%s”, in a shape of its own (M53, A-14)", async (connection, words) => {
    const { place } = await open({ connection });
    const mark = place.querySelector("[data-slot=live-connection]");
    expect(mark?.textContent).toBe(words);
    expect(mark?.querySelector("svg")?.getAttribute("data-icon")).toBe(connection === "paused" ? "pause" : connection);
  });

  test("is announced when it changes, politely and at most once in 5 s; the age of the picture is not (R67, M53, M55, A-13)", async () => {
    const { clock, update } = await open();
    await clock.advance(100);
    expect(said()).toContain("Live view: Live.");
    const change = async (connection: LiveConnection, words: string) => {
      update({ connection });
      await expect.element(page.getByText(words, { exact: true }).first()).toBeVisible();
    };
    await change("reconnecting", "Reconnecting");
    await change("frozen", "No new picture");
    await clock.advance(4_800);
    expect(said()).toContain("Live view: Live.");
    await clock.advance(200);
    expect(said()).toBe("Verifying your details with Northwind. Live view: No new picture.");

    let changes = 0;
    const observer = new MutationObserver((records) => (changes += records.length));
    observer.observe(page.getByRole("status").element(), { childList: true, characterData: true, subtree: true });
    for (const secondsAgo of [5, 10, 15]) {
      update({ connection: "frozen", secondsAgo });
      await clock.advance(10_000);
    }
    observer.disconnect();
    expect(changes).toBe(0);
  });
});

test("pause and continue are one button that keeps its place and the focus (A-9)", async () => {
  const { pauses, update } = await open();
  await page.getByRole("button", { name: "Pause" }).click();
  update({ connection: "paused" });
  const again = page.getByRole("button", { name: "Resume" });
  await expect.element(again).toHaveFocus();
  await userEvent.keyboard("{Enter}");
  expect(pauses).toEqual([true, false]);
});

test("pause stays where it is, and the focus on it, when no picture can be shown any more; it does nothing then (M88, A-9)", async () => {
  const { pauses, update } = await open();
  const pause = page.getByRole("button", { name: "Pause" });
  pause.element().focus();
  update({ image: null, connection: "waiting" });
  await expect.element(pause).toHaveAttribute("aria-disabled", "true");
  await expect.element(pause).toHaveFocus();
  await userEvent.keyboard("{Enter}");
  expect(pauses).toEqual([]);
  update({});
  await expect.element(pause).not.toHaveAttribute("aria-disabled");
  await expect.element(pause).toHaveFocus();
});

test.each(["Pause", "Show all"])("the focus goes from “%s” to the title when the words alone are left (M88, A-9)", async (name) => {
  const { update } = await open();
  page.getByRole("button", { name }).element().focus();
  update({ live: null });
  await expect.element(page.getByRole("button", { name })).not.toBeInTheDocument();
  await expect.element(page.getByRole("heading", { level: 1 })).toHaveFocus();
});

test("the focus stays where it is when the live view goes away from beside it (M88)", async () => {
  const { update } = await open();
  const close = page.getByRole("button", { name: "Close" });
  close.element().focus();
  update({ live: null });
  await expect.element(page.getByRole("button", { name: "Pause" })).not.toBeInTheDocument();
  await expect.element(close).toHaveFocus();
});

describe("the transcript", () => {
  test("shows the newest lines, all on request, and follows the newest (M53)", async () => {
    const { place, update } = await open();
    expect(texts(place)).toEqual(["I fill in the form.", "I wait for the source."]);
    await page.getByRole("button", { name: "Show all" }).click();
    expect(texts(place)).toEqual(lines.map(({ text }) => text));
    const many = Array.from({ length: 60 }, (_, index) => ({ key: String(index), text: `Step ${index}` }));
    update({ lines: many });
    const list = place.querySelector("[data-slot=transcript] ol");
    await expect.poll(() => list?.querySelectorAll("li").length).toBe(60);
    expect((list?.scrollTop ?? 0) + (list?.clientHeight ?? 0)).toBeGreaterThanOrEqual((list?.scrollHeight ?? 0) - 1);
    await page.getByRole("button", { name: "Show less" }).click();
    expect(texts(place)).toEqual(["Step 58", "Step 59"]);
  });

  test.each([320, 480])("offers the rest only where there is more than can be seen, at %s px", async (width) => {
    await page.viewport(width, 900);
    onTestFinished(() => page.viewport(1024, 768));
    const { place, update } = await open({ lines: lines.slice(0, 2) });
    const showAll = page.getByRole("button", { name: "Show all" });
    await expect.poll(() => texts(place)).toHaveLength(2);
    await expect.element(showAll).not.toBeInTheDocument();
    const [first, second] = lines;
    const long = { key: "long", text: "I look for the fields, and find more of them than I can name in a row. ".repeat(3) };
    if (!first || !second) throw new Error("no lines");
    for (const more of [[long, second], [first, long], lines]) {
      update({ lines: more });
      await expect.element(showAll).toBeVisible();
      update({ lines: [first, second] });
      await expect.element(showAll).not.toBeInTheDocument();
    }
  });

  test("is text of somebody else: no markup, no link, its own direction, and not without end (T21, T26)", async () => {
    const hostile = `<a href="https://evil.test">click</a> https://evil.test \u202Etxt.exe ${"x".repeat(5_000)}`;
    const { place } = await open({ lines: [{ key: "1", text: hostile }] });
    const line = place.querySelector("[data-slot=transcript] li bdi");
    expect([line?.getAttribute("lang"), line?.getAttribute("dir")]).toEqual(["", "auto"]);
    expect(place.querySelector("[data-slot=transcript] a")).toBeNull();
    expect(line?.childNodes).toHaveLength(1);
    expect(line?.textContent).toContain('<a href="https://evil.test">click</a> https://evil.test txt.exe');
    expect(line?.textContent?.length).toBeLessThan(520);
  });
});

test("beside a prompt the last picture stays, small, and says why it stands still (M54)", async () => {
  await stage(<LiveAside sourceName="Northwind" image={await drawImage()} connection="paused" />, { screen: "interaction" });
  await expect.element(picture).toHaveAccessibleName("Last picture of Northwind");
  await expect.element(page.getByText("The live view waits while you answer.")).toBeVisible();
});

describe.each(everyLook)("in $language and the theme $theme", (look) => {
  test.each(["waiting", "live", "reconnecting", "frozen", "paused"] as const)("has nothing that axe finds while %s (goal M86)", async (connection) => {
    const image = connection === "waiting" ? null : await drawImage();
    const { place } = await stage(
      <TaskRunStep sourceName="Northwind" phase="verifying" elapsed="long" trouble={null} closable live={connection}>
        <LiveView sourceName="Northwind" image={image} connection={connection} secondsAgo={20} lines={image === null ? [] : lines} onPause={() => {}} />
      </TaskRunStep>,
      { ...look, screen: "task-run", onClose: () => {} },
    );
    await expect.element(page.getByRole("heading", { level: 1 })).toBeVisible();
    expect(await findViolations(place)).toEqual([]);
  });

  test("fits into 320 px with text at 200 % (A-4, A-10)", async () => {
    await narrowAndLarge();
    const name = "Électricité-".repeat(8);
    const long = [...lines, { key: "long", text: "a".repeat(400) }];
    const image = await drawImage();
    const { place } = await stage(
      <>
        <TaskRunStep sourceName={name} phase="checking-answer" elapsed="very-long" trouble="offline" closable live="reconnecting">
          <LiveView sourceName={name} image={image} connection="reconnecting" secondsAgo={95} lines={long} onPause={() => {}} />
        </TaskRunStep>
        <LiveAside sourceName={name} image={await drawImage()} connection="ended" />
      </>,
      { ...look, screen: "task-run", onClose: () => {} },
    );
    await expect.element(page.getByRole("heading", { level: 1 })).toBeVisible();
    expect(findOverflow(place).filter((slot) => slot !== "source-text")).toEqual([]);
    expect(findSmallTargets(place)).toEqual([]);
  });
});
