import { createVirtualClock } from "@deck-auth/simulator";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { findViolations } from "../../ui/testing/axe.ts";
import { stage } from "../../ui/testing/stage.tsx";
import type { StageOptions } from "../../ui/testing/stage.tsx";
import { corpus } from "./testing/search-corpus.ts";
import { SourcePicker } from "./source-picker.tsx";
import type { PickableSource, SourcePickerProps } from "./source-picker.tsx";

const field = page.getByRole("combobox", { name: "Search by name or website" });
const list = page.getByRole("listbox", { name: "Websites" });
const notListed = page.getByRole("button", { name: "Not listed?" });

async function open(props: Partial<SourcePickerProps> = {}, options: StageOptions = {}) {
  const clock = createVirtualClock();
  const onChoose = vi.fn<SourcePickerProps["onChoose"]>();
  const calls = { onRetry: vi.fn<() => void>(), onNotListed: vi.fn<() => void>(), onBackToList: vi.fn<() => void>() };
  const step = (change: Partial<SourcePickerProps> = {}) => (
    <SourcePicker sources={corpus} state="complete" notListedExplained={false} clock={clock} onChoose={onChoose} {...calls} {...props} {...change} />
  );
  const { place, show } = await stage(step(), { screen: "source-picker", clock, ...options });
  await expect.poll(() => place.querySelector("[role=combobox]")).not.toBeNull();
  return { place, clock, onChoose, ...calls, update: (change: Partial<SourcePickerProps>) => show(step(change)) };
}

const input = (): Element => field.element();
const said = () => page.getByRole("status").elements().map(({ textContent }) => textContent).join();
// The host is part of a row's name too, so names are not whole ones here.
const rowNamed = (name: string) => list.getByRole("option", { name, exact: false }).first();
const firstRow = () => list.getByRole("option").first();

/** The name in the row that the field points at, as assistive technology finds it; null for none. */
function activeName(): string | null {
  const id = input().getAttribute("aria-activedescendant");
  if (id === null) return null;
  const row = document.getElementById(id);
  if (row === null) throw new Error("points at a row that is not there");
  expect(row.getAttribute("aria-selected")).toBe("true");
  return row.querySelector('[data-slot="picker-row-name"]')?.textContent ?? null;
}

/** Whether the active row is wholly in sight. */
function activeInSight(): boolean {
  const row = document.getElementById(input().getAttribute("aria-activedescendant") ?? "")?.getBoundingClientRect();
  const view = list.element().getBoundingClientRect();
  return row !== undefined && row.top >= view.top - 1 && row.bottom <= view.bottom + 1;
}

test("the rows stand from the first moment where they stay (M26, M97)", async () => {
  const tops = new Set<string>();
  const watcher = new MutationObserver(() => {
    const second = document.querySelector<HTMLElement>('[aria-posinset="2"]');
    if (second !== null) tops.add(second.style.transform);
  });
  watcher.observe(document.body, { attributes: true, childList: true, subtree: true });
  onTestFinished(() => watcher.disconnect());
  await open();
  const { height } = firstRow().element().getBoundingClientRect();
  // The list has measured its rows by now, and drawn them again if they were not as high as it took them to be.
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  expect([...tops]).toEqual([`translateY(${height}px)`]);
});

