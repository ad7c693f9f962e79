import { hydrateRoot } from "react-dom/client";
import { expect, onTestFinished, test, vi } from "vitest";
import { embedPage, frames } from "../test/embed-frame-driver.ts";
import { serverMarkup } from "../test/server-markup.ts";
import { DeckAuth } from "./index.ts";

test("what the server rendered is taken over without a word, and keeps the room for the frame (M16, F26)", async () => {
  const page = embedPage();
  const container = document.createElement("div");
  container.innerHTML = serverMarkup;
  document.body.append(container);
  expect(container.getBoundingClientRect().height).toBeGreaterThanOrEqual(636);
  const log = vi.spyOn(console, "error");
  const onRecoverableError = vi.fn<(...data: unknown[]) => void>();
  const root = hydrateRoot(container, <DeckAuth token="tk_1" embedUrl={page.embedUrl} onSuccess={vi.fn<(...data: unknown[]) => void>()} />, { onRecoverableError });
  onTestFinished(() => {
    root.unmount();
    container.remove();
    log.mockRestore();
  });
  await expect.poll(page.inits).toHaveLength(1);
  expect(frames()).toHaveLength(1);
  expect(log).not.toHaveBeenCalled();
  expect(onRecoverableError).not.toHaveBeenCalled();
});
