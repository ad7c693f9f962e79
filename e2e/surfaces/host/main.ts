// The customer's page: one place, and in it whichever of the four surfaces the test asks for. React is in its development build, so
// that StrictMode does what it does.
import { DeckAuthInline } from "@deck-auth/flow";
import { DeckAuth } from "@deck-auth/react";
import type { DeckAuthHandle } from "@deck-auth/react";
import { DeckAuthDialog } from "@deck-auth/react/dialog";
import { createElement, createRef, Fragment, StrictMode } from "react";
import type { ReactElement } from "react";
import { createRoot } from "react-dom/client";
import { mountElement } from "./element.ts";
import type { Call, Settings, Surface } from "./settings.ts";

const place = document.querySelector<HTMLElement>("#place") ?? document.body;
const calls: Call[] = [];
const tell =
  (name: string) =>
  (payload: unknown = null): void =>
    void calls.push({ name, payload });

const handle = createRef<DeckAuthHandle>();
let shown: { change(settings: Settings): void; focus(): void; leave(): void } | null = null;

/** New functions and objects each time, as pages write them. */
function propsOf({ closable, theme, language, sourceId, credentialId, externalId, taskId, token, tokenHangs, untyped }: Settings) {
  return {
    token: tokenHangs === true ? () => new Promise<string>(() => {}) : token,
    onSuccess: tell("onSuccess"),
    onError: tell("onError"),
    onEvent: tell("onEvent"),
    ...(closable === true && { onClose: () => tell("onClose")() }),
    ...(theme && { appearance: { theme } }),
    ...(language && { language }),
    ...(sourceId && { sourceId }),
    ...(credentialId && { credentialId }),
    ...(externalId && { externalId }),
    ...(taskId && { taskId }),
    ...untyped,
  };
}

const draw: Record<Exclude<Surface, "element">, (settings: Settings) => ReactElement> = {
  frame: (settings) => createElement(DeckAuth, { ...propsOf(settings), embedUrl: settings.embedUrl, ref: handle }),
  inline: (settings) => createElement(DeckAuthInline, { ...propsOf(settings), apiUrl: settings.apiUrl }),
  dialog: (settings) =>
    createElement(DeckAuthDialog, {
      ...propsOf(settings),
      embedUrl: settings.embedUrl,
      ref: handle,
      trigger: createElement("button", { id: "open" }, "Connect"),
      onOpenChange: tell("onOpenChange"),
    }),
};

function mountReact(surface: keyof typeof draw, settings: Settings) {
  const root = createRoot(place);
  const render = (next: Settings): void => root.render(createElement(next.loose === true ? Fragment : StrictMode, null, draw[surface](next)));
  render(settings);
  return { change: render, focus: () => handle.current?.focus(), leave: () => root.unmount() };
}

window.surface = {
  calls,
  show(surface, settings) {
    shown = surface === "element" ? mountElement(place, settings, tell) : mountReact(surface, settings);
  },
  change: (settings) => shown?.change(settings),
  focus: () => shown?.focus(),
  leave: () => shown?.leave(),
};
