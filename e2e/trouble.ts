import { expect } from "@playwright/test";
import type { BrowserContext } from "@playwright/test";

declare global {
  interface Window {
    reportViolation(text: string): void;
  }
}

/**
 * Collects what any page or frame complains of: its policy, its console, uncaught errors.
 *
 * @param warnings takes the page's own warnings for the engineer, where a test is about them
 */
export async function watchForTrouble(context: BrowserContext, warnings?: string[]) {
  const trouble: string[] = [];
  await context.exposeBinding("reportViolation", ({ frame }, text: string) => void trouble.push(`policy of ${frame.url()}: ${text}`));
  await context.addInitScript(() => {
    addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sample }) => {
      window.reportViolation(`${violatedDirective} ${blockedURI} ${sample}`);
    });
  });
  context.on("console", (message) => {
    // The browser writes down each answer of the API that is an error; those are part of some tests.
    if (/\/v2\//.test(message.location().url) && message.text().startsWith("Failed to load resource")) return;
    if (warnings !== undefined && message.text().startsWith("[deck-auth]")) warnings.push(message.text());
    else if (message.type() === "error" || message.type() === "warning") trouble.push(`console: ${message.text()} (${message.location().url})`);
  });
  context.on("weberror", (error) => trouble.push(`error: ${error.error().message}`));
  return {
    /** @throws when anything was said. */
    expectNone: () => expect(trouble, "what pages complained of").toEqual([]),
  };
}
