import { afterEach, expect, test, vi } from "vitest";
import { browserSurroundings } from "./surroundings.ts";

afterEach(() => vi.restoreAllMocks());

test("a page that becomes visible, is restored, gets the focus, or is online again reads the run at once (F9, M59)", () => {
  const run = vi.fn<() => void>();
  const stop = browserSurroundings(window).onReturn(run);
  for (const [target, type] of [
    [document, "visibilitychange"],
    [window, "pageshow"],
    [window, "focus"],
    [window, "online"],
  ] as const) {
    run.mockClear();
    target.dispatchEvent(new Event(type));
    expect(run, type).toHaveBeenCalledTimes(1);
  }
  run.mockClear();
  vi.spyOn(document, "visibilityState", "get").mockReturnValue("hidden");
  document.dispatchEvent(new Event("visibilitychange"));
  stop();
  window.dispatchEvent(new Event("focus"));
  expect(run).not.toHaveBeenCalled();
});