describe("keyboard (R142, M25, A-2)", () => {
  test("moves through the list while the focus stays in the field", async () => {
    await open();
    await userEvent.click(field);
    const names = corpus.map((source) => source.name);
    const last = names.length - 1;
    const script: [key: string, active: string | null | undefined][] = [
      ["{ArrowDown}", names[0]],
      ["{ArrowDown}", names[1]],
      ["{ArrowUp}", names[0]],
      ["{ArrowUp}", null],
      ["{ArrowUp}", names[last]],
      ["{ArrowDown}", names[last]],
      ["{PageUp}", names[last - 4]],
      ["{PageDown}", names[last]],
      ["{Home}", null],
      ["{PageDown}", names[3]],
      ["{End}", null],
      ["{ArrowDown}", names[0]],
      ["{ArrowRight}", null],
      ["{ArrowDown}", names[0]],
      ["{ArrowLeft}", null],
      ["w", null],
      ["e", null],
      ["l", null],
      ["l", null],
      ["{ArrowDown}", "Wells Fargo"],
      ["s", null],
      ["{ArrowDown}", "Wells Fargo"],
    ];
    for (const [key, active] of script) {
      await userEvent.keyboard(key);
      await expect.poll(activeName, { message: key }).toBe(active);
      if (active !== null) expect(activeInSight(), key).toBe(true);
      expect(document.activeElement, key).toBe(input());
    }
    expect(input()).toHaveProperty("value", "wells");
  });

  test("Enter takes the active row; without one it offers the best match, or takes the only one", async () => {
    const { onChoose } = await open();
    await userEvent.click(field);
    await userEvent.keyboard("{Enter}");
    expect(activeName()).toBeNull();
    await userEvent.keyboard("hydro{Enter}");
    await expect.poll(activeName).toBe("Hydro One");
    expect(onChoose).not.toHaveBeenCalled();
    await userEvent.keyboard("{ArrowDown}{Enter}");
    expect(onChoose).toHaveBeenLastCalledWith(corpus.find(({ name }) => name === "Hydro Ottawa")?.id);
    await userEvent.fill(field, "westjet");
    await expect.poll(() => list.getByRole("option").elements().length).toBe(1);
    await userEvent.keyboard("{Enter}");
    expect(onChoose).toHaveBeenLastCalledWith(corpus.find(({ name }) => name === "WestJet")?.id);
  });

  test("Tab goes to what can be used, and past the list (A-2)", async () => {
    await open();
    await userEvent.fill(field, "td");
    const stops: (string | null | undefined)[] = [];
    for (let stop = 0; stop < 2; stop += 1) {
      await userEvent.keyboard("{Tab}");
      stops.push(document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.textContent);
    }
    expect(stops).toEqual(["Clear the search", "?Not listed?"]);
  });

  test("the first Escape empties the field, only the next one gets through; one that ends a composition does neither (R144)", async () => {
    await open();
    const heard = vi.fn<(event: Event) => void>();
    document.addEventListener("keydown", heard);
    await userEvent.fill(field, "td");
    await expect.element(rowNamed("TD Canada Trust")).toBeVisible();
    input().dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true, cancelable: true, isComposing: true }));
    expect(input()).toHaveProperty("value", "td");
    await userEvent.keyboard("{Escape}");
    expect(heard).not.toHaveBeenCalled();
    expect(input()).toHaveProperty("value", "");
    expect(document.activeElement).toBe(input());
    await expect.element(rowNamed("1Password")).toBeVisible();
    await userEvent.keyboard("{Escape}");
    expect(heard).toHaveBeenCalledTimes(1);
    document.removeEventListener("keydown", heard);
  });

  test("keys of a text composition are left alone (R144)", async () => {
    const { onChoose } = await open();
    await userEvent.click(field);
    for (const key of ["ArrowDown", "Enter"]) {
      const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, isComposing: true });
      input().dispatchEvent(event);
      expect(event.defaultPrevented).toBe(false);
    }
    expect(activeName()).toBeNull();
    expect(onChoose).not.toHaveBeenCalled();
  });
});

describe("pointer", () => {
  test("a click chooses, and does not take the focus from the field (R16)", async () => {
    const { onChoose } = await open();
    await userEvent.fill(field, "desj");
    await userEvent.click(rowNamed("Desjardins"));
    expect(onChoose).toHaveBeenCalledExactlyOnceWith(corpus.find(({ name }) => name === "Desjardins")?.id);
    expect(document.activeElement).toBe(input());
  });

  test("clearing empties the field and goes back to it", async () => {
    await open();
    await userEvent.fill(field, "desj");
    await userEvent.click(page.getByRole("button", { name: "Clear the search" }));
    expect(input()).toHaveProperty("value", "");
    expect(document.activeElement).toBe(input());
    await expect.poll(() => firstRow().element().textContent).toContain("1Password");
  });
});

