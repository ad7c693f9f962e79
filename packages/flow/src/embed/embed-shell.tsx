import type { ReactElement } from "react";
import { Flow } from "../flow.tsx";
import { loadCatalog } from "../i18n/catalog.ts";
import { loadScreen } from "../screens/load-screen.ts";
import { createSession } from "../session.ts";
import type { Session } from "../session.ts";
import type { Hints } from "./address.ts";

/** A session that reaches nothing: what is drawn before a host is known asks for nothing. */
function inertSession(hints: Hints): Session {
  const nothing = () => () => {};
  return createSession({
    apiUrl: "",
    fetch: () => Promise.reject(new Error("A shell asks for nothing.")),
    clock: { now: () => 0, after: nothing },
    random: () => 0,
    newId: () => "",
    surroundings: {
      isOnline: () => true,
      isVisible: () => true,
      onOnline: nothing,
      onReturn: nothing,
      onVisibility: nothing,
      onLeave: nothing,
    },
    hints: { language: hints.language, appearance: { theme: hints.theme } },
    loadForm: () => Promise.resolve(),
    loadAhead: () => {},
    // As in the page that takes over: what is drawn must be the same.
    sealed: true,
  });
}

/**
 * What the embed page shows before a host is known, to be rendered ahead into its HTML: one shell for each language, first
 * screen and theme. `startEmbed` takes over exactly this, and keeps what was typed into it.
 */
export async function createEmbedShell(hints: Hints): Promise<ReactElement> {
  const [catalog] = await Promise.all([loadCatalog(hints.language), hints.first === "picker" ? loadScreen("source-picker") : undefined]);
  return <Flow session={inertSession(hints)} catalog={catalog} theme={hints.theme} first={hints.first} />;
}
