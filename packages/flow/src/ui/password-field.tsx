import { useEffect, useId, useLayoutEffect, useRef, useState } from "react";
import type { InputHTMLAttributes, ReactNode, RefObject } from "react";
import { useAnnounce } from "./announcer.tsx";
import { Field } from "./field.tsx";
import { icon } from "./icons.tsx";

const EyeIcon = icon(
  "eye",
  <>
    <path d="M1.75 10S4.75 4.25 10 4.25 18.25 10 18.25 10 15.25 15.75 10 15.75 1.75 10 1.75 10Z" />
    <circle cx="10" cy="10" r="2.5" />
  </>,
);
const EyeOffIcon = icon(
  "eye-off",
  <>
    <path d="M8.2 4.45A7.6 7.6 0 0 1 10 4.25c5.25 0 8.25 5.75 8.25 5.75a14.6 14.6 0 0 1-2.1 2.8M5.4 5.85C3 7.4 1.75 10 1.75 10S4.75 15.75 10 15.75a8 8 0 0 0 4.2-1.25" />
    <path d="M8.25 8.2a2.5 2.5 0 0 0 3.5 3.55M2.5 2.5l15 15" />
  </>,
);

export interface PasswordFieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, "value" | "defaultValue" | "type" | "id"> {
  label: ReactNode;
  hint?: ReactNode;
  error?: string | null;
  warning?: string | null;
  rejectedBy?: string | undefined;
  id?: string;
  /** Name of the button that shows and hides; said together with whether it is pressed. */
  revealLabel: string;
  /** Announced when what was typed becomes visible, and masked again. */
  shownText: string;
  hiddenText: string;
  inputRef?: RefObject<HTMLInputElement | null>;
}

/**
 * Masked text that can be shown. It masks itself again when the form is submitted, when the focus leaves it, and when the
 * page is hidden or left (its picture stands in the list of open apps) (T28).
 */
export function PasswordField(props: PasswordFieldProps) {
  const { label, hint, error, warning, rejectedBy, id, revealLabel, shownText, hiddenText, inputRef, ...rest } = props;
  const announce = useAnnounce();
  const ownRef = useRef<HTMLInputElement>(null);
  const input = inputRef ?? ownRef;
  const caret = useRef<readonly [number | null, number | null] | null>(null);
  const [shown, setShown] = useState(false);
  const buttonId = useId();

  const toggle = () => {
    const element = input.current;
    // Some browsers move the caret to an end when the type changes.
    if (element) caret.current = [element.selectionStart, element.selectionEnd];
    setShown(!shown);
    announce(shown ? hiddenText : shownText);
  };

  useLayoutEffect(() => {
    if (caret.current) input.current?.setSelectionRange(...caret.current);
    caret.current = null;
  }, [shown, input]);

  useEffect(() => {
    if (!shown) return undefined;
    const stopping = new AbortController();
    const { signal } = stopping;
    const hide = () => setShown(false);
    const form = input.current?.form;
    const onFocusOut = ({ relatedTarget }: FocusEvent) => {
      if (!(relatedTarget instanceof Node && form?.contains(relatedTarget))) hide();
    };
    form?.addEventListener("focusout", onFocusOut, { signal });
    form?.addEventListener("submit", hide, { signal });
    document.addEventListener("visibilitychange", hide, { signal });
    window.addEventListener("pagehide", hide, { signal });
    return () => stopping.abort();
  }, [shown, input]);

  return (
    <Field label={label} hint={hint} error={error} warning={warning} rejectedBy={rejectedBy} {...(id === undefined ? {} : { id })}>
      {(control) => (
        <div data-slot="password">
          <input
            autoCapitalize="none"
            autoCorrect="off"
            spellCheck={false}
            {...rest}
            {...control}
            ref={input}
            type={shown ? "text" : "password"}
            data-slot="input"
          />
          <button
            id={buttonId}
            type="button"
            data-slot="icon-button"
            aria-label={revealLabel}
            title={revealLabel}
            aria-pressed={shown}
            aria-controls={control.id}
            // The input keeps the focus, and the keyboard of a phone stays up.
            onPointerDown={(event) => event.preventDefault()}
            onMouseDown={(event) => event.preventDefault()}
            onClick={toggle}
          >
            {shown ? <EyeOffIcon /> : <EyeIcon />}
          </button>
        </div>
      )}
    </Field>
  );
}
