import type { ComponentType, InputHTMLAttributes } from "react";
import { TextField } from "../../../ui/text-field.tsx";
import { FieldLabel } from "./field-label.tsx";
import type { GenericLabel } from "./field-label.tsx";
import type { FieldControlProps } from "./registry.tsx";

interface LineKind {
  /** For a field that comes without a label. */
  label: GenericLabel;
  type?: "text" | "email" | "tel" | "date";
  inputMode?: InputHTMLAttributes<HTMLInputElement>["inputMode"];
}

/** A field of one line, for the keyboard that fits what is asked. */
export function lineOf({ label, type = "text", inputMode }: LineKind): ComponentType<FieldControlProps> {
  return function LineField({ field, id, name, error, rejectedBy, readOnly }) {
    return (
      <TextField
        id={id}
        name={name}
        type={type}
        inputMode={inputMode}
        autoComplete="off"
        label={<FieldLabel label={field.label} generic={label} />}
        error={error}
        rejectedBy={rejectedBy}
        readOnly={readOnly}
      />
    );
  };
}
