import { describe, expect, test, vi } from "vitest";
import { embedPage, frames, order } from "../test/embed-frame-driver.ts";
import { render } from "../test/render.tsx";
import { DeckAuth } from "./index.ts";
import { DeckAuthDialog } from "./dialog/index.ts";

describe("two on one page (M10)", () => {
  test("are strangers: each has its own page, token and callbacks, and one that goes leaves the other alone (R118)", async () => {
    const pages = [embedPage(), embedPage()] as const;
    const told: string[] = [];
    const view = (second: boolean) => (
      <>
        <DeckAuth token="tk_1" embedUrl={pages[0].embedUrl} appearance={{ theme: "dark" }} onSuccess={() => {}} onClose={() => told.push("first")} />
        {second && <DeckAuth token="tk_2" embedUrl={pages[1].embedUrl} sourceId="src_2" onSuccess={() => {}} onClose={() => told.push("second")} />}
      </>
    );
    const { rerender } = render(view(true), { strict: true });
    await expect.poll(() => pages.map((page) => page.inits().map(({ token, config }) => [token, config.sourceId, config.appearance]))).toEqual([
      [["tk_1", undefined, { theme: "dark" }]],
      [["tk_2", "src_2", undefined]],
    ]);
    const [first, second] = frames();
    order({ say: [{ type: "close", data: {} }] }, second);
    await expect.poll(() => told).toEqual(["second"]);
    rerender(view(false));
    await expect.poll(frames).toHaveLength(1);
    order({ say: [{ type: "close", data: {} }] }, first);
    await expect.poll(() => told).toEqual(["second", "first"]);
    expect(await pages[0].loads()).toBe(1);
  });
});

describe("inside another's focus trap (M20)", () => {
  test("of the platform's <dialog>: the frame can have the focus", async () => {
    const page = embedPage();
    const handle = vi.fn<(given: { focus(): void } | null) => void>();
    const { container } = render(
      <dialog>
        <DeckAuth ref={handle} token="tk_1" embedUrl={page.embedUrl} onSuccess={() => {}} />
      </dialog>,
    );
    await expect.poll(page.inits).toHaveLength(1);
    container.querySelector("dialog")?.showModal();
    handle.mock.calls.at(-1)?.[0]?.focus();
    await expect.poll(page.heard).toMatchObject([{ type: "focus" }]);
    expect(document.activeElement).toBe(frames()[0]);
  });

  test("of Radix: a dialog over a dialog takes the focus and gives it back, and the page scrolls again after the last", async () => {
    const [below, above] = [embedPage(), embedPage()];
    const view = (top: boolean) => (
      <>
        <DeckAuthDialog open token="tk_1" embedUrl={below.embedUrl} onSuccess={() => {}} />
        <DeckAuthDialog open={top} token="tk_2" embedUrl={above.embedUrl} onSuccess={() => {}} />
      </>
    );
    const { rerender, unmount } = render(view(false), { strict: true });
    await expect.poll(below.heard).toHaveLength(1);
    const [first] = frames();
    expect(document.activeElement).toBe(first);
    rerender(view(true));
    await expect.poll(above.heard).toHaveLength(1);
    expect(document.activeElement).toBe(frames().find((frame) => frame !== first));
    rerender(view(false));
    await expect.poll(() => document.activeElement).toBe(first);
    expect(getComputedStyle(document.body).overflow).toBe("hidden");
    unmount();
    await expect.poll(() => document.body.hasAttribute("style")).toBe(false);
  });
});
