import type { DeckAuthEvent } from "@deck-auth/contract/messages";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { embedPage, order, say } from "../test/embed-frame-driver.ts";
import { render } from "../test/render.tsx";
import { DeckAuth, type DeckAuthProps } from "./index.ts";

const success = { credentialId: "cred_1", externalId: null, taskRunId: "trun_1", verified: false };
const error = { type: "auth", code: "auth_invalid", message: "The credentials are wrong." };
const event = (detail: { type: "opened" } | { type: "source_not_listed" } | { type: "retried" }): DeckAuthEvent => ({
  sessionId: "s",
  sequence: 1,
  at: "2026-01-01T00:00:00.000Z",
  screen: "credentials",
  credentialId: null,
  taskRunId: null,
  ...detail,
});

async function connected(callbacks: Partial<DeckAuthProps> = {}) {
  const page = embedPage();
  const props = { token: "tk_1", embedUrl: page.embedUrl, onSuccess: vi.fn<(...data: unknown[]) => void>(), ...callbacks };
  const view = render(<DeckAuth {...props} />);
  await expect.poll(page.inits).toHaveLength(1);
  /** Resolves when all that was said before has been heard. */
  const settled = async (): Promise<void> => {
    const before = page.heard().length;
    say({ type: "tokenRequired", data: {} });
    await expect.poll(() => page.heard().length).toBe(before + 1);
  };
  return { page, settled, ...view, again: (change: Partial<DeckAuthProps>) => view.rerender(<DeckAuth {...props} {...change} />) };
}

describe("callbacks (deck-api 6.3)", () => {
  test("onSuccess and onError get exactly their keys, in the same tick, even when success unmounts (R55, R91, 7.2)", async () => {
    const calls: unknown[] = [];
    const flow = await connected({
      onSuccess: (data) => {
        calls.push(data);
        flow.unmount();
      },
      onError: (data) => calls.push(data),
    });
    say({ type: "success", data: { ...success, error } });
    await expect.poll(() => calls.length).toBeGreaterThan(0);
    expect(calls).toStrictEqual([success, error]);
  });

  // The embed page tells each outcome once; that is proven where it is decided, in the flow.
  test("an error is told without `terminal`, each time that it is said (R91)", async () => {
    const onError = vi.fn<(...data: unknown[]) => void>();
    const { settled } = await connected({ onError });
    const invalid = { type: "request", code: "interaction_input_invalid", message: "No." };
    say({ type: "error", data: { ...invalid, terminal: false } }, { type: "error", data: { ...invalid, terminal: false } });
    say({ type: "error", data: { ...error, terminal: true } });
    await settled();
    expect(onError.mock.calls).toStrictEqual([[invalid], [invalid], [error]]);
  });

  test("onClose is called without arguments, once for each use (R137)", async () => {
    const onClose = vi.fn<(...data: unknown[]) => void>();
    const { settled } = await connected({ onClose });
    say({ type: "close", data: {} });
    await settled();
    say({ type: "close", data: {} });
    await settled();
    expect(onClose.mock.calls).toStrictEqual([[], []]);
  });

  test("events reach onEvent, and the row \"not listed\" reaches onSourceNotFound too", async () => {
    const onEvent = vi.fn<(...data: unknown[]) => void>();
    const onSourceNotFound = vi.fn<(...data: unknown[]) => void>();
    const { settled } = await connected({ onEvent, onSourceNotFound });
    say({ type: "event", data: event({ type: "opened" }) }, { type: "event", data: event({ type: "source_not_listed" }) });
    await settled();
    expect(onEvent.mock.calls).toStrictEqual([[event({ type: "opened" })], [event({ type: "source_not_listed" })]]);
    expect(onSourceNotFound.mock.calls).toStrictEqual([[]]);
  });

  test("the newest function is called, and a new one restarts nothing (R10, F24)", async () => {
    const [first, second] = [vi.fn<(...data: unknown[]) => void>(), vi.fn<(...data: unknown[]) => void>()];
    const { again, page, settled } = await connected({ onError: first });
    again({ onError: second });
    await settled();
    say({ type: "error", data: { ...error, terminal: true } });
    await expect.poll(() => second.mock.calls).toHaveLength(1);
    expect(first).not.toHaveBeenCalled();
    expect(page.heard().map(({ type }) => type)).toEqual(["tokenUnavailable"]);
    expect(await page.loads()).toBe(1);
  });

  test("a missing callback is no error (R109)", async () => {
    const { settled } = await connected();
    say({ type: "error", data: { ...error, terminal: true } }, { type: "close", data: {} }, { type: "event", data: event({ type: "source_not_listed" }) });
    await settled();
  });

  test("a callback that throws is reported as an error of the page, and the others are still called (R110)", async () => {
    const seen: unknown[] = [];
    const listen = (problem: ErrorEvent): void => {
      seen.push(problem.error);
      problem.preventDefault();
      problem.stopImmediatePropagation();
    };
    addEventListener("error", listen, { capture: true });
    onTestFinished(() => removeEventListener("error", listen, { capture: true }));
    const onError = vi.fn<(...data: unknown[]) => void>();
    const bug = new Error("a bug of the host");
    const { settled } = await connected({ onSuccess: () => { throw bug; }, onError });
    say({ type: "success", data: { ...success, error } });
    await settled();
    expect(seen).toEqual([bug]);
    expect(onError.mock.calls).toStrictEqual([[error]]);
  });

  test("nothing is called after the unmount, not even what was said in the same breath (R14, F23)", async () => {
    const [onClose, onSourceNotFound] = [vi.fn<(...data: unknown[]) => void>(), vi.fn<(...data: unknown[]) => void>()];
    const events: string[] = [];
    const { page, unmount } = await connected({
      onClose,
      onSourceNotFound,
      onEvent: ({ type }) => {
        events.push(type);
        unmount();
      },
    });
    say({ type: "event", data: event({ type: "source_not_listed" }) }, { type: "close", data: {} }, { type: "event", data: event({ type: "opened" }) });
    await expect.poll(() => events).toHaveLength(1);
    // What another flow hears later comes after all that this one could have heard.
    const next = embedPage();
    render(<DeckAuth token="tk_2" embedUrl={next.embedUrl} onSuccess={vi.fn<(...data: unknown[]) => void>()} />);
    await expect.poll(next.inits).toHaveLength(1);
    expect(events).toEqual(["source_not_listed"]);
    expect(onClose).not.toHaveBeenCalled();
    expect(onSourceNotFound).not.toHaveBeenCalled();
    expect(document.querySelector(`iframe[src^="${page.embedUrl}"]`)).toBeNull();
  });

  test("messages that are none are ignored: unknown types, wrong data, another version (T4)", async () => {
    const all = { onSuccess: vi.fn<(...data: unknown[]) => void>(), onError: vi.fn<(...data: unknown[]) => void>(), onClose: vi.fn<(...data: unknown[]) => void>(), onEvent: vi.fn<(...data: unknown[]) => void>() };
    const { settled } = await connected(all);
    const odd = [
      { channel: "deck-auth", version: 1, type: "successful", data: success },
      { channel: "deck-auth", version: 2, type: "success", data: success },
      { channel: "other", version: 1, type: "close", data: {} },
      { channel: "deck-auth", version: 1, type: "success", data: { ...success, verified: "yes" } },
      { channel: "deck-auth", version: 1, type: "error", data: "broken" },
      "close",
      null,
    ];
    for (const raw of odd) order({ raw });
    await settled();
    for (const callback of Object.values(all)) expect(callback).not.toHaveBeenCalled();
  });
});
