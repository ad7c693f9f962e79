import type { DeckAuthEvent, Screen } from "@deck-auth/contract/messages";
import { createRef, useState } from "react";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { page as screen, userEvent } from "vitest/browser";
import { embedPage, frame, frames, order, say } from "../../test/embed-frame-driver.ts";
import { render } from "../../test/render.tsx";
import { DeckAuthDialog, type DeckAuthDialogProps, type DeckAuthHandle } from "./index.ts";

const onSuccess = vi.fn<(...data: unknown[]) => void>();
const shown = (screen: Screen): { type: "event"; data: DeckAuthEvent } => ({
  type: "event",
  data: { sessionId: "s", sequence: 1, at: "", screen, credentialId: null, taskRunId: null, type: "screen_shown" },
});

const dialog = () => document.querySelector<HTMLElement>("[role=dialog]");
const beside = () => userEvent.click(screen.elementLocator(document.querySelector("[data-deck-auth-backdrop]") ?? document.body), { position: { x: 4, y: 4 } });

/** A page with a button that opens the dialog, as far as it is open. */
function Page({ onClose, onOpenChange, props }: { props: DeckAuthDialogProps; onClose(): void; onOpenChange(open: boolean): void }) {
  const [open, setOpen] = useState(false);
  const change = (next: boolean): void => {
    onOpenChange(next);
    setOpen(next);
  };
  return (
    <>
      <button id="invoker" onClick={() => setOpen(true)}>
        Connect
      </button>
      <DeckAuthDialog {...props} open={open} onOpenChange={change} onClose={onClose} />
    </>
  );
}

/** The dialog, opened by its page's button. */
async function opened(kind: "prompt" | "quiet" = "prompt", props: Partial<DeckAuthDialogProps> = {}) {
  const page = embedPage(kind);
  const calls: unknown[] = [];
  const all = { token: "tk_1", embedUrl: page.embedUrl, onSuccess, ...props };
  const view = render(<Page props={all} onClose={() => calls.push("onClose")} onOpenChange={(open) => calls.push(open)} />, { strict: true });
  await userEvent.click(screen.getByRole("button", { name: "Connect" }));
  if (kind === "prompt") await expect.poll(page.inits).toHaveLength(1);
  else await expect.poll(() => page.reports).toHaveLength(1);
  return { page, calls, invoker: () => document.querySelector("#invoker"), ...view };
}

