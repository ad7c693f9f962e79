import { beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { embedPage, frame, frames, order, say } from "../test/embed-frame-driver.ts";
import { render } from "../test/render.tsx";
import { configureDeckAuth, DeckAuth, preloadDeckAuth } from "./index.ts";

const onSuccess = vi.fn<(...data: unknown[]) => void>();

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  onTestFinished(() => void vi.useRealTimers());
});

describe("the embed page cannot be had (F27)", () => {
  test.each([
    ["embed_url_missing", undefined],
    ["embed_url_invalid", "not an address"],
    ["embed_url_invalid", "/embed"],
    ["embed_url_invalid", "http://auth.example.com"],
    ["embed_url_invalid", "http://localhost.evil.test/"],
    ["embed_url_invalid", "http://127.0.0.1.evil.test/"],
    ["embed_url_invalid", "javascript:alert(1)"],
    ["embed_url_invalid", "data:text/html,x"],
    ["embed_url_invalid", location.origin],
  ])("api/%s for %s, at once and once, with a readable box, and nothing framed (T10)", async (code, embedUrl) => {
    const onError = vi.fn<(...data: unknown[]) => void>();
    const { container } = render(<DeckAuth token="tk_1" embedUrl={embedUrl} language="fr-CA" onSuccess={onSuccess} onError={onError} />, { strict: true });
    await expect.poll(() => onError.mock.calls).toEqual([[{ type: "api", code, message: expect.stringContaining("embedUrl") }]]);
    expect(container.querySelector("[role=alert]")?.textContent).toBe("Indisponible pour le moment.");
    expect(frame().src).toBe("");
    expect(frame().checkVisibility()).toBe(false);
  });

  const untyped: object = { onError: null };

  test.each([{}, untyped])("without onError the console tells whoever builds the page, %j (R109)", async (more) => {
    const log = vi.spyOn(console, "error").mockImplementation(() => {});
    onTestFinished(() => log.mockRestore());
    render(<DeckAuth token="tk_1" onSuccess={onSuccess} {...more} />);
    await expect.poll(() => log.mock.calls).toEqual([[expect.objectContaining({ code: "embed_url_missing" })]]);
  });

  test("no answer in 10 seconds is api/embed_unreachable, once, with a box in place of a blank frame; a late answer takes it back", async () => {
    const page = embedPage("quiet");
    const onError = vi.fn<(...data: unknown[]) => void>();
    const { container } = render(<DeckAuth token="tk_1" embedUrl={page.embedUrl} onSuccess={onSuccess} onError={onError} />);
    await expect.poll(() => page.reports).toHaveLength(1);
    vi.advanceTimersByTime(5_000);
    expect(onError).not.toHaveBeenCalled();
    vi.advanceTimersByTime(60_000);
    expect(onError.mock.calls).toEqual([[{ type: "api", code: "embed_unreachable", message: expect.any(String) }]]);
    expect(container.querySelector("[role=alert]")?.textContent).toBe("Unavailable right now.");
    expect(frame().getBoundingClientRect().height).toBe(0);
    order({ ready: true });
    await expect.poll(page.inits).toHaveLength(1);
    say({ type: "tokenRequired", data: {} });
    await expect.poll(() => container.textContent).toBe("");
    expect(frame().getBoundingClientRect().height).toBe(636);
  });

  test("a page that says ready but takes no init is unreachable too; one that has answered never is", async () => {
    const [deaf, live] = [embedPage(), embedPage()];
    const onError = vi.fn<(...data: unknown[]) => void>();
    render(<DeckAuth token="tk_1" embedUrl={live.embedUrl} onSuccess={onSuccess} onError={onError} />);
    await expect.poll(live.inits).toHaveLength(1);
    say({ type: "tokenRequired", data: {} });
    await expect.poll(live.heard).toHaveLength(1);
    vi.advanceTimersByTime(20_000);
    expect(onError).not.toHaveBeenCalled();
    render(<DeckAuth token="tk_1" embedUrl={deaf.embedUrl} onSuccess={onSuccess} onError={onError} />);
    await expect.poll(deaf.inits).toHaveLength(1);
    vi.advanceTimersByTime(20_000);
    expect(onError).toHaveBeenCalledTimes(1);
  });

  test("a slow token function is not the page's failure", async () => {
    const page = embedPage();
    const onError = vi.fn<(...data: unknown[]) => void>();
    render(<DeckAuth token={() => new Promise(() => {})} embedUrl={page.embedUrl} onSuccess={onSuccess} onError={onError} />);
    await expect.poll(() => page.reports).toHaveLength(1);
    vi.advanceTimersByTime(60_000);
    expect(onError).not.toHaveBeenCalled();
  });

  test("a token that comes late leaves the page its whole time to answer", async () => {
    const page = embedPage("quiet");
    const onError = vi.fn<(...data: unknown[]) => void>();
    let give: (token: string) => void = () => {};
    const token = () => new Promise<string>((resolve) => (give = resolve));
    render(<DeckAuth token={token} embedUrl={page.embedUrl} onSuccess={onSuccess} onError={onError} />);
    await expect.poll(() => page.reports).toHaveLength(1);
    vi.advanceTimersByTime(9_900);
    give("tk_late");
    await expect.poll(() => vi.getTimerCount()).toBe(1);
    vi.advanceTimersByTime(9_900);
    expect(onError).not.toHaveBeenCalled();
    vi.advanceTimersByTime(200);
    expect(onError).toHaveBeenCalledTimes(1);
  });

  test("unmounted, it leaves no timer, frame or listener behind (M9, F23)", async () => {
    const page = embedPage();
    const [added, removed] = [vi.spyOn(window, "addEventListener"), vi.spyOn(window, "removeEventListener")];
    onTestFinished(() => void vi.restoreAllMocks());
    const messages = (spy: { mock: { calls: unknown[][] } }) => spy.mock.calls.filter(([type]) => type === "message").map(([, listener]) => listener);
    const { container, unmount } = render(<DeckAuth token="tk_1" embedUrl={page.embedUrl} onSuccess={onSuccess} />, { strict: true });
    await expect.poll(page.inits).toHaveLength(1);
    expect(vi.getTimerCount()).toBe(1);
    unmount();
    expect(vi.getTimerCount()).toBe(0);
    expect(messages(added)).toHaveLength(1);
    expect(messages(removed)).toContain(messages(added)[0]);
    expect(container.innerHTML).toBe("");
  });
});