describe("a long list (P12)", () => {
  const many = Array.from({ length: 10_000 }, (_, at) => ({ id: `src_${at}`, name: `Maple Bank ${at}`, host: `maple${at}.test` }));

  test("10,000 sources are few nodes, and every row knows its place (APG)", async () => {
    const { place } = await open({ sources: many });
    const nodes = () => place.querySelectorAll("*").length;
    await expect.element(firstRow()).toHaveAttribute("aria-setsize", "10000");
    expect(nodes()).toBeLessThanOrEqual(300);
    await userEvent.click(field);
    await userEvent.keyboard("{ArrowUp}");
    await expect.poll(activeName).toBe("Maple Bank 9999");
    expect(activeInSight()).toBe(true);
    expect(document.getElementById(input().getAttribute("aria-activedescendant") ?? "")?.getAttribute("aria-posinset")).toBe("10000");
    expect(nodes()).toBeLessThanOrEqual(300);
  });

  test("scrolled anywhere, the rows in sight are there, and so is the active one", async () => {
    const { place } = await open({ sources: many });
    await userEvent.click(field);
    await userEvent.keyboard("{ArrowDown}{ArrowDown}");
    const row = firstRow().element().getBoundingClientRect().height;
    for (const top of [5_000, 250_001, 599_000, 0]) {
      list.element().scrollTop = top * (row / 60);
      const expected = `Maple Bank ${Math.floor((top * (row / 60)) / row)}`;
      await expect.element(list.getByText(expected, { exact: true })).toBeInTheDocument();
      expect(activeName()).toBe("Maple Bank 1");
      expect(place.querySelectorAll("*").length).toBeLessThanOrEqual(300);
    }
  });

  test("a search shows at most 50 rows, best first, and says that there are more, to who looks and to who listens (APG, A-7)", async () => {
    const { clock } = await open({ sources: many });
    await clock.advance(100);
    await userEvent.fill(field, "maple bank 77");
    await expect.poll(() => firstRow().element().textContent).toContain("Maple Bank 77");
    await expect.element(page.getByText("These are the closest matches. Keep typing to see fewer.")).toBeInTheDocument();
    await clock.advance(1_000);
    await expect.poll(said).toMatch(/^[\d,]+ websites found\. The 50 closest are listed: keep typing to see fewer\.$/);
    const [total = ""] = said().split(" ");
    await expect.element(firstRow()).toHaveAttribute("aria-setsize", total.replace(",", ""));
    await userEvent.click(field);
    await userEvent.keyboard("{ArrowDown}{ArrowUp}{ArrowUp}");
    await expect.element(list.getByRole("option", { selected: true })).toHaveAttribute("aria-posinset", "50");
  });
});

describe("pages that arrive (R17)", () => {
  test("what is typed while they come stays, and finds what came later", async () => {
    const { update } = await open({ sources: [], state: "loading" });
    await userEvent.fill(field, "desj");
    const [element, heading] = [input(), page.getByRole("heading", { level: 1 }).element()];
    expect(element.getAttribute("aria-expanded")).toBe("false");
    update({ sources: corpus.slice(0, 100), state: "gathering" });
    await expect.element(page.getByText("More are still loading")).toBeVisible();
    update({ sources: corpus, state: "complete" });
    await expect.element(rowNamed("Desjardins")).toBeVisible();
    expect(input()).toBe(element);
    expect(page.getByRole("heading", { level: 1 }).element()).toBe(heading);
    expect(element).toHaveProperty("value", "desj");
    expect(document.activeElement).toBe(element);
    expect(element.getAttribute("aria-expanded")).toBe("true");
  });

  test("the active row stays with its source", async () => {
    const { update } = await open({ sources: corpus.filter(({ name }) => name !== "Hydro One"), state: "gathering" });
    await userEvent.fill(field, "hydro");
    await userEvent.keyboard("{ArrowDown}");
    await expect.poll(activeName).toBe("Hydro Ottawa");
    update({ sources: corpus, state: "complete" });
    await expect.element(rowNamed("Hydro One")).toBeVisible();
    expect(activeName()).toBe("Hydro Ottawa");
  });

  test("nothing moves when the list takes the place of its skeleton (M97)", async () => {
    const { place, update } = await open({ sources: [], state: "loading" });
    const shape = () => ["[data-slot=card]", "[data-slot=picker-results]", "[data-slot=picker-not-listed]"].map((part) => {
      const { top, height } = place.querySelector(part)?.getBoundingClientRect() ?? {};
      return [part, top, height];
    });
    const loading = shape();
    const skeleton = place.querySelector("[data-slot=picker-skeleton]")?.getBoundingClientRect();
    const states: [Partial<SourcePickerProps>, string][] = [
      [{ sources: corpus.slice(0, 100), state: "gathering" }, "1Password"],
      [{ sources: corpus, state: "complete" }, "1Password"],
      [{ sources: corpus, state: "failed" }, "Part of the list didn’t load."],
      [{ sources: [], state: "failed" }, "The list didn’t load"],
      [{ sources: [], state: "offline" }, "You seem to be offline"],
      [{ sources: [], state: "complete" }, "No websites yet"],
    ];
    for (const [change, shown] of states) {
      update(change);
      await expect.element(page.getByText(shown, { exact: true }).first()).toBeVisible();
      expect(shape(), shown).toEqual(loading);
    }
    update({ sources: corpus, state: "complete" });
    await expect.element(firstRow()).toBeVisible();
    const { left, top, height } = firstRow().element().getBoundingClientRect();
    expect({ left, top, height }).toEqual({ left: skeleton?.left, top: skeleton?.top, height: skeleton?.height });
  });
});

