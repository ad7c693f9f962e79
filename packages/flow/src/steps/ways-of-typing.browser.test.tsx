// What `cdp()` gives is said by the provider.
/// <reference types="@vitest/browser-playwright" />
import { expect, test, vi } from "vitest";
import { cdp, page, userEvent } from "vitest/browser";
import type { Locator } from "vitest/browser";
import { stage } from "../ui/testing/stage.tsx";
import { CredentialsStep } from "./credentials/credentials-step.tsx";
import type { CredentialsStepProps } from "./credentials/credentials-step.tsx";
import { InteractionStep } from "./interaction/interaction-step.tsx";
import type { Prompt } from "../api/prompt.ts";

// Text comes into a field in more ways than by keys. Each is played as the browser does it: the clipboard is the system's, the
// drag a pointer's, the composition an input method's.

const submit = page.getByRole("button", { name: "Continue" });

/** A text of the page around, which is what people copy and drag from. */
function another(text: string): HTMLTextAreaElement {
  const area = document.createElement("textarea");
  area.setAttribute("aria-label", "Of the page");
  area.value = text;
  document.body.prepend(area);
  area.focus();
  area.select();
  return area;
}

async function paste(field: Locator, text: string): Promise<void> {
  const area = another(text);
  await userEvent.copy();
  area.remove();
  await userEvent.click(field);
  await userEvent.paste();
}

async function drag(field: Locator, text: string): Promise<void> {
  const area = another(text);
  // At its first letters, which are selected: elsewhere there would be nothing to take hold of.
  await userEvent.dragAndDrop(area, field, { sourcePosition: { x: 12, y: 10 } });
  area.remove();
}

async function compose(field: Locator, text: string): Promise<void> {
  await userEvent.click(field);
  await cdp().send("Input.imeSetComposition", { text: "ni", selectionStart: 2, selectionEnd: 2 });
  await expect.element(field).toHaveValue("ni");
  await cdp().send("Input.insertText", { text });
}

/** As a password manager does: no key, no focus, the value by the element's own setter, and the two events. */
function set(field: Locator, text: string): void {
  const input = field.element();
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set?.call(input, text);
  input.dispatchEvent(new Event("input", { bubbles: true }));
  input.dispatchEvent(new Event("change", { bubbles: true }));
}

const ways = [
  ["pasted", paste],
  ["dragged in", drag],
  ["composed by an input method, or dictated", compose],
  ["set by a password manager, by events alone", set],
] as const;

// Spaces at both ends, letters of every width, and 4,096 characters in all.
const text = `  ${"é中🏦👩‍👩‍👧 Straße ".repeat(256).slice(0, 4_090)}aé  `;

async function openCredentials() {
  const onSubmit = vi.fn<CredentialsStepProps["onSubmit"]>();
  const source = { name: "Northwind", host: "northwind.example" };
  await stage(<CredentialsStep source={source} mode="create" busy={false} problem={null} onSubmit={onSubmit} />);
  await expect.element(submit).toBeVisible();
  return onSubmit;
}

async function openPrompt(fields: Prompt["fields"]) {
  const answers: Record<string, string>[] = [];
  const prompt: Prompt = { type: "mfa", message: "Please", fields };
  const step = <InteractionStep prompt={prompt} promptKey="1" sourceName="Northwind" repeated={false} busy={false} problem={null} onAnswer={(values) => answers.push(Object.fromEntries(values))} />;
  await stage(step, { screen: "interaction" });
  await expect.element(submit).toBeVisible();
  return answers;
}

const labelled = (label: string) => page.getByLabelText(label, { exact: true });

test.each(ways)("a username and a password that are %s arrive byte for byte (A-5, T30, M35)", async (_, put) => {
  expect(text).toHaveLength(4_096);
  const onSubmit = await openCredentials();
  await put(labelled("Username"), text);
  await put(labelled("Password"), text);
  await userEvent.click(submit);
  expect(onSubmit.mock.calls).toEqual([[{ username: text, password: text }]]);
});

test.each(ways)("the answers to a prompt that are %s arrive byte for byte (A-5, M35)", async (_, put) => {
  const answers = await openPrompt([
    { name: "street", type: "string", label: "Street", options: null },
    { name: "pin", type: "password", label: "Secret word", options: null },
  ]);
  await put(labelled("Street"), text);
  await put(labelled("Secret word"), text);
  await userEvent.click(submit);
  expect(answers).toEqual([{ street: text, pin: text }]);
});

// Spaces and dashes come along from a message; in a code of letters they may be the code's own.
const codes = [
  { label: "First code", typed: " 123 456 ", sent: "123456" },
  { label: "Second code", typed: "123-456", sent: "123456" },
  { label: "Third code", typed: "AB 12-CD", sent: "AB 12-CD" },
  { label: "Fourth code", typed: "🏦 12 34 ", sent: "🏦 12 34 " },
];

test.each(ways)("codes that are %s lose their separators when they are all digits, and only then (A-5, M35)", async (_, put) => {
  const answers = await openPrompt(codes.map(({ label }) => ({ name: label, type: "code", label, options: null })));
  for (const { label, typed } of codes) {
    await put(labelled(label), typed);
    // Nothing is changed under the person's eyes, and nothing is sent before they say so.
    await expect.element(labelled(label)).toHaveValue(typed);
  }
  expect(answers).toEqual([]);
  await userEvent.click(submit);
  expect(answers).toEqual([Object.fromEntries(codes.map(({ label, sent }) => [label, sent]))]);
});