test.each(["dark;position:fixed;inset:0", "dark}*{display:none", "auto&first=credentials", "url(https://evil.test)"])(
  "a theme that somebody made up styles nothing and says nothing else: %s (R117, T14)",
  async (theme) => {
    const page = embedPage();
    render(<DeckAuth token="tk_1" embedUrl={page.embedUrl} onSuccess={onSuccess} appearance={JSON.parse(JSON.stringify({ theme }))} />);
    await expect.poll(page.inits).toHaveLength(1);
    expect([frame().style.position, frame().style.colorScheme, frame().style.inset]).toEqual(["", "light", ""]);
    expect(new URL(frame().src).searchParams.get("first")).toBe("picker");
  },
);

describe("configureDeckAuth and preloadDeckAuth", () => {
  test("the address is given once for all; a hidden frame loads it ahead and goes when a flow is up", async () => {
    const page = embedPage("quiet");
    configureDeckAuth({ embedUrl: page.embedUrl });
    preloadDeckAuth({ language: "fr-CA" });
    preloadDeckAuth();
    const all = () => [...document.querySelectorAll("iframe")].filter(({ src }) => src.startsWith(page.embedUrl));
    const [ahead] = all();
    expect(all()).toHaveLength(1);
    expect(ahead?.getBoundingClientRect().height).toBe(0);
    expect(ahead?.src).toContain("lang=fr-CA&first=picker&theme=default");
    // A test from outside finds the flow by this attribute, and nothing before there is one (design 3.4).
    expect(frames()).toEqual([]);
    await expect.poll(() => page.reports).toHaveLength(1);
    render(<DeckAuth token="tk_1" onSuccess={onSuccess} />);
    await expect.poll(() => page.reports).toHaveLength(2);
    expect(all()).toHaveLength(2);
    expect(frames()).toHaveLength(1);
    expect(frame()).not.toBe(ahead);
    order({ ready: true });
    await expect.poll(page.inits).toHaveLength(1);
    expect(all()).toEqual([frame()]);
    expect(await page.loads()).toBe(2);
  });
});
