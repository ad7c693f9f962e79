import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { expect, onTestFinished } from "vitest";
import { Flow } from "../flow.tsx";
import { loadCatalog } from "../i18n/catalog.ts";
import "../styles.css";
import { openSession, soon } from "./open-session.ts";
import type { OpenOptions } from "./open-session.ts";

/** The whole flow on a page, as a person sees it, over a fresh simulator. Time stands still until it is moved. */
export async function showFlow(options: OpenOptions = {}) {
  const flow = await openSession(options);
  const catalog = await loadCatalog(options.config?.language === "fr-CA" ? "fr-CA" : "en-US");
  const place = document.createElement("main");
  document.body.append(place);
  const root = createRoot(place);
  onTestFinished(() => {
    root.unmount();
    place.remove();
    flow.session.stop();
  });
  root.render(
    <StrictMode>
      <Flow session={flow.session} catalog={catalog} theme="default" first="picker" keys={document} />
    </StrictMode>,
  );
  return {
    ...flow,
    place,
    text: () => place.textContent,
    /** Moves time on, a quarter of a second at a time, until it is so. */
    async pass(isSo: () => unknown) {
      await expect.poll(async () => (await flow.clock.advance(soon / 4), Boolean(isSo())), { timeout: 10_000 }).toBe(true);
    },
    /** Moves time until this screen is drawn, two minutes at most. */
    async drawn(screen: string): Promise<void> {
      for (let step = 0; step < 480 && flow.screen() !== screen; step += 1) await flow.clock.advance(soon / 4);
      await expect.poll(() => place.querySelector(`[data-deck-screen="${screen}"] h1`)).not.toBeNull();
    },
  };
}
