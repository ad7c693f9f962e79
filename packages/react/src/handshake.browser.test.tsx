import { describe, expect, test, vi } from "vitest";
import { embedPage, frame, frames, order } from "../test/embed-frame-driver.ts";
import { render } from "../test/render.tsx";
import { DeckAuth } from "./index.ts";

const onSuccess = vi.fn<(...data: unknown[]) => void>();

describe("the handshake (design 3.3)", () => {
  test.each([{ strict: false }, { strict: true }])("loads one page, which gets one init with token and config ($strict StrictMode, R12)", async ({ strict }) => {
    const page = embedPage();
    render(
      <DeckAuth token="tk_1" embedUrl={page.embedUrl} sourceId={["src_a", "src_b"]} taskId="task_login" onSuccess={onSuccess} onClose={() => {}} />,
      { strict },
    );
    await expect.poll(page.inits).toHaveLength(1);
    const [init] = page.inits();
    expect(init?.token).toBe("tk_1");
    expect(init?.config).toStrictEqual({
      sourceId: ["src_a", "src_b"],
      taskId: "task_login",
      closable: true,
      sourceNotFound: false,
      sourcesIndex: false,
    });
    order({ say: [{ type: "tokenRequired", data: {} }] });
    await expect.poll(page.heard).toEqual([{ port: 1, type: "tokenUnavailable", data: {} }]);
    expect(await page.loads()).toBe(1);
    expect(page.inits()).toHaveLength(1);
    expect(frames()).toHaveLength(1);
  });

  test("puts hints and a 128-bit nonce into the address, and nothing secret (design 3.2)", async () => {
    const page = embedPage("quiet");
    render(<DeckAuth token="tk_secret" embedUrl={page.embedUrl} credentialId="cred_1" language="fr-CA" appearance={{ theme: "dark" }} onSuccess={onSuccess} />);
    await expect.poll(() => page.reports).toHaveLength(1);
    const address = new URL(frame().src);
    expect(`${address.origin}${address.pathname}`).toBe(page.embedUrl);
    expect(Object.fromEntries(address.searchParams)).toEqual({ lang: "fr-CA", theme: "dark", first: "credentials" });
    const numbers = /^#nonce=(\d+),(\d+)$/.exec(address.hash);
    expect(numbers).not.toBeNull();
    expect(frame().src).not.toContain("tk_secret");
  });

  test("a reloaded page gets the current token over another port, the old port is dead (threats 1.4, step 5)", async () => {
    const page = embedPage();
    const props = { embedUrl: page.embedUrl, onSuccess };
    const onClose = vi.fn<(...data: unknown[]) => void>();
    const { rerender } = render(<DeckAuth {...props} token="tk_1" onClose={onClose} />);
    await expect.poll(page.inits).toHaveLength(1);
    rerender(<DeckAuth {...props} token="tk_2" onClose={onClose} />);
    await expect.poll(page.heard).toEqual([{ port: 1, type: "token", data: { token: "tk_2" } }]);
    // The same page, ready once more: both of its ports are there to try.
    order({ ready: true });
    await expect.poll(page.inits).toHaveLength(2);
    expect(page.inits().map(({ token, nonce }) => [token, nonce])).toEqual([
      ["tk_1", page.inits()[0]?.nonce],
      ["tk_2", page.inits()[0]?.nonce],
    ]);
    order({ say: [{ type: "close", data: {} }], port: 1 });
    order({ say: [{ type: "tokenRequired", data: {} }], port: 2 });
    await expect.poll(page.heard).toHaveLength(2);
    expect(page.heard()[1]).toEqual({ port: 2, type: "tokenUnavailable", data: {} });
    expect(onClose).not.toHaveBeenCalled();
    order({ reload: true });
    await expect.poll(page.inits).toHaveLength(3);
    expect(page.inits()[2]?.token).toBe("tk_2");
  });

  test("two components are strangers: a nonce, a port and callbacks each (F25)", async () => {
    const [a, b] = [embedPage(), embedPage()];
    const closes: string[] = [];
    render(
      <>
        <DeckAuth token="tk_a" embedUrl={a.embedUrl} onSuccess={onSuccess} onClose={() => closes.push("a")} />
        <DeckAuth token="tk_b" embedUrl={b.embedUrl} onSuccess={onSuccess} onClose={() => closes.push("b")} />
      </>,
    );
    await expect.poll(() => [a.inits().map(({ token }) => token), b.inits().map(({ token }) => token)]).toEqual([["tk_a"], ["tk_b"]]);
    expect(a.inits()[0]?.nonce).not.toBe(b.inits()[0]?.nonce);
    order({ say: [{ type: "close", data: {} }] }, frames()[1]);
    await expect.poll(() => closes).toEqual(["b"]);
    order({ say: [{ type: "close", data: {} }] }, frames()[0]);
    await expect.poll(() => closes).toEqual(["b", "a"]);
  });
});
