import type { DeckAuthEvent } from "@deck-auth/contract/messages";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { embedPage, frame, frames, say } from "../../test/embed-frame-driver.ts";
import { defineDeckAuthElement, mountDeckAuth, type DeckAuthElement, type DeckAuthProps } from "./index.ts";

const success = { credentialId: "cred_1", externalId: null, taskRunId: "trun_1", verified: false };
const error = { type: "auth", code: "auth_invalid", message: "The credentials are wrong." };
const opened: DeckAuthEvent = { sessionId: "s", sequence: 1, at: "", screen: "loading", credentialId: null, taskRunId: null, type: "opened" };

function place(): HTMLDivElement {
  const found = document.createElement("div");
  document.body.append(found);
  onTestFinished(() => found.remove());
  return found;
}

/** A `<deck-auth>` in the page, with these attributes. */
function put(attributes: Record<string, string>, before: (element: DeckAuthElement) => void = () => {}): DeckAuthElement {
  const element = document.createElement("deck-auth");
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  before(element);
  place().append(element);
  return element;
}

/** Writes down what is dispatched, in its order. */
function listen(element: DeckAuthElement) {
  const told: { type: string; detail: unknown; bubbles: boolean }[] = [];
  for (const type of ["success", "error", "close", "event", "sourcenotfound"] as const) {
    element.addEventListener(type, ({ bubbles, detail, type }) => told.push({ type, detail, bubbles }));
  }
  return told;
}

// First of all, while the name means nothing yet.
test("what was set and written before the element was defined counts (M18)", async () => {
  const page = embedPage();
  const container = place();
  container.innerHTML = `<deck-auth embed-url="${page.embedUrl}" source-id="src_1" closable></deck-auth>`;
  const element = container.querySelector("deck-auth");
  if (!element) throw new Error("no element");
  Object.assign(element, { token: "tk_1", taskId: "task_1" });
  expect(frames()).toHaveLength(0);
  defineDeckAuthElement();
  defineDeckAuthElement();
  await expect.poll(page.inits).toHaveLength(1);
  expect(page.inits()[0]).toMatchObject({ token: "tk_1", config: { sourceId: "src_1", taskId: "task_1", closable: true } });
  expect(element.token).toBe("tk_1");
});

