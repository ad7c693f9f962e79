import { embedConfig, readConfig } from "@deck-auth/contract/messages";
import type { Opening } from "./parameters.ts";

/** What a reloaded page finds of its flow in its entry of the history: what it was opened with, but for the token. */
export interface Entry extends Opening {
  /** The name under which the flow's checkpoint is kept. */
  flow: string;
  /** The flow has ended, and this is where it would have gone back to. */
  ended: { returnTo: string | null } | null;
}

const textOf = (value: unknown): string | null => (typeof value === "string" ? value : null);

/** The entry in a history state; `null` when there is none. */
export function readEntry(state: unknown): Entry | null {
  if (typeof state !== "object" || state === null) return null;
  const of = new Map<string, unknown>(Object.entries(state));
  const flow = textOf(of.get("flow"));
  const config = embedConfig.safeParse(of.get("config"));
  if (flow === null || !config.success) return null;
  const ended = of.get("ended");
  return {
    flow,
    config: readConfig(config.data),
    parentOrigin: textOf(of.get("parentOrigin")),
    redirectUrl: textOf(of.get("redirectUrl")),
    state: textOf(of.get("state")),
    ended: typeof ended === "object" && ended !== null ? { returnTo: "returnTo" in ended ? textOf(ended.returnTo) : null } : null,
  };
}

/** Keeps the entry where a reload finds it, and nobody else does, beside whatever else is kept there. */
export function keepEntry({ history, location }: Window, entry: Entry): void {
  const state: unknown = history.state;
  try {
    history.replaceState({ ...(typeof state === "object" ? state : {}), ...entry }, "", location.pathname + location.search);
  } catch {
    // Too much for this browser's history: a reloaded page will not know its flow.
  }
}