describe("states (R26, M24)", () => {
  test.each([
    ["failed", "The list didn’t load"],
    ["offline", "You seem to be offline"],
  ] as const)("%s: says so, can be tried again, and the focus has somewhere to be", async (state, title) => {
    const { onRetry } = await open({ sources: [], state });
    await expect.element(page.getByRole("heading", { name: title })).toBeVisible();
    await userEvent.click(page.getByRole("button", { name: "Try again" }));
    expect(onRetry).toHaveBeenCalledTimes(1);
    expect(document.activeElement).toBe(page.getByRole("heading", { level: 1 }).element());
  });

  test("a part that is missing is said below the part that is there, which can be searched", async () => {
    const { onRetry } = await open({ state: "failed" });
    await userEvent.fill(field, "desj");
    await expect.element(rowNamed("Desjardins")).toBeVisible();
    await userEvent.click(page.getByRole("button", { name: "Try again" }));
    expect(onRetry).toHaveBeenCalledTimes(1);
  });

  test("a search without a match repeats what was searched for, and keeps the way out", async () => {
    await open();
    await userEvent.fill(field, "qwxz");
    await expect.element(page.getByRole("heading", { name: "No website matches “qwxz”" })).toBeVisible();
    expect(input().getAttribute("aria-expanded")).toBe("false");
    await expect.element(notListed).toBeVisible();
  });

  test("“Not listed?” ends every list and state at the same place (M23, A-17)", async () => {
    const { onNotListed, update } = await open({ sources: [], state: "loading" });
    const place = () => notListed.element().getBoundingClientRect().top;
    const top = place();
    for (const change of [{ state: "gathering" }, { state: "failed" }, { state: "offline" }, { state: "complete" }] as const) {
      update({ sources: [], ...change });
      await expect.poll(place).toBe(top);
    }
    await userEvent.click(notListed);
    expect(onNotListed).toHaveBeenCalledTimes(1);
  });

  test("“not listed” explained: the explanation has the focus, the way back gives it to the field", async () => {
    const { update, onBackToList } = await open();
    await userEvent.click(notListed);
    update({ notListedExplained: true });
    const title = page.getByRole("heading", { name: "Can’t find your website?" });
    await expect.element(title).toHaveFocus();
    await userEvent.keyboard("{Tab}{Enter}");
    expect(onBackToList).toHaveBeenCalledTimes(1);
    expect(document.activeElement).toBe(input());
    update({ notListedExplained: true });
    await userEvent.fill(field, "td");
    expect(onBackToList).toHaveBeenCalledTimes(2);
  });
});

describe("announcements (M29, A-7)", () => {
  test("the count is said once for each pause, not for each key", async () => {
    const { clock } = await open();
    await clock.advance(10_000);
    expect(said()).toBe("482 websites found");
    await userEvent.fill(field, "h");
    await clock.advance(300);
    await userEvent.fill(field, "hydro");
    await clock.advance(300);
    expect(said()).toBe("482 websites found");
    await clock.advance(200);
    await expect.poll(said).toBe("8 websites found");
    await clock.advance(10_000);
    await userEvent.fill(field, "qwxz");
    await clock.advance(1_000);
    await expect.poll(said).toBe("No website matches “qwxz”");
  });

  test("nor do pages say a new count while something is searched for", async () => {
    const { clock, update } = await open({ sources: corpus.slice(0, 100), state: "gathering" });
    await userEvent.fill(field, "c");
    await clock.advance(10_000);
    await expect.poll(said).toContain("found");
    const first = said();
    const matches = () => firstRow().element().getAttribute("aria-setsize");
    const few = matches();
    update({ sources: corpus.slice(0, 200), state: "gathering" });
    await expect.poll(matches).not.toBe(few);
    await clock.advance(10_000);
    expect(said()).toBe(first);
    update({ sources: corpus.slice(0, 200), state: "complete" });
    await expect.poll(async () => {
      await clock.advance(10_000);
      return said();
    }).not.toBe(first);
  });

  test("pages that arrive say nothing of their own", async () => {
    const { clock, update } = await open({ sources: [], state: "loading" });
    await clock.advance(10_000);
    expect(said()).toBe("Loading the list");
    for (const count of [100, 200, 300]) {
      update({ sources: corpus.slice(0, count), state: "gathering" });
      await expect.element(firstRow()).toHaveAttribute("aria-setsize", `${count}`);
      await clock.advance(10_000);
      expect(said()).toBe("Loading the list");
    }
    update({ sources: corpus, state: "complete" });
    await expect.element(firstRow()).toHaveAttribute("aria-setsize", "482");
    await clock.advance(10_000);
    expect(said()).toBe("482 websites found");
  });
});