describe("<deck-auth> (design 3)", () => {
  test("reads its attributes, and properties before them", async () => {
    const page = embedPage();
    put(
      {
        "embed-url": page.embedUrl,
        "source-id": "src_1, src_2,",
        "external-id": "user_1",
        "task-id": "task_1",
        language: "fr-CA",
        "task-run-view": "live",
        theme: "dark",
        retryable: "",
        "source-not-found": "",
      },
      (element) => Object.assign(element, { token: async () => "tk_1", externalId: "user_2", appearance: { variables: { borderRadius: 4 } }, copy: { "fr-CA": { a: "b" } } }),
    );
    await expect.poll(page.inits).toHaveLength(1);
    expect(page.inits()[0]).toMatchObject({
      token: "tk_1",
      config: {
        sourceId: ["src_1", "src_2"],
        externalId: "user_2",
        taskId: "task_1",
        language: "fr-CA",
        taskRunView: "live",
        appearance: { theme: "dark", variables: { borderRadius: 4 } },
        copy: { "fr-CA": { a: "b" } },
        retryable: true,
        closable: false,
        sourceNotFound: true,
      },
    });
    expect(frame().title).toBe("Connectez votre compte");
  });

  test("begins when it has a token, which no attribute can give it", async () => {
    const page = embedPage();
    const element = put({ "embed-url": page.embedUrl, token: "tk_attribute" });
    await Promise.resolve();
    expect(frames()).toHaveLength(0);
    element.token = "tk_1";
    await expect.poll(page.inits).toMatchObject([{ token: "tk_1" }]);
  });

  test("dispatches what the callbacks of <DeckAuth> get, and calls the functions that are properties (R55, R91)", async () => {
    const page = embedPage();
    const onSuccess = vi.fn<(...data: unknown[]) => void>();
    const onError = vi.fn<(...data: unknown[]) => void>();
    const element = put({ "embed-url": page.embedUrl }, (element) => Object.assign(element, { token: "tk_1", onSuccess, onError }));
    const told = listen(element);
    await expect.poll(page.inits).toHaveLength(1);
    say({ type: "event", data: opened }, { type: "event", data: { ...opened, type: "source_not_listed" } }, { type: "success", data: { ...success, error } });
    await expect.poll(() => told.length).toBe(4);
    expect(told).toStrictEqual([
      { type: "event", detail: opened, bubbles: false },
      { type: "event", detail: { ...opened, type: "source_not_listed" }, bubbles: false },
      { type: "success", detail: success, bubbles: false },
      { type: "error", detail: error, bubbles: false },
    ]);
    expect([onSuccess.mock.calls, onError.mock.calls]).toStrictEqual([[[success]], [[error]]]);
  });

  test.each<[string, boolean, (element: DeckAuthElement) => void]>([
    ["nothing but a listener", false, (element) => element.addEventListener("close", () => {})],
    ["the attribute", true, (element) => element.setAttribute("closable", "")],
    ["the property", true, (element) => Object.assign(element, { closable: true })],
    ["onClose", true, (element) => Object.assign(element, { onClose: () => {} })],
    ["onclose", true, (element) => Object.assign(element, { onclose: () => {} })],
    ["the attribute onclose", true, (element) => element.setAttribute("onclose", "void 0")],
  ])("can be closed by %s: %s (R136)", async (_, closable, give) => {
    const page = embedPage();
    put({ "embed-url": page.embedUrl }, (element) => {
      element.token = "tk_1";
      give(element);
    });
    await expect.poll(page.inits).toHaveLength(1);
    expect(page.inits()[0]?.config.closable).toBe(closable);
  });

  test("tells each close once, to the handler, the listener and the function (R137)", async () => {
    const page = embedPage();
    const called: string[] = [];
    const element = put({ "embed-url": page.embedUrl }, (element) => Object.assign(element, { token: "tk_1", onclose: () => called.push("onclose"), onClose: () => called.push("onClose") }));
    element.addEventListener("close", ({ detail }) => called.push(`listener ${detail}`));
    await expect.poll(page.inits).toHaveLength(1);
    say({ type: "close", data: {} });
    await expect.poll(() => called).toEqual(["onclose", "listener null", "onClose"]);
  });

  test("what changes in one go is one update, and what makes another flow is one other flow (M11, M12)", async () => {
    const page = embedPage();
    const element = put({ "embed-url": page.embedUrl, "source-id": "src_1" }, (element) => Object.assign(element, { token: "tk_1" }));
    await expect.poll(page.inits).toHaveLength(1);
    element.setAttribute("language", "fr-CA");
    element.setAttribute("theme", "dark");
    element.appearance = { variables: { borderRadius: 3 } };
    element.appearance = { variables: { borderRadius: 4 } };
    await expect.poll(page.heard).toEqual([
      { port: 1, type: "update", data: { language: "fr-CA", appearance: { theme: "dark", variables: { borderRadius: 4 } }, closable: false, sourceNotFound: false, retryable: false } },
    ]);
    element.token = "tk_2";
    await expect.poll(() => page.heard().at(-1)).toMatchObject({ type: "token", data: { token: "tk_2" } });
    element.setAttribute("source-id", "src_2");
    element.setAttribute("task-id", "task_2");
    await expect.poll(page.inits).toHaveLength(2);
    expect(page.inits()[1]).toMatchObject({ token: "tk_2", config: { sourceId: "src_2", taskId: "task_2" } });
    expect(await page.loads()).toBe(2);
    expect(frames()).toHaveLength(1);
  });

  test("taken away it ends, and put back it begins anew; a move within the page is no end (R14)", async () => {
    const page = embedPage();
    const element = put({ "embed-url": page.embedUrl, closable: "" }, (element) => Object.assign(element, { token: "tk_1" }));
    const told = listen(element);
    await expect.poll(page.inits).toHaveLength(1);
    const before = frame();
    place().append(element);
    await expect.poll(page.inits).toHaveLength(2);
    expect(frame()).toBe(before);
    say({ type: "close", data: {} });
    const { parentElement } = element;
    element.remove();
    await Promise.resolve();
    expect(element.innerHTML).toBe("<div></div>");
    parentElement?.append(element);
    await expect.poll(page.inits).toHaveLength(3);
    expect(frame()).not.toBe(before);
    expect(told).toEqual([]);
  });

  test("focus() goes into the flow, also in the tick that puts it into the page (M19 in part)", async () => {
    const page = embedPage();
    const element = put({ "embed-url": page.embedUrl }, (element) => Object.assign(element, { token: "tk_1" }));
    element.focus();
    await expect.poll(page.heard).toEqual([{ port: 1, type: "focus", data: {} }]);
    expect(document.activeElement).toBe(frame());
  });

  test("says in the console what is wrong with the page itself, unless onError is given", async () => {
    const log = vi.spyOn(console, "error").mockImplementation(() => {});
    onTestFinished(() => log.mockRestore());
    const element = put({}, (element) => Object.assign(element, { token: "tk_1" }));
    const told = listen(element);
    await expect.poll(() => log.mock.calls).toEqual([[expect.objectContaining({ code: "embed_url_missing" })]]);
    expect(told).toMatchObject([{ type: "error", detail: { code: "embed_url_missing" } }]);
    put({}, (element) => Object.assign(element, { token: "tk_1", onError: () => {} }));
    await expect.poll(frames).toHaveLength(2);
    expect(log).toHaveBeenCalledTimes(1);
  });
});

