import type { Language } from "@deck-auth/contract/messages";
import { languageOf } from "../settings.ts";

/** How the page looks until the host is known: from the address, where none of it is secret. */
export interface Hints {
  language: Language;
  theme: "default" | "dark" | "auto";
  first: "picker" | "credentials";
}

const themeOf = (value: string | null | undefined): Hints["theme"] => (value === "dark" || value === "auto" ? value : "default");
const firstOf = (value: string | null | undefined): Hints["first"] => (value === "credentials" ? "credentials" : "picker");

const hintsOf = (query: URLSearchParams): Hints => ({
  language: languageOf(query.get("lang")),
  theme: themeOf(query.get("theme")),
  first: firstOf(query.get("first")),
});

/** The hints that the pre-rendered shell was made with; React takes over just that. `null` when there is no shell. */
export function readShell(root: HTMLElement): Hints | null {
  const shell = root.firstElementChild;
  if (!(shell instanceof HTMLElement)) return null;
  return {
    language: languageOf(shell.lang),
    theme: themeOf(shell.dataset["theme"]),
    first: shell.querySelector("[role=combobox]") === null ? "credentials" : "picker",
  };
}

/** What our own address said. */
export interface Address {
  hints: Hints;
  /** What a frame shakes hands with. */
  nonce: string | null;
  query: URLSearchParams;
  fragment: URLSearchParams;
  /** What an earlier load of this page kept in its entry of the history. */
  kept: unknown;
}

/**
 * Reads the address and erases fragment and query, before anything is requested (R157, T46). A frame's nonce is kept in the history
 * entry, so that it can shake hands again when it is reloaded; it opens nothing by itself. Its hints stay in the query, for the server to
 * choose the same shell by, in the few words that they were read as: nothing that somebody else wrote there stays.
 */
export function takeAddress(page: Window): Address {
  const { location, history } = page;
  const kept: unknown = history.state;
  const query = new URLSearchParams(location.search);
  const fragment = new URLSearchParams(location.hash.slice(1));
  const fromState = typeof kept === "object" && kept !== null && "nonce" in kept && typeof kept.nonce === "string" ? kept.nonce : null;
  const nonce = fragment.get("nonce") ?? fromState;
  const hints = hintsOf(query);
  if (location.hash !== "" || location.search !== "") {
    const { language: lang, theme, first } = hints;
    if (nonce === null || page.parent === page) history.replaceState(kept, "", location.pathname);
    // Beside what a reloaded frame finds there of its flow.
    else history.replaceState({ ...(typeof kept === "object" ? kept : {}), nonce }, "", `${location.pathname}?${new URLSearchParams({ lang, theme, first })}`);
  }
  return { hints, nonce, query, fragment, kept };
}
