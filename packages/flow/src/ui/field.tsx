import { useId } from "react";
import type { ReactNode } from "react";
import { AlertIcon, InfoIcon } from "./icons.tsx";

/** What ties an input to its label and its messages. Spread it on the input. */
export interface ControlProps {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": true | undefined;
  "aria-required": true;
}

export interface FieldProps {
  label: ReactNode;
  /** Help that is always there. */
  hint?: ReactNode;
  /** What stands in the way. Said before the hint. */
  error?: string | null | undefined;
  /** Something to know that does not stand in the way. */
  warning?: string | null | undefined;
  /** Id of the notice that says what is wrong here, where it is not said below the input. */
  rejectedBy?: string | undefined;
  /** @default an id of our own */
  id?: string;
  /** The input. */
  children(control: ControlProps): ReactNode;
}

/** A label, an input, and what there is to say about it, tied together. Every field of ours is required. */
export function Field({ label, hint, error, warning, rejectedBy, id: givenId, children }: FieldProps) {
  const ownId = useId();
  const id = givenId ?? ownId;
  const described = [error && `${id}-error`, rejectedBy, warning && `${id}-warning`, hint && `${id}-hint`].filter(Boolean).join(" ");
  return (
    <div data-slot="field" data-invalid={error || rejectedBy ? "" : undefined}>
      <label data-slot="label" htmlFor={id}>
        {label}
      </label>
      {children({
        id,
        "aria-describedby": described || undefined,
        "aria-invalid": error || rejectedBy ? true : undefined,
        "aria-required": true,
      })}
      <FieldMessages id={id} hint={hint} error={error} warning={warning} />
    </div>
  );
}

/** The lines below an input: error, warning, hint. */
export function FieldMessages({ id, hint, error, warning }: Pick<FieldProps, "hint" | "error" | "warning"> & { id: string }) {
  return (
    <>
      {error && (
        <p data-slot="field-error" id={`${id}-error`}>
          <AlertIcon />
          {error}
        </p>
      )}
      {warning && (
        <p data-slot="field-warning" id={`${id}-warning`}>
          <InfoIcon />
          {warning}
        </p>
      )}
      {hint && (
        <p data-slot="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </>
  );
}
