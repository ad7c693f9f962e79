import type { InputHTMLAttributes, ReactNode, Ref } from "react";
import { Field } from "./field.tsx";

export interface TextFieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, "value" | "defaultValue" | "id"> {
  label: ReactNode;
  hint?: ReactNode;
  error?: string | null;
  warning?: string | null;
  rejectedBy?: string | undefined;
  id?: string;
  inputRef?: Ref<HTMLInputElement>;
}

/**
 * A line of text. Uncontrolled: React writes the value of a controlled input into the DOM's `value` attribute, where
 * page scripts, recorders and error reports find it (T27). Read it from the element, once, at submit.
 */
export function TextField({ label, hint, error, warning, rejectedBy, id, inputRef, ...input }: TextFieldProps) {
  return (
    <Field label={label} hint={hint} error={error} warning={warning} rejectedBy={rejectedBy} {...(id === undefined ? {} : { id })}>
      {(control) => (
        <input type="text" autoCapitalize="none" autoCorrect="off" spellCheck={false} {...input} {...control} ref={inputRef} data-slot="input" />
      )}
    </Field>
  );
}
