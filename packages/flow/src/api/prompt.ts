import { interaction, interactionField, maximumFields } from "@deck-auth/contract";
import type { InteractionField } from "@deck-auth/contract";

/** One thing that the source asks for, as the flow has read it. */
export interface PromptField {
  /** The API's name. It goes back as a key of the answer, and never becomes an id or a name in the page (T22, T23). */
  name: string;
  /** Anything; what nobody knows is a line of text (R74). */
  type: string;
  label: string | null;
  options: readonly { value: string; label: string }[] | null;
}

/** What the source asks. */
export interface Prompt {
  type: string;
  message: string;
  /** Empty: nothing to type, only Continue (R88). */
  fields: readonly PromptField[];
}

function optionsOf(field: InteractionField): PromptField["options"] {
  if (!field.options || field.options.length === 0) return null;
  return field.options.map((option) =>
    typeof option === "string" ? { value: option, label: option } : { value: option.value, label: option.label ?? option.value },
  );
}

/**
 * Reads the `interaction` of a run. `null`: there is none to show yet. `"unusable"`: one that no form can be made of (more
 * than 50 fields, or a field without a usable name), which is a fault of the source (design 7.4).
 *
 * Only what cannot be helped makes a prompt unusable. A label that is no text, or options of a shape that nobody knows,
 * cost the label or the options; the field is still asked for.
 */
export function readPrompt(value: unknown): Prompt | "unusable" | null {
  if (value === null || value === undefined) return null;
  if (typeof value !== "object") return "unusable";
  const parsed = interaction.safeParse(value);
  if (parsed.success) return promptOf(parsed.data.type, parsed.data.message, parsed.data.fields ?? []);

  const loose = new Map<string, unknown>(Object.entries(value));
  const fields = loose.get("fields") ?? [];
  if (!Array.isArray(fields) || fields.length > maximumFields) return "unusable";
  const usable: InteractionField[] = [];
  for (const field of fields) {
    const name: unknown = typeof field === "object" && field !== null ? field.name : undefined;
    if (typeof name !== "string" || name === "") return "unusable";
    const whole = interactionField.safeParse(field);
    if (whole.success) usable.push(whole.data);
    else usable.push({ name, type: textOr(field.type, "string"), label: textOr(field.label, null) });
  }
  return promptOf(textOr(loose.get("type"), undefined), textOr(loose.get("message"), ""), usable);
}

const textOr = <Otherwise>(value: unknown, otherwise: Otherwise): string | Otherwise =>
  typeof value === "string" ? value : otherwise;

function promptOf(type: string | undefined, message: string | null | undefined, fields: readonly InteractionField[]): Prompt {
  // A name that comes twice can be answered once: the first field of that name is shown.
  const byName = new Map<string, PromptField>();
  for (const field of fields) {
    if (byName.has(field.name)) continue;
    byName.set(field.name, {
      name: field.name,
      type: field.type ?? "string",
      label: field.label ?? null,
      options: optionsOf(field),
    });
  }
  return { type: type ?? "unknown", message: message ?? "", fields: [...byName.values()] };
}
