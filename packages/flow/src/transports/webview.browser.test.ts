import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { openPageBridge } from "./page-bridge.ts";
import { findApp, webViewTransport } from "./webview.ts";

/** A window that is its own top, as in a WebView: this test's page is in a frame of its runner. */
function topWindow(bridges: object): Window {
  const page: Window = Object.create(window, { ...Object.getOwnPropertyDescriptors(bridges) });
  return Object.defineProperty(page, "parent", { get: () => page });
}

const enveloped = (type: string, data: object = {}) => ({ channel: "deck-auth", version: 1, type, data });

/** A bridge as platforms have them: a method that has to be called as one. */
function bridge() {
  const heard: unknown[] = [];
  const holder = {
    postMessage(this: unknown, value: unknown) {
      if (this !== holder) throw new TypeError("Illegal invocation");
      heard.push(value);
    },
  };
  return { heard, holder };
}

describe("the bridges of apps (R155, design 3.3)", () => {
  const all = () => ({ reactNative: bridge(), apple: bridge(), android: bridge() });
  const bridgesOf = ({ reactNative, apple, android }: ReturnType<typeof all>) => ({
    ReactNativeWebView: reactNative.holder,
    webkit: { messageHandlers: { deckAuth: apple.holder } },
    deckAuthAndroid: android.holder,
  });
  const text = JSON.stringify(enveloped("close"));

  test("React Native's comes first, then Apple's, then Android's; each hears what it can carry", () => {
    const message = { channel: "deck-auth", version: 1, type: "close", data: {} } as const;
    const bridges = all();
    const { ReactNativeWebView, webkit, deckAuthAndroid } = bridgesOf(bridges);
    findApp(topWindow({ ReactNativeWebView, webkit, deckAuthAndroid }))?.(message);
    findApp(topWindow({ webkit, deckAuthAndroid }))?.(message);
    findApp(topWindow({ deckAuthAndroid }))?.(message);
    expect([bridges.reactNative.heard, bridges.apple.heard, bridges.android.heard]).toEqual([[text], [message], [text]]);
  });

  test("what only looks like one is none", () => {
    for (const bridges of [
      {},
      { ReactNativeWebView: null },
      { ReactNativeWebView: {} },
      { ReactNativeWebView: { postMessage: "no" } },
      { webkit: {} },
      { webkit: { messageHandlers: { other: bridge().holder } } },
      { deckAuthAndroid: "no" },
    ])
      expect(findApp(topWindow(bridges))).toBeNull();
  });

  test("a frame has none, whatever is in it: it is another page's (T44)", () => {
    const frame = document.createElement("iframe");
    document.body.append(frame);
    const page = frame.contentWindow;
    if (page === null) throw new Error("no frame");
    Object.assign(page, bridgesOf(all()));
    expect(findApp(page)).toBeNull();
    expect(openPageBridge(page)).toBeNull();
    expect(Reflect.has(page, "DeckAuthBridge")).toBe(false);
    frame.remove();
  });
});

describe("the way into the page", () => {
  const warn = vi.spyOn(console, "warn");
  beforeEach(() => warn.mockReturnValue());
  afterEach(() => warn.mockReset());

  function open() {
    const page = topWindow({});
    const opened = openPageBridge(page);
    const receive: unknown = Reflect.get(Reflect.get(page, "DeckAuthBridge") ?? {}, "receive");
    if (opened === null || typeof receive !== "function") throw new Error("no bridge");
    return { page, opened, receive: (text: unknown) => Reflect.apply(receive, undefined, [text]) };
  }

  test("what came before the flow listens is handed to it, in order; what is no message is not", () => {
    const { opened, receive } = open();
    receive(JSON.stringify(enveloped("nudge")));
    for (const rubbish of ["", "{", "null", enveloped("nudge"), 1, null, undefined, JSON.stringify({ ...enveloped("nudge"), version: 2 }), "x".repeat(200_000)])
      receive(rubbish);
    receive(JSON.stringify(enveloped("back")));
    const heard: string[] = [];
    opened.listen(({ type }) => void heard.push(type));
    receive(JSON.stringify(enveloped("focus")));
    expect(heard).toEqual(["nudge", "back", "focus"]);
  });

  test("cannot be replaced, changed or removed", () => {
    const { page } = open();
    const before: unknown = Reflect.get(page, "DeckAuthBridge");
    expect(Reflect.set(page, "DeckAuthBridge", {})).toBe(false);
    expect(Reflect.deleteProperty(page, "DeckAuthBridge")).toBe(false);
    expect(Reflect.defineProperty(page, "DeckAuthBridge", { value: {} })).toBe(false);
    expect(Object.isFrozen(before)).toBe(true);
  });

  test("an app that throws is survived, and nothing is said or heard once it is closed", () => {
    const { opened, receive } = open();
    const say = vi.fn<() => void>(() => {
      throw new Error("no");
    });
    const transport = webViewTransport(say, opened);
    const hear = vi.fn<() => void>();
    transport.listen(hear);
    transport.post({ type: "close", data: {} });
    expect(warn).toHaveBeenCalledTimes(1);
    transport.close();
    transport.post({ type: "close", data: {} });
    receive(JSON.stringify(enveloped("nudge")));
    expect(say).toHaveBeenCalledTimes(1);
    expect(hear).not.toHaveBeenCalled();
  });
});
