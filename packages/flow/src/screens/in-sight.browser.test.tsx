// oxlint-disable no-restricted-imports -- it looks at every step, one after the other
import { expect, test } from "vitest";
import type { ReactNode } from "react";
import { userEvent } from "vitest/browser";
import { createVirtualClock } from "@deck-auth/simulator";
import { CredentialsStep } from "../steps/credentials/credentials-step.tsx";
import { InteractionStep } from "../steps/interaction/interaction-step.tsx";
import { SourcePicker } from "../steps/source-picker/source-picker.tsx";
import { MoreTime } from "../ui/more-time.tsx";
import { inEveryCard, narrow } from "../ui/testing/layout.ts";
import { stage } from "../ui/testing/stage.tsx";

// What a phone of 320 by 640 has, and what it has left when its keyboard is up. The notice that the time ends is there too: with it
// the page is at its fullest, and where there is height enough it sticks to the window's lower edge.
const heights = [480, 640] as const;
const clock = createVirtualClock();
const nothing = () => {};
const source = { name: "Northwind", host: "northwind.example" };
const field = (name: string, more = {}) => ({ name, type: "string", label: name, options: null, ...more });
const choices = ["Chequing", "Savings", "Travel"].map((label) => ({ value: label, label }));
const prompt = {
  type: "mfa",
  message: "We sent you a code. ".repeat(12),
  fields: [field("Code"), field("Account", { options: choices }), field("Secret word", { type: "password" }), field("Street"), field("Remember this", { type: "boolean" })],
};

const form = (problem: "none" | "error") => (
  <CredentialsStep source={source} mode="create" busy={false} problem={problem === "none" ? null : { kind: "error", type: "rate_limit", code: "rate_limit_exceeded", requestId: "req_42" }} onSubmit={nothing} onBack={nothing} />
);
const screens: readonly (readonly [string, ReactNode])[] = [
  ["the form", form("none")],
  ["the form after an error", form("error")],
  ["a prompt of five fields", <InteractionStep key="prompt" prompt={prompt} promptKey="1" sourceName="Northwind" repeated busy={false} problem={null} onAnswer={nothing} />],
  [
    "the list",
    <SourcePicker
      key="list"
      sources={Array.from({ length: 40 }, (_, at) => ({ id: `src_${at}`, name: `Bank ${at}`, host: `bank-${at}.example` }))}
      state="complete"
      clock={clock}
      onRetry={nothing}
      onChoose={nothing}
      onNotListed={nothing}
      notListedExplained={false}
      onBackToList={nothing}
    />,
  ],
];

const describeElement = (element: Element) => `${element.tagName} ${element.getAttribute("name") ?? element.getAttribute("aria-label") ?? element.textContent}`;

/** What of this element and its ring cannot be seen: beyond the window's edge, or under something else. */
function hidden(element: Element): string[] {
  const { top, right, bottom, left } = element.getBoundingClientRect();
  const { outlineWidth, outlineOffset } = getComputedStyle(element);
  expect(Number.parseFloat(outlineWidth)).toBeGreaterThanOrEqual(2);
  const ring = Number.parseFloat(outlineWidth) + Number.parseFloat(outlineOffset);
  const out = top < ring || left < ring || bottom > innerHeight - ring || right > innerWidth - ring ? [`from ${top} to ${bottom} of ${innerHeight}`] : [];
  // Not at the corners themselves, which may be round.
  const points = [0.1, 0.5, 0.9].flatMap((x) => [0.1, 0.5, 0.9].map((y) => [left + (right - left) * x, top + (bottom - top) * y] as const));
  // A field's own icon or a radio's own row covers nothing.
  const own = element.closest("[data-slot=field], label") ?? element;
  const mine = (other: Element | null) => other !== null && (own.contains(other) || other.contains(element));
  const over = points.map(([x, y]) => document.elementFromPoint(x, y)).find((other) => !mine(other));
  return [...out, ...(over ? [`under ${describeElement(over)}`] : [])];
}

const languages = inEveryCard.flatMap(({ language, width }) => (width === 320 ? [language] : []));

test.each(languages.flatMap((language) => heights.flatMap((height) => screens.map(([what, step]) => ({ language, height, what, step })))))(
  "at 320 by $height, $what, $language: each field and button that gets the focus is wholly in sight, with its ring, both ways round (A-3, M36)",
  async ({ language, height, step }) => {
    await narrow(height);
    const { place } = await stage(step, { language, onClose: nothing, clock, below: <MoreTime life="ending" onMore={nothing} /> });
    await expect.poll(() => place.querySelectorAll("[data-slot=more-time] button")).toHaveLength(1);
    const inputs = [...place.querySelectorAll("input, select")];
    for (const input of inputs) expect(Number.parseFloat(getComputedStyle(input).fontSize)).toBeGreaterThanOrEqual(16);
    const seen = new Set<Element>();
    document.body.focus();
    for (const key of ["{Tab}", "{Shift>}{Tab}{/Shift}"]) {
      for (let press = 0; press < 20; press += 1) {
        await userEvent.keyboard(key);
        const focused = document.activeElement;
        if (focused === null || !place.contains(focused)) break;
        seen.add(focused);
        expect(hidden(focused), describeElement(focused)).toEqual([]);
      }
    }
    const wanted = [...place.querySelectorAll("button, input:not([type=radio]), select")].filter((element) => element.getAttribute("tabindex") !== "-1");
    expect(wanted.filter((element) => !seen.has(element)).map(describeElement)).toEqual([]);
  },
);