describe("DeckAuthDialog (design 3)", () => {
  test("is a modal dialog with a name in the user's language, and one flow in it, under StrictMode too (R12, A-1)", async () => {
    const { page } = await opened("prompt", { language: "fr-CA" });
    await expect.element(screen.getByRole("dialog", { name: "Connectez votre compte" })).toBeInTheDocument();
    expect(dialog()?.getAttribute("aria-modal")).toBe("true");
    expect(dialog()?.contains(frame())).toBe(true);
    expect(page.inits()[0]?.config.closable).toBe(true);
    expect(await page.loads()).toBe(1);
  });

  test("takes the focus to itself at once, into the flow when that is there, and gives it back on close (M20)", async () => {
    const { calls, invoker, page } = await opened("quiet");
    expect(document.activeElement).toBe(dialog());
    order({ ready: true });
    await expect.poll(page.heard).toEqual([{ port: 1, type: "focus", data: {} }]);
    expect(document.activeElement).toBe(frame());
    say({ type: "close", data: {} });
    await expect.poll(dialog).toBeNull();
    await expect.poll(() => document.activeElement).toBe(invoker());
    expect(calls).toEqual(["onClose", false]);
  });

  test("Escape outside the frame closes it once, also before the embed page is there (R138)", async () => {
    const { calls, invoker } = await opened("quiet");
    await userEvent.keyboard("{Escape}");
    await expect.poll(dialog).toBeNull();
    await expect.poll(() => document.activeElement).toBe(invoker());
    expect(calls).toEqual(["onClose", false]);
    expect(frames()).toHaveLength(0);
  });

  test("a flow that cannot be had leaves a close button in the user's language, on a ground of its own (F27)", async () => {
    const calls: unknown[] = [];
    const props = { token: "tk_1", embedUrl: "http://plain.example", language: "fr-CA", onSuccess, onError: ({ code }: { code: string }) => calls.push(code) } as const;
    render(<Page props={props} onClose={() => calls.push("onClose")} onOpenChange={(open) => calls.push(open)} />);
    await userEvent.click(screen.getByRole("button", { name: "Connect" }));
    const close = screen.getByRole("button", { name: "Fermer" });
    await expect.element(close).toBeVisible();
    expect(getComputedStyle(dialog() ?? document.body).backgroundColor).not.toBe("rgba(0, 0, 0, 0)");
    await close.click();
    await expect.poll(dialog).toBeNull();
    await expect.poll(() => document.activeElement).toBe(document.querySelector("#invoker"));
    expect(calls).toEqual(["embed_url_invalid", "onClose", false]);
  });

  test("a flow that is there has the only close button", async () => {
    await opened();
    say(shown("credentials"));
    await expect.poll(() => screen.getByRole("button", { name: "Close" }).elements()).toHaveLength(0);
  });

  test("Tab out of the frame, at either end, leads into it again (M20)", async () => {
    const { page } = await opened();
    await expect.poll(page.heard).toHaveLength(1);
    const guards = [...document.querySelectorAll<HTMLElement>("[data-deck-auth-guard]")];
    expect(guards).toHaveLength(2);
    for (const [index, guard] of guards.entries()) {
      guard.focus();
      await expect.poll(page.heard).toHaveLength(index + 2);
      expect(page.heard().at(-1)).toMatchObject({ type: "focus" });
      expect(document.activeElement).toBe(frame());
    }
    // Nor does anything else of the page get it.
    document.querySelector<HTMLElement>("#invoker")?.focus();
    expect(dialog()?.contains(document.activeElement)).toBe(true);
  });

  test("a press beside it closes it, but not where that would lose something", async () => {
    const { calls, page } = await opened();
    for (const kept of ["credentials", "interaction", "task-run"] as const) {
      const before = page.heard().length;
      say(shown(kept), { type: "tokenRequired", data: {} });
      await expect.poll(() => page.heard().length).toBe(before + 1);
      await beside();
    }
    expect(calls).toEqual([]);
    const before = page.heard().length;
    say(shown("source-picker"), { type: "tokenRequired", data: {} });
    await expect.poll(() => page.heard().length).toBe(before + 1);
    await beside();
    await expect.poll(dialog).toBeNull();
    expect(calls).toEqual(["onClose", false]);
  });

  test.each([null, "color: red; overflow: auto scroll; padding-right: 3px;"])("gives the body's style %j and the scroll position back exactly (M20)", async (style) => {
    const tall = document.createElement("div");
    tall.style.height = "4000px";
    document.body.append(tall);
    if (style !== null) document.body.setAttribute("style", style);
    onTestFinished(() => {
      tall.remove();
      document.body.removeAttribute("style");
    });
    const page = embedPage();
    const props = { token: "tk_1", embedUrl: page.embedUrl, onSuccess };
    const { rerender } = render(<DeckAuthDialog {...props} open={false} />, { strict: true });
    scrollTo(0, 700);
    const [before, width] = [scrollY, document.body.getBoundingClientRect().width];
    expect(before).toBeGreaterThan(0);
    rerender(<DeckAuthDialog {...props} open />);
    await expect.poll(page.inits).toHaveLength(1);
    expect(getComputedStyle(document.body).overflow).toBe("hidden");
    expect(document.body.getBoundingClientRect().width).toBeCloseTo(width, 0);
    rerender(<DeckAuthDialog {...props} open={false} />);
    await expect.poll(dialog).toBeNull();
    await expect.poll(() => document.body.getAttribute("style")).toBe(style);
    expect(scrollY).toBe(before);
  });

  test("what the page changed of its own style meanwhile stays", async () => {
    onTestFinished(() => document.body.removeAttribute("style"));
    document.body.style.overflow = "clip";
    const { calls } = await opened();
    document.body.style.color = "rgb(1, 2, 3)";
    await userEvent.keyboard("{Escape}");
    say({ type: "close", data: {} });
    await expect.poll(dialog).toBeNull();
    await expect.poll(() => document.body.style.overflow).toBe("clip");
    expect(document.body.style.color).toBe("rgb(1, 2, 3)");
    expect(calls.filter((call) => call === "onClose")).toHaveLength(1);
  });

  test("puts no style sheet and no style text into the page (host policies)", async () => {
    const before = document.querySelectorAll("style").length;
    await opened();
    expect(document.querySelectorAll("style")).toHaveLength(before);
    expect(document.adoptedStyleSheets).toEqual([]);
  });

  test("opens by its trigger and keeps its own state; a closing that throws closes (R110)", async () => {
    const page = embedPage();
    const seen: unknown[] = [];
    const listen = (problem: ErrorEvent): void => {
      seen.push(problem.error);
      problem.preventDefault();
      problem.stopImmediatePropagation();
    };
    addEventListener("error", listen, { capture: true });
    onTestFinished(() => removeEventListener("error", listen, { capture: true }));
    const bug = new Error("a bug of the host");
    const changes: boolean[] = [];
    const props = { token: "tk_1", embedUrl: page.embedUrl, onSuccess, trigger: <button>Go</button>, onOpenChange: (open: boolean) => changes.push(open) };
    const { container } = render(<DeckAuthDialog {...props} onClose={() => { throw bug; }} />, { strict: true });
    await userEvent.click(screen.getByRole("button", { name: "Go" }));
    await expect.poll(page.inits).toHaveLength(1);
    say({ type: "close", data: {} });
    await expect.poll(dialog).toBeNull();
    expect(changes).toEqual([true, false]);
    expect(seen).toEqual([bug]);
    await expect.poll(() => document.activeElement).toBe(container.querySelector("button"));
  });

  test("stays open when its host does not close it, and says each use (R13, R137)", async () => {
    const page = embedPage();
    const calls: unknown[] = [];
    render(<DeckAuthDialog open token="tk_1" embedUrl={page.embedUrl} onSuccess={onSuccess} onClose={() => calls.push("onClose")} onOpenChange={(open) => calls.push(open)} />);
    await expect.poll(page.inits).toHaveLength(1);
    say({ type: "close", data: {} }, { type: "close", data: {} });
    await expect.poll(() => calls).toEqual(["onClose", false, "onClose", false]);
    say({ type: "success", data: { credentialId: "cred_1", externalId: null, taskRunId: null, verified: null } });
    await expect.poll(() => onSuccess.mock.calls.length).toBeGreaterThan(0);
    expect(dialog()?.contains(frame())).toBe(true);
  });

  test("taken away while it is open, it leaves nothing, calls nobody, and gives the focus back (R14, M9)", async () => {
    const outside = document.createElement("button");
    document.body.append(outside);
    onTestFinished(() => outside.remove());
    outside.focus();
    const before = [...document.body.children];
    const page = embedPage();
    const calls: unknown[] = [];
    const handle = createRef<DeckAuthHandle>();
    const { container, unmount } = render(
      <DeckAuthDialog
        ref={handle}
        open
        token="tk_1"
        embedUrl={page.embedUrl}
        onSuccess={onSuccess}
        onEvent={() => unmount()}
        onClose={() => calls.push("onClose")}
        onOpenChange={(open) => calls.push(open)}
      />,
      { strict: true },
    );
    await expect.poll(page.heard).toHaveLength(1);
    handle.current?.focus();
    await expect.poll(page.heard).toHaveLength(2);
    say(shown("source-picker"), { type: "close", data: {} });
    await expect.poll(() => [...document.body.children].filter((element) => element !== container)).toEqual(before);
    await expect.poll(() => document.activeElement).toBe(outside);
    expect(document.body.hasAttribute("style")).toBe(false);
    expect(outside.hasAttribute("aria-hidden")).toBe(false);
    expect(calls).toEqual([]);
  });
});