describe("mountDeckAuth (M18)", () => {
  const mounted = async (options: Partial<DeckAuthProps> = {}) => {
    const page = embedPage();
    const onSuccess = vi.fn<(...data: unknown[]) => void>();
    const deckAuth = mountDeckAuth(place(), { token: "tk_1", embedUrl: page.embedUrl, onSuccess, ...options });
    onTestFinished(() => deckAuth.unmount());
    await expect.poll(page.inits).toHaveLength(1);
    return { page, deckAuth, onSuccess };
  };

  test("changes some options and keeps the others; the newest function is called (R10)", async () => {
    const { deckAuth, onSuccess, page } = await mounted({ language: "fr-CA" });
    const newest = vi.fn<(...data: unknown[]) => void>();
    deckAuth.update({ onSuccess: newest, retryable: true });
    deckAuth.update({ language: undefined });
    await expect.poll(page.heard).toMatchObject([{ type: "update", data: { language: "fr-CA", retryable: true } }, { type: "update", data: { retryable: true } }]);
    say({ type: "success", data: success });
    await expect.poll(() => newest.mock.calls).toStrictEqual([[success]]);
    expect(onSuccess).not.toHaveBeenCalled();
    deckAuth.update({ sourceId: "src_2" });
    await expect.poll(page.inits).toHaveLength(2);
    expect(frames()).toHaveLength(1);
  });

  test("what was said in the same breath as what it is taken away for reaches nobody (R14)", async () => {
    const onClose = vi.fn<(...data: unknown[]) => void>();
    const { deckAuth, page } = await mounted({ onClose, onEvent: () => deckAuth.unmount() });
    say({ type: "event", data: opened }, { type: "close", data: {} });
    await expect.poll(frames).toHaveLength(0);
    const next = await mounted();
    expect(next.page.inits()).toHaveLength(1);
    expect(onClose).not.toHaveBeenCalled();
    expect(page.inits()).toHaveLength(1);
  });

  test("gives the focus, and is gone after unmount(), however often and whatever comes then (R14)", async () => {
    const { deckAuth, page } = await mounted();
    deckAuth.focus();
    await expect.poll(page.heard).toMatchObject([{ type: "focus" }]);
    expect(document.activeElement).toBe(frame());
    deckAuth.unmount();
    deckAuth.unmount();
    deckAuth.update({ sourceId: "src_2" });
    deckAuth.focus();
    await Promise.resolve();
    expect(frames()).toHaveLength(0);
    expect(await page.loads()).toBe(1);
  });
});
