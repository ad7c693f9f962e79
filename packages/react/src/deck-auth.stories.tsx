import type { Meta, StoryObj } from "@storybook/react-vite";
import { useEffect, useRef } from "react";
import { fn, waitFor, within } from "storybook/test";
import { DeckAuth } from "./deck-auth.ts";
import { DeckAuthDialog } from "./dialog/deck-auth-dialog.tsx";
import { defineDeckAuthElement } from "./element/define.ts";
import { textsOf } from "./texts.ts";

// What the host's page itself has to show: the frame's own screens stand under "Path". In all three the embed page's address is one that
// no browser would load from here, so that the box is there at once which otherwise comes after ten seconds of silence.
const unreachable = { token: "tk_live_story", embedUrl: "http://auth.example.com", onSuccess: fn(), onError: fn() };

function Element({ language }: { language: "en-US" | "fr-CA" }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    defineDeckAuthElement();
    const element = document.createElement("deck-auth");
    Object.assign(element, unreachable, { language });
    place.current?.replaceChildren(element);
  }, [language]);
  return <div ref={place} />;
}

const languageOf = ({ language }: Record<string, unknown>) => (language === "fr-CA" ? language : "en-US");

const meta = {
  title: "In the host's page",
  play: ({ globals }) => {
    const [, , failure] = textsOf(languageOf(globals));
    return waitFor(() => within(document.body).getByText(failure)).then(() => {});
  },
} satisfies Meta;
export default meta;

type Story = StoryObj;

/** A readable box in place of a blank one. */
export const Unreachable: Story = { render: (_, { globals }) => <DeckAuth {...unreachable} language={languageOf(globals)} /> };

/** A dialog always has a way out, also where the flow with its close button cannot be had. */
export const DialogUnreachable: Story = { render: (_, { globals }) => <DeckAuthDialog {...unreachable} open language={languageOf(globals)} /> };

/** The element, without React. */
export const ElementUnreachable: Story = { render: (_, { globals }) => <Element language={languageOf(globals)} /> };
