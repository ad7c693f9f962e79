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

/** The hints in the query of our own address. */
export function readHints(location: Location): Hints {
  const query = new URLSearchParams(location.search);
  return { language: languageOf(query.get("lang")), theme: themeOf(query.get("theme")), first: firstOf(query.get("first")) };
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
  /** What a frame shakes hands with. */
  nonce: string | null;
  query: URLSearchParams;
  fragment: URLSearchParams;
  /** What an earlier load of this page kept in its entry of the history. */
  kept: unknown;
}

/**
 * Reads the address and erases fragment and query, before anything is requested (R157, T46). The nonce is kept in the history
 * entry, so that a reloaded frame can shake hands again; it opens nothing by itself.
 */
export function takeAddress({ location, history }: Window): Address {
  const kept: unknown = history.state;
  const query = new URLSearchParams(location.search);
  const fragment = new URLSearchParams(location.hash.slice(1));
  const fromState = typeof kept === "object" && kept !== null && "nonce" in kept && typeof kept.nonce === "string" ? kept.nonce : null;
  const nonce = fragment.get("nonce") ?? fromState;
  if (location.hash !== "" || location.search !== "") history.replaceState(nonce === null ? kept : { nonce }, "", location.pathname);
  return { nonce, query, fragment, kept };
}
