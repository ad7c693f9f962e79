import { defineDeckAuthElement } from "@deck-auth/react/element";
import type { Settings } from "./settings.ts";

/** The flow as an element: what can be an attribute is one, and what it says comes as events. */
export function mountElement(place: HTMLElement, settings: Settings, tell: (name: string) => (payload?: unknown) => void) {
  const element = document.createElement("deck-auth");
  const names = { success: "onSuccess", error: "onError", event: "onEvent", close: "onClose" } as const;
  for (const type of ["success", "error", "event", "close"] as const) element.addEventListener(type, ({ detail }) => tell(names[type])(detail));
  function change(next: Settings): void {
    element.token = next.token;
    const { sourceId } = next;
    const attributes = {
      "embed-url": next.embedUrl,
      "source-id": Array.isArray(sourceId) ? sourceId.join(", ") : sourceId,
      "credential-id": next.credentialId,
      "external-id": next.externalId,
      "task-id": next.taskId,
      language: next.language,
      theme: next.theme,
      closable: next.closable === true ? "" : undefined,
    };
    for (const [name, value] of Object.entries(attributes)) {
      if (value === undefined) element.removeAttribute(name);
      else element.setAttribute(name, value);
    }
  }
  // Before it is defined and before it is in the page: what is set then counts too.
  change(settings);
  place.append(element);
  defineDeckAuthElement();
  return { change, focus: () => element.focus(), leave: () => element.remove() };
}
