/** What can be switched in the demo. Every combination has an address of its own. */
export interface Settings {
  language: "en-US" | "fr-CA";
  theme: "default" | "dark" | "auto";
  mode: "search" | "one" | "several" | "update";
  /** For the mode `one`. */
  sourceId: string;
  /** For the mode `several`: ids, separated by commas. */
  sourceIds: string;
  /** For the mode `update`. */
  credentialId: string;
  /** Whether a task is run after the credential was stored. */
  task: boolean;
  taskId: string;
  view: "status" | "live";
  /** Whether `onClose` is given. */
  close: boolean;
  /** Whether `eventsUrl` and `sourcesUrl` are given. */
  relay: boolean;
}

export const defaults: Settings = {
  language: "en-US",
  theme: "default",
  mode: "search",
  sourceId: "",
  sourceIds: "",
  credentialId: "",
  task: true,
  taskId: "task_login",
  view: "status",
  close: true,
  relay: true,
};

const oneOf = <T extends string>(known: readonly [T, ...T[]], value: string | null): T => known.find((one) => one === value) ?? known[0];

export const splitIds = (text: string): string[] => text.split(/[\s,]+/).filter((id) => id !== "");

/**
 * Settings from an address: `language`, `theme`, `sourceId` (several: with commas, or given again), `credentialId`,
 * `taskId` (empty: no task), `view`, `close=0`, `relay=0`.
 */
export function readSettings(search: string): Settings {
  const query = new URLSearchParams(search);
  const sources = splitIds(query.getAll("sourceId").join(","));
  const credentialId = query.get("credentialId") ?? "";
  const taskId = query.get("taskId");
  return {
    language: oneOf(["en-US", "fr-CA"], query.get("language")),
    theme: oneOf(["default", "dark", "auto"], query.get("theme")),
    mode: credentialId !== "" ? "update" : sources.length > 1 ? "several" : sources.length === 1 ? "one" : "search",
    sourceId: sources.length === 1 ? sources.join() : "",
    sourceIds: sources.length > 1 ? sources.join(", ") : "",
    credentialId,
    task: taskId !== "",
    taskId: taskId || defaults.taskId,
    view: oneOf(["status", "live"], query.get("view")),
    close: query.get("close") !== "0",
    relay: query.get("relay") !== "0",
  };
}

/** The other way round; what is as by default is left out. */
export function writeSettings(settings: Settings): string {
  const query = new URLSearchParams();
  if (settings.language !== defaults.language) query.set("language", settings.language);
  if (settings.theme !== defaults.theme) query.set("theme", settings.theme);
  const ids = sourceIdOf(settings);
  if (ids !== undefined) query.set("sourceId", [ids].flat().join(","));
  if (credentialIdOf(settings) !== undefined) query.set("credentialId", settings.credentialId);
  if (!settings.task) query.set("taskId", "");
  else if (settings.taskId !== defaults.taskId) query.set("taskId", settings.taskId);
  if (settings.view !== defaults.view) query.set("view", settings.view);
  if (!settings.close) query.set("close", "0");
  if (!settings.relay) query.set("relay", "0");
  const text = query.toString();
  return text === "" ? "" : `?${text}`;
}

/** The prop `sourceId`. */
export function sourceIdOf({ mode, sourceId, sourceIds }: Settings): string | string[] | undefined {
  if (mode === "one") return sourceId || undefined;
  if (mode === "several") return splitIds(sourceIds);
  return undefined;
}

/** The prop `credentialId`. */
export const credentialIdOf = ({ mode, credentialId }: Settings): string | undefined => (mode === "update" && credentialId ? credentialId : undefined);

/** The prop `taskId`. */
export const taskIdOf = ({ task, taskId }: Settings): string | undefined => (task && taskId ? taskId : undefined);

/**
 * What a flow has come to, for the next one to begin with. Never what the flow on screen began with: it would be another flow then, and
 * its success would be taken away (R13).
 */
export function broughtBy({ mode }: Settings, { sourceId, credentialId }: { sourceId?: string; credentialId?: string }): Partial<Settings> {
  return {
    ...(sourceId !== undefined && mode !== "one" && { sourceId }),
    ...(credentialId !== undefined && mode !== "update" && { credentialId }),
  };
}
