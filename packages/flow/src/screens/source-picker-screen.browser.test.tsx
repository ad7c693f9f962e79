import type { SourceList } from "@deck-auth/contract";
import type { EmbedConfig } from "@deck-auth/contract/messages";
import type { InfiniteData } from "@tanstack/react-query";
import { describe, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import type { Fetch } from "../api/client.ts";
import { openSession } from "../testing/open-session.ts";
import type { OpenOptions } from "../testing/open-session.ts";
import { stage } from "../ui/testing/stage.tsx";
import { SourcePickerScreen } from "./source-picker-screen.tsx";

const search = page.getByRole("combobox");
const options = page.getByRole("option");
const retry = page.getByRole("button", { name: "Try again" });
const notListed = page.getByRole("button", { name: "Not listed?" });

async function picking(options: OpenOptions = {}) {
  const flow = await openSession({ sources: 250, ...options });
  const { place } = await stage(<SourcePickerScreen session={flow.session} />, { screen: "source-picker", clock: flow.clock });
  const pages = () => flow.session.cache.getQueryData<InfiniteData<SourceList>>(["sources"])?.pages ?? [];
  return {
    ...flow,
    place,
    pages,
    /** Moves time on until it is so. */
    async pass(isSo: () => unknown) {
      await expect.poll(async () => (await flow.clock.advance(250), Boolean(isSo())), { timeout: 10_000 }).toBe(true);
    },
    lists: () => flow.requests().filter((request) => request.startsWith("GET /sources")),
  };
}

const isCursorPage = (address: string): boolean => new URL(address).searchParams.has("cursor");
const shown = () => options.elements().length;
const said = (text: string) => () => page.getByText(text).elements().length > 0;

describe("all sources (R16, R17)", () => {
  test("the first page is searchable while the others come; then all of them are", async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    const between = (fetch: Fetch): Fetch => async (address, init) => {
      if (isCursorPage(address)) await held;
      return fetch(address, init);
    };
    const { pages, pass, lists, place } = await picking({ between });
    await pass(shown);
    const [first] = pages()[0]?.data.filter((source) => source.name !== null) ?? [];
    await search.fill(first?.name ?? "");
    await pass(() => options.first().element().textContent?.includes(first?.name ?? "-"));
    expect(place.querySelector("[role=listbox]")?.closest("[aria-busy=true]")).toBeNull();
    release();
    await pass(() => pages().length === 3);
    const last = pages()[2]?.data.findLast((source) => source.name !== null);
    await search.fill(last?.name ?? "");
    await pass(() => options.first().element().textContent?.includes(last?.name ?? "-"));
    expect(lists()).toHaveLength(3);
  });

  test("a cursor that the API no longer knows is no end: the walk begins anew, and nothing stands twice", async () => {
    let refused = 0;
    const body = JSON.stringify({ errors: [{ type: "request", code: "cursor_invalid", message: "" }], request_id: "req_1" });
    const between = (fetch: Fetch): Fetch => async (address, init) => {
      if (!isCursorPage(address) || refused > 0) return fetch(address, init);
      refused += 1;
      return new Response(body, { status: 400 });
    };
    const { pages, pass, outcomes } = await picking({ between });
    await pass(shown);
    await pass(() => pages().length === 3);
    expect(refused).toBe(1);
    expect(Number(options.first().element().getAttribute("aria-setsize"))).toBe(new Set(pages().flatMap(({ data }) => data.map(({ id }) => id))).size);
    expect(outcomes()).toEqual([]);
  });

  test("a page that fails leaves what is there, and is asked for again", async () => {
    let reachable = false;
    const between = (fetch: Fetch): Fetch => (address, init) =>
      isCursorPage(address) && !reachable ? Promise.reject(new TypeError("Failed to fetch")) : fetch(address, init);
    const { pages, pass, clock } = await picking({ between });
    await pass(shown);
    await clock.advance(60_000);
    expect(shown()).toBeGreaterThan(0);
    reachable = true;
    await pass(() => pages().length === 3);
  });
});

