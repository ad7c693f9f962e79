import { expect, onTestFinished, test, vi } from "vitest";
import { embedPage, frames } from "../test/embed-frame-driver.ts";
import { render } from "../test/render.tsx";
import { DeckAuth } from "./index.ts";

/** Counts what of the platform is taken and not given back. */
function watchPlatform() {
  const listeners = new Set<unknown>();
  const ports = new Set<MessagePort>();
  const { addEventListener, removeEventListener } = window;
  const Channel = MessageChannel;
  const { close } = MessagePort.prototype;
  window.addEventListener = (...given: Parameters<typeof addEventListener>) => {
    if (given[0] === "message") listeners.add(given[1]);
    addEventListener.apply(window, given);
  };
  window.removeEventListener = (...given: Parameters<typeof removeEventListener>) => {
    listeners.delete(given[1]);
    removeEventListener.apply(window, given);
  };
  window.MessageChannel = class extends Channel {
    constructor() {
      super();
      ports.add(this.port1);
    }
  };
  MessagePort.prototype.close = function () {
    ports.delete(this);
    close.call(this);
  };
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  onTestFinished(() => {
    Object.assign(window, { addEventListener, removeEventListener, MessageChannel: Channel });
    MessagePort.prototype.close = close;
    vi.useRealTimers();
  });
  return () => ({ frames: frames().length, listeners: listeners.size, ports: ports.size, timers: vi.getTimerCount() });
}

test("two hundred flows that were begun and taken away leave no frame, listener, port or timer (F23, R14)", async () => {
  const pages = Array.from({ length: 10 }, () => embedPage());
  const held = watchPlatform();
  const before = held();
  for (const [round, page] of pages.entries()) {
    const views = Array.from({ length: 20 }, () => render(<DeckAuth token="tk_1" embedUrl={page.embedUrl} onSuccess={() => {}} />));
    // Half of the rounds end in the middle of the beginning, the others in a flow that goes on.
    // oxlint-disable-next-line no-await-in-loop -- one round after the other
    await expect.poll((): unknown[] => (round % 2 === 0 ? page.inits() : frames())).toHaveLength(20);
    const now = held();
    expect([now.frames, now.listeners - before.listeners]).toEqual([20, 20]);
    expect(now.timers - before.timers).toBeGreaterThanOrEqual(20);
    for (const { unmount } of views) unmount();
    expect(frames()).toEqual([]);
  }
  expect(held()).toEqual(before);
});
