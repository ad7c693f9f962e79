import { FieldMessages } from "../../../ui/field.tsx";
import { FieldLabel } from "./field-label.tsx";
import type { FieldControlProps } from "./registry.tsx";

/** Yes or no. */
export function BooleanField({ field, id, name, error, rejectedBy, readOnly }: FieldControlProps) {
  return (
    <div data-slot="field" data-invalid={error || rejectedBy ? "" : undefined}>
      <label data-slot="option" htmlFor={id}>
        <input
          id={id}
          name={name}
          type="checkbox"
          data-slot="checkbox"
          aria-invalid={rejectedBy ? true : undefined}
          aria-describedby={error ? `${id}-error` : rejectedBy}
          aria-disabled={readOnly || undefined}
          onClick={readOnly ? (event) => event.preventDefault() : undefined}
        />
        <FieldLabel label={field.label} generic="interaction.boolean" />
      </label>
      <FieldMessages id={id} error={error} />
    </div>
  );
}