describe("a list of which a part could not be had (M21, M24)", () => {
  const part = "Part of the list didn’t load.";
  const refused = (body: string, status: number) => () => Promise.resolve(new Response(body, { status }));
  /** The pages behind the first one fail for so long. */
  function failing(answer: () => Promise<Response>) {
    const now = { failing: true, asked: 0 };
    const between = (fetch: Fetch): Fetch => (address, init) => {
      if (!isCursorPage(address)) return fetch(address, init);
      now.asked += 1;
      return now.failing ? answer() : fetch(address, init);
    };
    return { now, between };
  }

  test("is not said to be complete: refused by the API, it says so, stays so, and goes on when the person wishes (R17)", async () => {
    const forbidden = JSON.stringify({ errors: [{ type: "request", code: "input_invalid", message: "" }], request_id: "req_1" });
    const { now, between } = failing(refused(forbidden, 400));
    const { pages, pass, clock, lists, outcomes } = await picking({ between });
    await pass(said(part));
    expect(shown()).toBeGreaterThan(0);
    expect(outcomes()).toMatchObject([{ type: "request", code: "input_invalid" }]);
    const { asked } = now;
    await clock.advance(120_000);
    expect(now.asked).toBe(asked);
    now.failing = false;
    await userEvent.click(retry);
    await pass(() => pages().length === 3);
    await expect.element(retry).not.toBeInTheDocument();
    // The first page was not asked for again.
    expect(lists()).toHaveLength(3);
  });

  test("a proxy's word is not the API's: it is asked again by itself, and nobody is told of an error", async () => {
    const { now, between } = failing(refused("<h1>Forbidden</h1>", 403));
    const { pages, pass, outcomes } = await picking({ between });
    await pass(said(part));
    now.failing = false;
    await pass(() => pages().length === 3);
    await expect.element(retry).not.toBeInTheDocument();
    expect(outcomes()).toEqual([]);
  });

  test("offline it is said, and the rest comes by itself when the network is back (M60)", async () => {
    let leave = () => {};
    const between = (fetch: Fetch): Fetch => (address, init) => {
      if (isCursorPage(address)) leave();
      return fetch(address, init);
    };
    const { pages, pass, clock, device } = await picking({ between: (fetch) => between(fetch) });
    leave = () => device.setOnline(false);
    await pass(said("You seem to be offline"));
    leave = () => {};
    await clock.advance(120_000);
    expect(shown()).toBeGreaterThan(0);
    await expect.element(page.getByText("You seem to be offline").first()).toBeVisible();
    await expect.element(retry).toBeVisible();
    // Whoever tries, or comes back, while there is no network yet finds the list as it was, and the focus where it was.
    const button = retry.element();
    let comings = 0;
    const watch = new MutationObserver(() => (comings += 1));
    // Not the rows, of which there may be fewer to draw once the words below them have taken their room.
    watch.observe(button.closest("[data-slot=picker-results]") ?? button, { childList: true });
    watch.observe(button.closest("[data-slot=picker-part]") ?? button, { childList: true, subtree: true });
    await userEvent.click(retry);
    await clock.advance(1_000);
    await pass(said("You seem to be offline"));
    if (button instanceof HTMLElement) button.focus();
    device.setVisible(true);
    await clock.advance(1_000);
    await pass(said("You seem to be offline"));
    expect(document.activeElement).toBe(button);
    expect(comings + watch.takeRecords().length).toBe(0);
    watch.disconnect();
    device.setOnline(true);
    await pass(() => pages().length === 3);
    await expect.element(page.getByText("You seem to be offline")).not.toBeInTheDocument();
  });
});

describe.each<[string, EmbedConfig]>([
  ["all sources", {}],
  ["named sources", { sourceId: ["src_000001", "src_000002"] }],
])("the list of %s, when it cannot be had (R26, R107, M24)", (_, config) => {
  const unreachable = () => {
    let reachable = false;
    return {
      reach: () => (reachable = true),
      between: (fetch: Fetch): Fetch => (address, init) => (reachable ? fetch(address, init) : Promise.reject(new TypeError("Failed to fetch"))),
    };
  };

  test("offline: said in words, with a way out, and the list comes by itself on return (M23, M60)", async () => {
    const { reach, between } = unreachable();
    const { device, pass } = await picking({ between, config });
    device.setOnline(false);
    await pass(said("You seem to be offline"));
    await expect.element(notListed).toBeVisible();
    reach();
    device.setOnline(true);
    await pass(shown);
    await expect.element(page.getByText("You seem to be offline")).not.toBeInTheDocument();
  });

  test("failed: said in words, with another try, and the focus stays on the page (M23, M88)", async () => {
    const { reach, between } = unreachable();
    const { pass } = await picking({ between, config });
    await pass(said("The list didn’t load"));
    await expect.element(notListed).toBeVisible();
    reach();
    await userEvent.click(retry);
    await pass(shown);
    expect(document.activeElement).toBe(page.getByRole("heading", { level: 1 }).element());
  });
});
