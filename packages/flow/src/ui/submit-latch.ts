import { useEffect, useRef, useState } from "react";

/**
 * Lets one submission through at a time. A ref, not state: two submits in one tick both see the same state (F3). Opens
 * again with the next drawing in which nothing is `busy`.
 */
export function useSubmitLatch(busy: boolean): { take(): boolean } {
  const taken = useRef(false);
  const [, draw] = useState(0);
  useEffect(() => {
    taken.current = busy;
  });
  return {
    take() {
      if (taken.current || busy) return false;
      taken.current = true;
      // Also when nobody else draws because of it, so that the latch opens again.
      draw((count) => count + 1);
      return true;
    },
  };
}