describe("texts that are not ours", () => {
  const strange: PickableSource[] = [
    { id: "src_1", name: "<img src=x onerror=alert(1)>", host: "html.test" },
    { id: "src_2", name: "\u202eknaB", host: "turned.test" },
    { id: "src_3", name: "بنك القاهرة", host: "bank.eg" },
    { id: "src_4", name: "plain.test", host: "plain.test" },
  ];

  test("are shown as text, in their own direction, in no language of ours (R131, A-12)", async () => {
    const { place } = await open({ sources: strange });
    await expect.poll(() => rowNamed("html.test").element().textContent).toContain("<img src=x onerror=alert(1)>");
    expect(place.querySelector("img")).toBeNull();
    expect(place.textContent).not.toContain("\u202e");
    const name = list.getByText("بنك القاهرة").element();
    expect([name.getAttribute("lang"), name.getAttribute("dir"), getComputedStyle(name).direction]).toEqual(["", "auto", "rtl"]);
    expect(name.getBoundingClientRect().left).toBe(list.getByText("plain.test").element().getBoundingClientRect().left);
    await userEvent.fill(field, "<img");
    await expect.element(list.getByRole("mark")).toHaveTextContent("img");
  });

  test("a source without a name shows its host once (R25)", async () => {
    await open({ sources: strange });
    expect(rowNamed("plain.test").element().textContent).toBe("PTplain.test");
  });
});

describe("looks and access", () => {
  const states: [string, Partial<SourcePickerProps>][] = [
    ["loading", { sources: [], state: "loading" }],
    ["complete", {}],
    ["part missing", { state: "failed" }],
    ["failed", { sources: [], state: "failed" }],
    ["offline", { sources: [], state: "offline" }],
    ["explained", { notListedExplained: true }],
  ];
  const looks = (["default", "dark"] as const).flatMap((theme) => (["en-US", "fr-CA"] as const).map((language) => [theme, language] as const));

  test.each(looks)("axe finds nothing in any state, %s, %s (M86)", async (theme, language) => {
    document.documentElement.lang = language;
    const { place, update } = await open({}, { theme, language });
    for (const [name, change] of states) {
      update(change);
      await expect.poll(() => place.querySelector('[data-slot="picker-results"]')?.getAttribute("aria-busy"), { message: name }).toBe(`${change.state === "loading"}`);
      expect(await findViolations(place), name).toEqual([]);
    }
    update({});
    await userEvent.fill(page.getByRole("combobox"), "hydro");
    await userEvent.keyboard("{ArrowDown}");
    await expect.poll(() => place.querySelector('[aria-selected="true"]')).not.toBeNull();
    expect(await findViolations(place), "active row").toEqual([]);
    await userEvent.fill(page.getByRole("combobox"), "qwxz");
    await expect.poll(() => place.querySelector('[data-kind="no-match"]')).not.toBeNull();
    expect(await findViolations(place), "no match").toEqual([]);
  });

  test("fits 320 px, with targets of 24 px and more, also at 200 % text (A-4, A-10)", async () => {
    await page.viewport(320, 640);
    const { place } = await open({ sources: [{ id: "src_0", name: "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk", host: "x".repeat(60) }, ...corpus] });
    await userEvent.fill(field, "d");
    for (const size of ["", "200%"]) {
      document.documentElement.style.fontSize = size;
      await expect.poll(() => place.scrollWidth).toBeLessThanOrEqual(320);
      for (const target of place.querySelectorAll("button, input, [role=option]")) {
        const { width, height, left, right } = target.getBoundingClientRect();
        expect(Math.min(width, height)).toBeGreaterThanOrEqual(24);
        expect(left >= 0 && right <= 320).toBe(true);
      }
    }
    document.documentElement.style.fontSize = "";
    await page.viewport(414, 896);
  });

  test("rows follow a larger text (A-10)", async () => {
    await open();
    const step = () => {
      const [first, second] = list.getByRole("option").elements().map((row) => row.getBoundingClientRect().top);
      return (second ?? 0) - (first ?? 0);
    };
    const before = step();
    document.documentElement.style.fontSize = "200%";
    await expect.poll(step).toBe(before * 2);
    document.documentElement.style.fontSize = "";
    await expect.poll(step).toBe(before);
  });
});
