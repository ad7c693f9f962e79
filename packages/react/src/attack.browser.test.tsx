import { describe, expect, inject, onTestFinished, test, vi } from "vitest";
import { embedPage, frame, frames, order } from "../test/embed-frame-driver.ts";
import { render } from "../test/render.tsx";
import { DeckAuth } from "./index.ts";

const enveloped = (type: string, data: unknown) => ({ channel: "deck-auth", version: 1, type, data });

const forged = [
  enveloped("success", { credentialId: "cred_evil", externalId: null, taskRunId: null, verified: true }),
  enveloped("error", { type: "auth", code: "auth_invalid", message: "", terminal: true }),
  enveloped("close", {}),
  enveloped("tokenRequired", {}),
  enveloped("resize", { height: 2000 }),
  enveloped("event", { sessionId: "", sequence: 1, at: "", screen: "loading", credentialId: null, taskRunId: null, type: "opened" }),
];

const callbacks = () => ({ onSuccess: vi.fn<(...data: unknown[]) => void>(), onError: vi.fn<(...data: unknown[]) => void>(), onClose: vi.fn<(...data: unknown[]) => void>(), onEvent: vi.fn<(...data: unknown[]) => void>() });

/** Another frame in the page, of whoever's origin, which can post to it. */
async function sibling(page: ReturnType<typeof embedPage>): Promise<HTMLIFrameElement> {
  const other = document.createElement("iframe");
  other.src = page.embedUrl;
  document.body.append(other);
  onTestFinished(() => other.remove());
  await expect.poll(() => page.reports).toHaveLength(1);
  return other;
}

describe("other windows (T1, T2, T3)", () => {
  test.each([
    ["another origin", () => inject("evilOrigin")],
    ["the embed page's own origin", () => inject("embedOrigin")],
  ])("a frame of %s that knows the nonce gets no token and causes no callback", async (_, origin) => {
    const page = embedPage("quiet");
    const evil = embedPage("quiet", origin());
    const all = callbacks();
    let fetched = 0;
    render(<DeckAuth token={async () => `tk_${(fetched += 1)}`} embedUrl={page.embedUrl} {...all} />);
    await expect.poll(() => page.reports).toHaveLength(1);
    const attacker = await sibling(evil);
    const ready = enveloped("ready", { nonce: new URL(frame().src).hash.replace("#nonce=", "") });
    for (const message of [ready, ...forged]) order({ toParent: message }, attacker);
    // The page itself, and whoever runs in it, posts too.
    for (const message of [ready, ...forged]) window.postMessage(message, "*");
    order({ ready: true });
    await expect.poll(page.inits).toHaveLength(1);
    for (const message of [ready, ...forged]) order({ toParent: message }, attacker);
    order({ say: [{ type: "tokenRequired", data: {} }] });
    await expect.poll(page.heard).toEqual([{ port: 1, type: "token", data: { token: "tk_2" } }]);
    expect(fetched).toBe(2);
    expect(evil.reports.filter(({ did }) => did !== "loaded")).toEqual([]);
    for (const callback of Object.values(all)) expect(callback).not.toHaveBeenCalled();
    expect(frame().style.height).toBe("636px");
  });

  test("what the frame itself says outside the port causes no callback, nor does a wrong nonce get an answer", async () => {
    const page = embedPage("quiet");
    const all = callbacks();
    render(<DeckAuth token="tk_1" embedUrl={page.embedUrl} {...all} />);
    await expect.poll(() => page.reports).toHaveLength(1);
    order({ toParent: enveloped("ready", { nonce: "1-1" }) });
    for (const message of forged) order({ toParent: message });
    order({ ready: true });
    await expect.poll(page.inits).toHaveLength(1);
    for (const message of forged) order({ toParent: message });
    order({ say: [{ type: "tokenRequired", data: {} }] });
    await expect.poll(page.heard).toHaveLength(1);
    for (const callback of Object.values(all)) expect(callback).not.toHaveBeenCalled();
  });

  test("a frame that went elsewhere after its ready does not get the token (T3)", async () => {
    const page = embedPage();
    const evil = embedPage("prompt", inject("evilOrigin"));
    let give: (token: string) => void = () => {};
    const token = () => new Promise<string>((resolve) => { give = resolve; });
    render(<DeckAuth token={token} embedUrl={page.embedUrl} onSuccess={vi.fn<(...data: unknown[]) => void>()} />);
    await expect.poll(() => page.reports).toHaveLength(1);
    order({ go: `${evil.embedUrl}${new URL(frame().src).hash}` });
    await expect.poll(() => evil.reports).toHaveLength(1);
    give("tk_secret");
    // An order comes after the init in the same queue: when it is done, the init would have been there.
    order({ toParent: { test: "report", page: evil.embedUrl, did: "loaded" } });
    await expect.poll(() => evil.reports).toHaveLength(2);
    expect(JSON.stringify([...page.reports, ...evil.reports])).not.toContain("tk_secret");
    expect(frames()).toHaveLength(1);
  });
});
