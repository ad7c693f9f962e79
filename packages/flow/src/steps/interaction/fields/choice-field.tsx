import { useLayoutEffect, useRef } from "react";
import type { KeyboardEvent, MouseEvent } from "react";
import { useCopy } from "../../../i18n/copy.tsx";
import { Field, FieldMessages } from "../../../ui/field.tsx";
import { ChevronIcon } from "../../../ui/icons.tsx";
import { plainText } from "../../../ui/plain-text.ts";
import { SourceText } from "../../../ui/source-text.tsx";
import { FieldLabel } from "./field-label.tsx";
import type { FieldControlProps } from "./registry.tsx";

/** So many can be taken in at a glance; more of them go into a list that opens. */
const mostRadios = 6;

/** One of the options that the source offers (R86). Choosing sends nothing by itself. */
export function ChoiceField(props: FieldControlProps) {
  return (props.field.options?.length ?? 0) > mostRadios ? <Listbox {...props} /> : <Radios {...props} />;
}

function Radios({ field, id, name, error, rejectedBy, readOnly }: FieldControlProps) {
  return (
    <fieldset
      data-slot="field"
      role="radiogroup"
      data-invalid={error || rejectedBy ? "" : undefined}
      aria-labelledby={`${id}-label`}
      aria-describedby={error ? `${id}-error` : rejectedBy}
      aria-invalid={error || rejectedBy ? true : undefined}
      aria-required
    >
      <span data-slot="label" id={`${id}-label`}>
        <FieldLabel label={field.label} generic="interaction.choice" />
      </span>
      <div data-slot="options">
        {field.options?.map((option, index) => (
          <label key={index} data-slot="option" htmlFor={`${id}-${index}`}>
            <input
              id={`${id}-${index}`}
              name={name}
              type="radio"
              data-slot="radio"
              value={index}
              // While it is being sent the choice stays as it is; a disabled input would lose the focus.
              onClick={readOnly ? (event) => event.preventDefault() : undefined}
            />
            <SourceText>{option.label}</SourceText>
          </label>
        ))}
      </div>
      <FieldMessages id={id} error={error} />
    </fieldset>
  );
}

/** A list knows no `readonly`, and a disabled one would lose the focus and its answer: what was chosen is held in place. */
function useHeldChoice(held: boolean) {
  const list = useRef<HTMLSelectElement>(null);
  const chosen = useRef(0);
  useLayoutEffect(() => {
    if (held) chosen.current = list.current?.selectedIndex ?? 0;
  }, [held]);
  if (!held) return { ref: list };
  const refuse = (event: KeyboardEvent | MouseEvent) => event.preventDefault();
  return {
    ref: list,
    "aria-disabled": true,
    onMouseDown: refuse,
    onKeyDown(event: KeyboardEvent) {
      if (event.key !== "Tab" && event.key !== "Escape") refuse(event);
    },
    onChange() {
      if (list.current) list.current.selectedIndex = chosen.current;
    },
  };
}

function Listbox({ field, id, name, error, rejectedBy, readOnly }: FieldControlProps) {
  const t = useCopy();
  const held = useHeldChoice(readOnly);
  return (
    <Field id={id} label={<FieldLabel label={field.label} generic="interaction.choice" />} error={error} rejectedBy={rejectedBy}>
      {(control) => (
        <div data-slot="select">
          <select {...control} {...held} name={name} data-slot="input" defaultValue="">
            <option value="" disabled>
              {t("interaction.choose")}
            </option>
            {field.options?.map((option, index) => (
              <option key={index} value={index} lang="" dir="auto">
                {plainText(option.label)}
              </option>
            ))}
          </select>
          <ChevronIcon />
        </div>
      )}
    </Field>
  );
}
