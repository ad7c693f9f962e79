import { useState } from "react";
import type { KeyboardEvent, MouseEvent } from "react";

/** Whether Caps Lock is on, as far as keys and clicks inside a field tell. Phones have no such key and say nothing. */
export function useCapsLock() {
  const [on, setOn] = useState(false);
  const look = (event: KeyboardEvent | MouseEvent) => setOn(event.getModifierState("CapsLock"));
  return { on, handlers: { onKeyDown: look, onKeyUp: look, onClick: look } };
}
