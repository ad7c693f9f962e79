import { useState } from "react";
import type { KeyboardEvent, MouseEvent } from "react";

const touched = "(hover: none) and (pointer: coarse)";

/**
 * Whether Caps Lock is on, as far as keys and clicks inside a field tell. A phone's own keyboard shows it on its key, and some
 * of them say so of a capital at the beginning of a word: nothing is said there (goal M32).
 */
export function useCapsLock() {
  const [on, setOn] = useState(false);
  const look = (event: KeyboardEvent | MouseEvent) => setOn(event.getModifierState("CapsLock") && !matchMedia(touched).matches);
  return { on, handlers: { onKeyDown: look, onKeyUp: look, onClick: look } };
}
