import { TextField } from "../../../ui/text-field.tsx";
import { FieldLabel } from "./field-label.tsx";
import { asksForDigits } from "./kind.ts";
import type { FieldControlProps } from "./registry.tsx";

/**
 * A one-time code. One input and no length: so the phone can fill it from the message, it can be pasted with its spaces,
 * and a screen reader reads one field. It is sent when the person says so, never by itself.
 */
export function CodeField({ field, prompt, id, name, error, rejectedBy, readOnly }: FieldControlProps) {
  return (
    <TextField
      id={id}
      name={name}
      data-kind="code"
      autoComplete="one-time-code"
      inputMode={asksForDigits(field, prompt) ? "numeric" : undefined}
      label={<FieldLabel label={field.label} generic="interaction.code" />}
      error={error}
      rejectedBy={rejectedBy}
      readOnly={readOnly}
    />
  );
}
