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

export function createSettings(initial: EmbedUpdate): SettingsStore {
  const listeners = new Set<() => void>();
  const merge = (before: Settings, change: EmbedUpdate): Settings => ({
    language: "language" in change ? languageOf(change.language) : before.language,
    taskRunView: "taskRunView" in change ? viewOf(change.taskRunView) : before.taskRunView,
    appearance: "appearance" in change ? change.appearance : before.appearance,
    copy: "copy" in change ? change.copy : before.copy,
    closable: change.closable ?? before.closable,
    sourceNotFound: change.sourceNotFound ?? before.sourceNotFound,
    retryable: change.retryable ?? before.retryable,
  });
  let settings = merge(
    {
      language: "en-US",
      taskRunView: "status",
      appearance: undefined,
      copy: undefined,
      closable: false,
      sourceNotFound: false,
      retryable: false,
    },
    initial,
  );
  return {
    current: () => settings,
    update(change) {
      settings = merge(settings, change);
      for (const run of listeners) run();
    },
    subscribe(run) {
      listeners.add(run);
      return () => listeners.delete(run);
    },
  };
}
