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

/** The hints in the query of our own address, or those that an earlier load of this page kept. */
function hintsOf(query: URLSearchParams, kept: unknown): Hints {
  const { lang, theme, first } = Object.fromEntries(
    ["lang", "theme", "first"].map((name) => {
      const value: unknown = query.get(name) ?? (typeof kept === "object" && kept !== null ? Reflect.get(kept, name) : null);
      return [name, typeof value === "string" ? value : null];
    }),
  );
  return { language: languageOf(lang), theme: themeOf(theme), first: firstOf(first) };
}

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
 * Reads the address and erases fragment and query, before anything is requested (R157, T46). The nonce is kept in the history
 * entry, so that a reloaded frame can shake hands again; it opens nothing by itself. So are the hints, so that it looks the same.
 */
export function takeAddress({ location, history }: Window): Address {
  const kept: unknown = history.state;
  const query = new URLSearchParams(location.search);
  const fragment = new URLSearchParams(location.hash.slice(1));
  const fromState = typeof kept === "object" && kept !== null && "nonce" in kept && typeof kept.nonce === "string" ? kept.nonce : null;
  const nonce = fragment.get("nonce") ?? fromState;
  const hints = hintsOf(query, kept);
  if (location.hash !== "" || location.search !== "") {
    const { language: lang, theme, first } = hints;
    history.replaceState(nonce === null ? kept : { nonce, lang, theme, first }, "", location.pathname);
  }
  return { hints, nonce, query, fragment, kept };
}
