import { textsOf } from "../texts.ts";
import type { ElementOptions } from "./options.ts";

/** All of them, `Record` so that none is forgotten. */
const names: Record<keyof ElementOptions, true> = {
  token: true,
  onSuccess: true,
  onError: true,
  onClose: true,
  onEvent: true,
  onSourceNotFound: true,
  sourceId: true,
  credentialId: true,
  externalId: true,
  taskId: true,
  appearance: true,
  language: true,
  taskRunView: true,
  copy: true,
  retryable: true,
  resume: true,
  eventsUrl: true,
  sourcesUrl: true,
  embedUrl: true,
  closable: true,
  sourceNotFound: true,
};
export const propertyNames = Object.keys(names);

export const attributeNames = [
  "embed-url",
  "events-url",
  "sources-url",
  "source-id",
  "credential-id",
  "external-id",
  "task-id",
  "language",
  "task-run-view",
  "theme",
  "retryable",
  "closable",
  "source-not-found",
  // Whether there is a handler is asked of the element; the attribute only says when to ask.
  "onclose",
] as const;

const themes = { default: "default", dark: "dark", auto: "auto" } as const;
const isTheme = (value: string): value is keyof typeof themes => Object.hasOwn(themes, value);

/** The options that the attributes say; those without one are `undefined`. */
export function readAttributes(element: HTMLElement) {
  const text = (name: (typeof attributeNames)[number]): string | undefined => element.getAttribute(name) || undefined;
  const flag = (name: (typeof attributeNames)[number]): boolean => element.hasAttribute(name);
  const sourceId = text("source-id");
  const language = text("language");
  const view = text("task-run-view");
  const theme = text("theme");
  return {
    embedUrl: text("embed-url"),
    eventsUrl: text("events-url"),
    sourcesUrl: text("sources-url"),
    sourceId: sourceId?.includes(",") ? sourceId.split(",").map((id) => id.trim()).filter(Boolean) : sourceId,
    credentialId: text("credential-id"),
    externalId: text("external-id"),
    taskId: text("task-id"),
    language: language === undefined ? undefined : textsOf(language)[0],
    taskRunView: view === "live" ? view : undefined,
    theme: theme !== undefined && isTheme(theme) ? theme : undefined,
    retryable: flag("retryable"),
    closable: flag("closable"),
    sourceNotFound: flag("source-not-found"),
  } as const;
}
