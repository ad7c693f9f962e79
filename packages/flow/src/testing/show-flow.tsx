import { createRoot } from "react-dom/client";
import { onTestFinished } from "vitest";
import { expect } from "vitest";
import { Flow } from "../flow.tsx";
import { loadCatalog } from "../i18n/catalog.ts";
import "../styles.css";
import { openSession } from "./open-session.ts";
import type { OpenOptions } from "./open-session.ts";

/** A flow with its screens, as a person sees it, against a fresh simulator. Time stands still until it is moved. */
export async function showFlow(options: OpenOptions = {}) {
  const flow = await openSession(options);
  const language = options.config?.language === "fr-CA" ? "fr-CA" : "en-US";
  const catalog = await loadCatalog(language);
  const place = document.createElement("main");
  document.body.append(place);
  const root = createRoot(place);
  root.render(<Flow session={flow.session} catalog={catalog} theme="default" first="picker" keys={place} />);
  onTestFinished(() => {
    root.unmount();
    place.remove();
    flow.session.stop();
  });
  return {
    ...flow,
    place,
    /** Moves time on, a quarter of a second at a time, until it is so. */
    async pass(isSo: () => unknown) {
      await expect.poll(async () => (await flow.clock.advance(250), Boolean(isSo())), { timeout: 10_000 }).toBe(true);
    },
  };
}
