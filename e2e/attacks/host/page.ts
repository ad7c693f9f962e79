// A customer's page that tests drive: <DeckAuth> with whatever props, and every callback written down.
import { DeckAuth } from "@deck-auth/react";
import type { DeckAuthProps } from "@deck-auth/react";
import { createElement } from "react";
import { createRoot } from "react-dom/client";

/** Props but the callbacks, which are this page's own. */
export type HostProps = Omit<DeckAuthProps, "token" | "onSuccess" | "onError" | "onClose" | "onEvent">;

declare global {
  interface Window {
    host: {
      /** Names of the callbacks that came, in their order, but `onEvent`'s. */
      calls: string[];
      /** Names of the events that came, with the screen of those that say which is shown. */
      events: string[];
      /** Shows the component, or changes its props. It gets a token once `give` was called. */
      render(props: HostProps): void;
      give(token: string): void;
    };
  }
}

const place = document.createElement("div");
document.body.append(place);
const root = createRoot(place);
let give: (token: string) => void = () => {};
const token = new Promise<string>((resolve) => (give = resolve));
const calls: string[] = [];
const events: string[] = [];

window.host = {
  calls,
  events,
  give: (given) => give(given),
  render: (props) =>
    root.render(
      createElement(DeckAuth, {
        ...props,
        token: () => token,
        onSuccess: () => void calls.push("onSuccess"),
        onError: ({ type, code }) => void calls.push(`onError ${type}/${code}`),
        onClose: () => void calls.push("onClose"),
        onEvent: ({ type, screen }) => void events.push(type === "screen_shown" ? `${type} ${screen}` : type),
      }),
    ),
};
