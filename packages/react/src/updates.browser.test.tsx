import { createRef } from "react";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { embedPage, frame, frames, order, say } from "../test/embed-frame-driver.ts";
import { render } from "../test/render.tsx";
import { DeckAuth, type DeckAuthHandle, type DeckAuthProps } from "./index.ts";

const onSuccess = vi.fn<(...data: unknown[]) => void>();

async function connected(first: Partial<DeckAuthProps> = {}) {
  const page = embedPage();
  const props = { token: "tk_1", embedUrl: page.embedUrl, onSuccess, ...first };
  const { rerender } = render(<DeckAuth {...props} />);
  await expect.poll(page.inits).toHaveLength(1);
  return { page, change: (next: Partial<DeckAuthProps>) => rerender(<DeckAuth {...props} {...next} />) };
}

describe("props that change (M11, M12)", () => {
  test("looks, language and switches reach the page in place, all of them each time", async () => {
    const { page, change } = await connected({ appearance: { theme: "dark" } });
    change({ language: "fr-CA", taskRunView: "live", retryable: true, onClose: () => {}, onSourceNotFound: () => {}, copy: { "en-US": { "a.b": "c" } } });
    await expect.poll(page.heard).toHaveLength(1);
    expect(page.heard()[0]).toEqual({
      port: 1,
      type: "update",
      data: {
        appearance: { theme: "dark" },
        copy: { "en-US": { "a.b": "c" } },
        language: "fr-CA",
        taskRunView: "live",
        closable: true,
        sourceNotFound: true,
        retryable: true,
      },
    });
    change({ appearance: undefined });
    await expect.poll(page.heard).toHaveLength(2);
    // What is missing goes back to its default.
    expect(page.heard()[1]?.data).toEqual({ closable: false, sourceNotFound: false });
    expect(await page.loads()).toBe(1);
  });

  test("inline objects, arrays and functions with the same values in them cause nothing", async () => {
    const inline = (): Partial<DeckAuthProps> => ({ sourceId: ["src_a"], appearance: { variables: { borderRadius: 4 } }, onClose: () => {}, onError: () => {} });
    const { page, change } = await connected(inline());
    for (let times = 0; times < 5; times += 1) change(inline());
    say({ type: "tokenRequired", data: {} });
    await expect.poll(page.heard).toEqual([{ port: 1, type: "tokenUnavailable", data: {} }]);
    expect(await page.loads()).toBe(1);
  });

  test.each<Partial<DeckAuthProps>>([
    { sourceId: "src_b" },
    { credentialId: "cred_1" },
    { taskId: "task_1" },
    { externalId: "user_1" },
    { resume: { credentialId: "cred_1", taskRunId: "trun_1" } },
  ])("%o is another flow: another frame and nonce (T6)", async (next) => {
    const { page, change } = await connected({ sourceId: "src_a" });
    const before = frame();
    change({ sourceId: "src_a", ...next });
    await expect.poll(page.inits).toHaveLength(2);
    expect(page.inits()[1]?.config).toMatchObject(next);
    expect(page.inits()[1]?.nonce).not.toBe(page.inits()[0]?.nonce);
    expect(before.isConnected).toBe(false);
    expect(frames()).toHaveLength(1);
    expect(await page.loads()).toBe(2);
  });

  test("focus() puts the focus into the flow, also when it is asked for too early (M19 in part)", async () => {
    const page = embedPage();
    const handle = createRef<DeckAuthHandle>();
    render(<DeckAuth ref={handle} token="tk_1" embedUrl={page.embedUrl} onSuccess={onSuccess} />);
    await expect.poll(frames).toHaveLength(1);
    handle.current?.focus();
    await expect.poll(page.heard).toEqual([{ port: 1, type: "focus", data: {} }]);
    expect(document.activeElement).toBe(frame());
    handle.current?.focus();
    await expect.poll(page.heard).toHaveLength(2);
  });

  test("focus() is given once: a page that is reloaded does not take the focus back from where it went (M88)", async () => {
    const page = embedPage();
    const handle = createRef<DeckAuthHandle>();
    render(<DeckAuth ref={handle} token="tk_1" embedUrl={page.embedUrl} onSuccess={onSuccess} />);
    const own = document.createElement("button");
    document.body.append(own);
    onTestFinished(() => own.remove());
    await expect.poll(frames).toHaveLength(1);
    handle.current?.focus();
    await expect.poll(page.heard).toHaveLength(1);
    own.focus();
    order({ reload: true });
    await expect.poll(page.inits).toHaveLength(2);
    say({ type: "tokenRequired", data: {} });
    await expect.poll(() => page.heard().map(({ type }) => type)).toEqual(["focus", "tokenUnavailable"]);
    expect(document.activeElement).toBe(own);
  });
});

describe("the frame", () => {
  test("is sandboxed, named in the user's language, and leaves the page's history alone (T10, A-1)", async () => {
    const before = history.length;
    await connected({ language: "fr-CA", appearance: { theme: "dark" } });
    expect(frame().getAttribute("sandbox")).toBe("allow-scripts allow-same-origin allow-forms");
    expect(frame().getAttribute("allow")).toBe("");
    expect(frame().title).toBe("Connectez votre compte");
    expect(frame().style.colorScheme).toBe("dark");
    expect(history.length).toBe(before);
  });

  test("keeps its room before it is loaded, and takes heights from 0 to 2000 (T7)", async () => {
    await connected();
    expect(frame().getBoundingClientRect().height).toBe(636);
    for (const [height, applied] of [[613, 613], [100_000, 2000], [0, 0], [333, 333]] as const) {
      say({ type: "resize", data: { height } });
      await expect.poll(() => frame().getBoundingClientRect().height).toBe(applied);
    }
  });

  test("changes its height at most ten times a second, and ends with the last one (T7)", async () => {
    await connected();
    const changes: number[] = [];
    const begun = performance.now();
    const observer = new MutationObserver(() => changes.push(performance.now()));
    observer.observe(frame(), { attributeFilter: ["style"] });
    order({ say: Array.from({ length: 200 }, (_, index) => ({ type: "resize", data: { height: 500 + index } })) });
    await expect.poll(() => frame().style.height).toBe("699px");
    observer.disconnect();
    // One at once, and one for each tenth of a second that a busy browser took.
    expect(changes.length).toBeLessThanOrEqual(2 + Math.floor(((changes.at(-1) ?? begun) - begun) / 90));
    for (const [index, at] of changes.slice(1).entries()) expect(at - (changes[index] ?? 0)).toBeGreaterThan(90);
  });
});
