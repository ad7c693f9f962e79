import { channel, protocolVersion } from "@deck-auth/contract/messages";
import { afterEach, describe, expect, onTestFinished, test, vi } from "vitest";
import type { Accepted, Refused } from "./window.ts";
import { shakeHands } from "./window.ts";

const listed = "https://app.example";
const nonce = "5f0d";

/** Starts the handshake in a frame of its own, as the embed page does, with the test page as its parent. */
async function openFrame(parentOrigins: readonly string[] = [listed]) {
  const frame = document.createElement("iframe");
  document.body.append(frame);
  const page = frame.contentWindow;
  if (page === null) throw new Error("no frame");
  const ready = new Promise<unknown>((resolve) => {
    window.addEventListener("message", (event) => resolve(event.data), { once: true });
  });
  const accept = vi.fn<(accepted: Accepted) => void>();
  const refuse = vi.fn<(refused: Refused) => void>();
  const announce = shakeHands(page, nonce, parentOrigins, accept, refuse);
  /** Delivers a message as the browser would, from whichever window and origin. */
  const deliver = (data: unknown, from: { source?: MessageEventSource; origin?: string; port?: boolean } = {}) => {
    const { port1, port2 } = new MessageChannel();
    page.dispatchEvent(
      new MessageEvent("message", {
        data,
        source: from.source ?? window,
        origin: from.origin ?? listed,
        ports: from.port === false ? [] : [port2],
      }),
    );
    return port1;
  };
  return { page, ready, accept, refuse, announce, deliver };
}

const init = (data: object = {}) => ({
  channel,
  version: protocolVersion,
  type: "init",
  data: { nonce, token: "tk_1", config: { sourceId: "src_1" }, ...data },
});

afterEach(() => document.body.replaceChildren());

describe("the embed page's side of the handshake (threats 1.4)", () => {
  test("announces itself with the nonce and nothing else", async () => {
    const { ready } = await openFrame();
    expect(await ready).toEqual({ channel, version: protocolVersion, type: "ready", data: { nonce } });
  });

  test("takes the parent's init, once, and goes on over its port", async () => {
    const { accept, deliver } = await openFrame();
    const port = deliver(init());
    expect(accept).toHaveBeenCalledTimes(1);
    const accepted = accept.mock.calls[0]?.[0];
    expect(accepted).toMatchObject({ token: "tk_1", config: { sourceId: "src_1" } });

    deliver(init({ token: "tk_2" }));
    expect(accept).toHaveBeenCalledTimes(1);

    const heard = new Promise<unknown>((resolve) => accepted?.transport.listen(resolve));
    port.postMessage({ channel, version: protocolVersion, type: "unheard_of", data: {} });
    port.postMessage({ channel, version: protocolVersion, type: "token", data: { token: "tk_3" } });
    expect(await heard).toMatchObject({ type: "token", data: { token: "tk_3" } });

    const said = new Promise<unknown>((resolve) => {
      port.addEventListener("message", (event) => resolve(event.data));
      port.start();
    });
    accepted?.transport.post({ type: "close", data: {} });
    expect(await said).toEqual({ channel, version: protocolVersion, type: "close", data: {} });
  });

  test("refuses every origin that is not on the list, compared whole (T5)", async () => {
    const { accept, deliver } = await openFrame([listed, "http://localhost:4300"]);
    for (const origin of [
      "null",
      "",
      "https://app.example.evil.test",
      "https://app.example:8443",
      "http://app.example",
      "https://APP.example",
      "https://app.example/",
      "https://app.example.",
      "https://evil.test/https://app.example",
      "http://localhost:43000",
      "http://localhost",
    ])
      deliver(init(), { origin });
    expect(accept).not.toHaveBeenCalled();
  });

  test("never trusts an opaque origin, listed or not", async () => {
    const { accept, deliver } = await openFrame(["null"]);
    deliver(init(), { origin: "null" });
    expect(accept).not.toHaveBeenCalled();
  });

  test("refuses whoever is not its parent (T1)", async () => {
    const { page, accept, deliver } = await openFrame();
    const sibling = document.createElement("iframe");
    document.body.append(sibling);
    if (sibling.contentWindow === null) throw new Error("no frame");
    deliver(init(), { source: sibling.contentWindow });
    deliver(init(), { source: page });
    expect(accept).not.toHaveBeenCalled();
  });

  test("refuses another nonce, another version, a missing port, and anything malformed (T4)", async () => {
    const { accept, deliver } = await openFrame();
    deliver(init({ nonce: "other" }));
    deliver({ ...init(), version: 2 });
    deliver({ ...init(), channel: "other" });
    deliver(init(), { port: false });
    deliver(init({ config: { externalId: {} } }));
    deliver(init({ token: { toString: "tk_1" } }));
    deliver(init({ config: { copy: { "en-US": { "credentials.title": "x".repeat(100_000) } } } }));
    for (const rubbish of [null, undefined, 7, "init", [], { type: "init" }, JSON.parse('{"__proto__":{"type":"init"}}')]) deliver(rubbish);
    expect(accept).not.toHaveBeenCalled();
    deliver(init());
    expect(accept).toHaveBeenCalledTimes(1);
  });

  test("hands over an init of its host that it cannot read, and takes a right one after it", async () => {
    const { accept, refuse, deliver } = await openFrame();
    const malformed = init({ config: { externalId: {} } });
    deliver(malformed);
    expect(refuse.mock.calls[0]?.[0].data).toEqual(malformed);
    expect(accept).not.toHaveBeenCalled();
    deliver(init());
    expect(accept).toHaveBeenCalledTimes(1);
  });

  test("says nothing to anybody else about an init that it cannot read (T1, T5)", async () => {
    const { page, refuse, deliver } = await openFrame();
    const malformed = init({ config: { externalId: {} } });
    deliver(malformed, { origin: "https://evil.test" });
    deliver(malformed, { source: page });
    deliver(malformed, { port: false });
    deliver(init({ nonce: "other", config: { externalId: {} } }));
    deliver({ ...malformed, type: "update" });
    for (const rubbish of [null, undefined, 7, "init", [], { type: "init", data: null }]) deliver(rubbish);
    expect(refuse).not.toHaveBeenCalled();
  });

  test("an update that cannot be read is named on the console, and the flow goes on", async () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    onTestFinished(() => warn.mockRestore());
    const { accept, deliver } = await openFrame();
    const port = deliver(init());
    const heard: unknown[] = [];
    accept.mock.calls[0]?.[0].transport.listen((message) => heard.push(message.type));
    port.postMessage({ ...init(), type: "update", data: { appearance: { branding: { logoUrl: "x".repeat(100_000) } } } });
    port.postMessage({ ...init(), type: "nudge", data: {} });
    await expect.poll(() => warn.mock.calls).toHaveLength(1);
    expect(String(warn.mock.calls[0]?.[0])).toMatch(/"update" is \d+ characters .* "appearance"/);
    await expect.poll(() => heard).toEqual(["nudge"]);
    // What a newer host may say, and this page is to ignore, is nobody's mistake.
    for (let count = 0; count < 50; count += 1) port.postMessage({ ...init(), type: "dance", data: {} });
    for (let count = 0; count < 50; count += 1) port.postMessage({ ...init(), type: "update", data: null });
    port.postMessage({ ...init(), type: "back", data: {} });
    await expect.poll(() => heard).toEqual(["nudge", "back"]);
    // Ten of them say it.
    await expect.poll(() => warn.mock.calls.length).toBe(10);
  });
});
