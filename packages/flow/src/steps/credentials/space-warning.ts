import { useState } from "react";
import type { FocusEvent, FormEvent } from "react";

const outerSpace = /^\s|\s$/u;

/** Runs now, or once a button that is being pressed has been let go: nothing may move under a pointer on its way to a click. */
function whenNothingIsPressed(run: () => void): void {
  if (document.querySelector(":active") === null) {
    run();
    return;
  }
  const released = new AbortController();
  for (const type of ["pointerup", "click"]) {
    window.addEventListener(
      type,
      () => {
        released.abort();
        requestAnimationFrame(run);
      },
      { capture: true, signal: released.signal },
    );
  }
}

/**
 * Tells of a space at an end of what was typed, once the field is left: easily pasted along, and never taken away by us,
 * since it may belong there (T30). Only whether there is one is kept, not the text.
 */
export function useSpaceWarning() {
  const [present, setPresent] = useState(false);
  return {
    present,
    handlers: {
      onBlur({ currentTarget }: FocusEvent<HTMLInputElement>) {
        whenNothingIsPressed(() => setPresent(outerSpace.test(currentTarget.value)));
      },
      // While typing it only goes away: between two words a space is at the end for a moment.
      onInput({ currentTarget }: FormEvent<HTMLInputElement>) {
        if (present) setPresent(outerSpace.test(currentTarget.value));
      },
    },
  };
}
