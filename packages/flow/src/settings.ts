import type { EmbedUpdate, Language, TaskRunView } from "@deck-auth/contract/messages";

/** What the host may change while the flow goes on, in the form that the screens use. */
export interface Settings {
  language: Language;
  taskRunView: TaskRunView;
  /** As given; `theme/` parses it value by value. */
  appearance: unknown;
  /** As given; the catalog checks it key by key. */
  copy: unknown;
  closable: boolean;
  /** Whether the host does something of its own about a source that is not listed. */
  sourceNotFound: boolean;
  retryable: boolean;
}

/** Holds the settings and tells who draws that they changed. */
export interface SettingsStore {
  current(): Settings;
  update(change: EmbedUpdate): void;
  subscribe(run: () => void): () => void;
}

/** Any language that we do not speak is English (R135). */
export const languageOf = (value: unknown): Language => (value === "fr-CA" ? "fr-CA" : "en-US");

/** The theme that an appearance asks for, whatever else is in it. */
export function themeOf(appearance: unknown): "default" | "dark" | "auto" {
  const theme = typeof appearance === "object" && appearance !== null && "theme" in appearance ? appearance.theme : null;
  return theme === "dark" || theme === "auto" ? theme : "default";
}

const viewOf = (value: unknown): TaskRunView => (value === "live" ? "live" : "status");

const settingsOf = (looks: EmbedUpdate): Settings => ({
  language: languageOf(looks.language),
  taskRunView: viewOf(looks.taskRunView),
  appearance: looks.appearance ?? {},
  copy: looks.copy,
  closable: looks.closable === true,
  sourceNotFound: looks.sourceNotFound === true,
  retryable: looks.retryable === true,
});

/** What the host says is the whole of it each time: what is missing goes back to its default. */
export function createSettings(initial: EmbedUpdate): SettingsStore {
  const listeners = new Set<() => void>();
  let settings = settingsOf(initial);
  return {
    current: () => settings,
    update(change) {
      settings = settingsOf(change);
      for (const run of listeners) run();
    },
    subscribe(run) {
      listeners.add(run);
      return () => listeners.delete(run);
    },
  };
}
