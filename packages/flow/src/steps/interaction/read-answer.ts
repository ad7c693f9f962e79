import { fieldKind } from "./fields/kind.ts";
import { fieldKinds } from "./fields/registry.tsx";
import type { Prompt } from "./prompt.ts";

/** Id-safe name of the field at this place in the form. */
export const inputName = (index: number): string => `f${index}`;

export interface Answer {
  /** By the API's names, every declared one (R75). In a map: a field may be called `__proto__` (T22). */
  values: ReadonlyMap<string, string>;
  /** Places of the fields that still need an answer. */
  missing: readonly number[];
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
