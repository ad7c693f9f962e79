import { useEffect, useRef, useState } from "react";

/** Milliseconds that a flow may take to show itself, before the dialog offers a way out of its own. */
const patience = 2_000;

/** Whether an open dialog has nothing to show for itself: its flow, with its close button, is slow to come or does not come at all. */
export function useStuck(isOpen: boolean): { isStuck: boolean; failed(): void; answered(): void } {
  const [isStuck, setStuck] = useState(false);
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    if (!isOpen) return undefined;
    waiting.current = setTimeout(() => setStuck(true), patience);
    return () => {
      clearTimeout(waiting.current);
      setStuck(false);
    };
  }, [isOpen]);
  return {
    isStuck,
    failed: () => setStuck(true),
    answered() {
      clearTimeout(waiting.current);
      setStuck(false);
    },
  };
}
