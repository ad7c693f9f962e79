import { useEffect, useId, useLayoutEffect, useRef, useState } from "react";
import type { InputHTMLAttributes, ReactNode, RefObject } from "react";
import { useAnnounce } from "./announcer.tsx";
import { Field } from "./field.tsx";
import { EyeIcon, EyeOffIcon } from "./icons.tsx";

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
