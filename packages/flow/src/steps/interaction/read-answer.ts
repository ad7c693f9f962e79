import { fieldKind } from "./fields/kind.ts";
import { fieldKinds } from "./fields/registry.tsx";
import type { Prompt } from "../../api/prompt.ts";

/** Id-safe name of the field at this place in the form. */
export const inputName = (index: number): string => `f${index}`;

export interface Answer {
  /** By the API's names, every declared one (R75). In a map: a field may be called `__proto__` (T22). */
  values: ReadonlyMap<string, string>;
  /** Places of the fields that still need an answer. */
  missing: readonly number[];
}

/**
 * Places of the fields that a source cannot have accepted: the only one, or the codes among several. Of several others nobody
 * knows which it was.
 */
export const rejectedFields = (prompt: Prompt): readonly number[] =>
  prompt.fields.flatMap((field, index) => (prompt.fields.length === 1 || fieldKind(field, prompt) === "code" ? [index] : []));

const stays = (prompt: Prompt, index: number): boolean => {
  const field = prompt.fields[index];
  return field !== undefined && fieldKinds[fieldKind(field, prompt)].stays && !rejectedFields(prompt).includes(index);
};

/** What of an answer need not be typed again when the source asks for all of it once more: nothing secret, no code (M44). */
export const stayingValues = (values: ReadonlyMap<string, string>, prompt: Prompt): ReadonlyMap<string, string> =>
  new Map([...values].filter(([name]) => stays(prompt, prompt.fields.findIndex((field) => field.name === name))));

/**
 * Fills in what was answered before, where it stays. As properties of the elements, never as attributes, which page scripts
 * and recorders read (T27).
 */
export function restoreAnswer(form: HTMLFormElement, prompt: Prompt, values: ReadonlyMap<string, string>): void {
  for (const [index, field] of prompt.fields.entries()) {
    const value = values.get(field.name);
    if (value === undefined || !stays(prompt, index)) continue;
    const option = String(field.options?.findIndex((one) => one.value === value) ?? -1);
    for (const control of form.querySelectorAll(`[name="${inputName(index)}"]`)) {
      if (control instanceof HTMLSelectElement) control.value = option === "-1" ? "" : option;
      else if (!(control instanceof HTMLInputElement)) continue;
      else if (control.type === "radio") control.checked = control.value === option;
      else if (control.type === "checkbox") control.checked = value === "true";
      else control.value = value;
    }
  }
}

/** Reads the form once, at submit. */
export function readAnswer(form: HTMLFormElement, prompt: Prompt): Answer {
  const typed = new FormData(form);
  const values = new Map<string, string>();
  const missing: number[] = [];
  for (const [index, field] of prompt.fields.entries()) {
    const entry = typed.get(inputName(index));
    const value = fieldKinds[fieldKind(field, prompt)].read(typeof entry === "string" ? entry : null, field);
    if (value === null) missing.push(index);
    else values.set(field.name, value);
  }
  return { values, missing };
}
