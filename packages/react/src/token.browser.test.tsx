import { describe, expect, test, vi } from "vitest";
import { embedPage, order, say } from "../test/embed-frame-driver.ts";
import { render } from "../test/render.tsx";
import { DeckAuth, type DeckAuthProps } from "./index.ts";

const onSuccess = vi.fn<(...data: unknown[]) => void>();
const refusal = { type: "request", code: "token_invalid" };

describe("the token (design 3.1)", () => {
  test.each([{ strict: false }, { strict: true }])("a function is called once at the start, though it is another one with every render ($strict StrictMode)", async ({ strict }) => {
    const page = embedPage();
    const fetchToken = vi.fn<() => Promise<string>>(async () => "tk_fetched");
    const view = () => <DeckAuth token={() => fetchToken()} embedUrl={page.embedUrl} onSuccess={onSuccess} />;
    const { rerender } = render(view(), { strict });
    rerender(view());
    await expect.poll(page.inits).toHaveLength(1);
    rerender(view());
    expect(page.inits()[0]?.token).toBe("tk_fetched");
    expect(fetchToken).toHaveBeenCalledTimes(1);
  });

  test("a token that was asked for earlier and comes later takes nothing back", async () => {
    const page = embedPage();
    const onError = vi.fn<(...data: unknown[]) => void>();
    let giveEarly: (token: string) => void = () => {};
    const early = new Promise<string>((resolve) => (giveEarly = resolve));
    const view = (token: DeckAuthProps["token"]) => <DeckAuth token={token} embedUrl={page.embedUrl} onSuccess={onSuccess} onError={onError} />;
    const { rerender } = render(view(() => early));
    rerender(view("tk_new"));
    await expect.poll(page.inits).toMatchObject([{ token: "tk_new" }]);
    giveEarly("tk_old");
    say({ type: "tokenRequired", data: {} });
    await expect.poll(page.heard).toEqual([{ port: 1, type: "tokenUnavailable", data: {} }]);
    expect(onError).not.toHaveBeenCalled();
  });

  test("a refused token is fetched anew, and the flow goes on with it (M13)", async () => {
    const page = embedPage();
    const fetchToken = vi.fn<() => Promise<string>>().mockResolvedValueOnce("tk_1").mockResolvedValueOnce("tk_2");
    render(<DeckAuth token={fetchToken} embedUrl={page.embedUrl} onSuccess={onSuccess} />);
    await expect.poll(page.inits).toHaveLength(1);
    say({ type: "tokenRequired", data: {} });
    await expect.poll(page.heard).toEqual([{ port: 1, type: "token", data: { token: "tk_2" } }]);
    expect(fetchToken).toHaveBeenCalledTimes(2);
    expect(page.inits()).toHaveLength(1);
  });

  test.each([
    ["a string", () => "tk_1"],
    ["a function that fails", () => vi.fn<() => Promise<string>>().mockResolvedValueOnce("tk_1").mockRejectedValueOnce(new Error("signed out"))],
    ["a function that throws at once", () => vi.fn<() => Promise<string>>().mockResolvedValueOnce("tk_1").mockImplementationOnce(() => { throw new Error("no"); })],
    ["a function that gives a secret key", () => vi.fn<() => Promise<string>>().mockResolvedValueOnce("tk_1").mockResolvedValueOnce("sk_live_1")],
  ])("%s has no other one: the page is told so, and it is the page that reports", async (_, token) => {
    const page = embedPage();
    const onError = vi.fn<(...data: unknown[]) => void>();
    render(<DeckAuth token={token()} embedUrl={page.embedUrl} onSuccess={onSuccess} onError={onError} />);
    await expect.poll(page.inits).toHaveLength(1);
    say({ type: "tokenRequired", data: {} });
    await expect.poll(page.heard).toEqual([{ port: 1, type: "tokenUnavailable", data: {} }]);
    expect(onError).not.toHaveBeenCalled();
    expect(JSON.stringify(page.reports)).not.toContain("sk_live_1");
  });

  test.each<[string, unknown]>([
    ["a secret key", "sk_live_1"],
    ["nothing", undefined],
    ["an empty string", ""],
    ["an object", { token: "tk_1" }],
    ["a function that gives a secret key", async () => "sk_live_1"],
    ["a function that gives nothing", async () => undefined],
    ["a function that fails", () => Promise.reject(new Error("signed out"))],
  ])("%s is request/token_invalid, once, and nothing goes to the page (R45, R92)", async (_, token) => {
    const page = embedPage();
    const onError = vi.fn<(...data: unknown[]) => void>();
    // What JavaScript without types may give.
    const props = { token: JSON.parse("0"), embedUrl: page.embedUrl, onSuccess, onError };
    props.token = token;
    const { container } = render(<DeckAuth {...props} />, { strict: true });
    await expect.poll(() => onError.mock.calls).toEqual([[{ ...refusal, message: expect.any(String) }]]);
    await expect.poll(() => page.reports.map(({ did }) => did)).toEqual(["loaded"]);
    expect(container.textContent).toContain("Unavailable");
  });

  test("a changed string is handed over without losing the step (R9), also when the first one was none", async () => {
    const page = embedPage();
    const onError = vi.fn<(...data: unknown[]) => void>();
    const props = { embedUrl: page.embedUrl, onSuccess, onError };
    const { container, rerender } = render(<DeckAuth {...props} token="" />);
    await expect.poll(() => onError.mock.calls).toHaveLength(1);
    rerender(<DeckAuth {...props} token="tk_1" />);
    await expect.poll(() => page.inits().map(({ token }) => token)).toEqual(["tk_1"]);
    rerender(<DeckAuth {...props} token="tk_2" />);
    await expect.poll(page.heard).toEqual([{ port: 1, type: "token", data: { token: "tk_2" } }]);
    say({ type: "resize", data: { height: 500 } });
    await expect.poll(() => container.textContent).toBe("");
    expect(await page.loads()).toBe(1);
  });

  test("a function that ends after the unmount does nothing (R14)", async () => {
    const page = embedPage();
    const onError = vi.fn<(...data: unknown[]) => void>();
    let fail = (): void => {};
    const token = () => new Promise<string>((_, reject) => { fail = () => reject(new Error("late")); });
    const { unmount } = render(<DeckAuth token={token} embedUrl={page.embedUrl} onSuccess={onSuccess} onError={onError} />);
    await expect.poll(() => page.reports).toHaveLength(1);
    unmount();
    fail();
    await Promise.resolve();
    expect(onError).not.toHaveBeenCalled();
  });

  test("a page that says ready while the token is on its way gets one init", async () => {
    const page = embedPage();
    let give: (token: string) => void = () => {};
    render(<DeckAuth token={() => new Promise((resolve) => { give = resolve; })} embedUrl={page.embedUrl} onSuccess={onSuccess} />);
    await expect.poll(() => page.reports).toHaveLength(1);
    order({ ready: true });
    order({ toParent: { test: "report", page: page.embedUrl, did: "loaded" } });
    await expect.poll(() => page.reports).toHaveLength(2);
    give("tk_1");
    await expect.poll(page.inits).toHaveLength(1);
    say({ type: "tokenRequired", data: {} });
    await expect.poll(() => page.inits()).toHaveLength(1);
  });
});
