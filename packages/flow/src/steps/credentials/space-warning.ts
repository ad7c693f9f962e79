import { useState } from "react";
import type { FormEvent } from "react";

const outerSpace = /^\s|\s$/u;

/**
 * Tells of a space at an end of what was typed, once the field is left: easily pasted along, and never taken away by us,
 * since it may belong there (T30). Only whether there is one is kept, not the text.
 */
export function useSpaceWarning() {
  const [present, setPresent] = useState(false);
  const look = (event: FormEvent<HTMLInputElement>) => setPresent(outerSpace.test(event.currentTarget.value));
  return {
    present,
    handlers: {
      onBlur: look,
      // While typing it only goes away: between two words a space is at the end for a moment.
      onInput: (event: FormEvent<HTMLInputElement>) => {
        if (present) look(event);
      },
    },
  };
}
