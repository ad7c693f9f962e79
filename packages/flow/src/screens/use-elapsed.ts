import type { Clock } from "@deck-auth/contract";
import { useEffect, useState } from "react";
import type { Elapsed } from "../ui/use-status.ts";

/** After these waits the person is told that it is still going on (F8). */
const steps = { long: 5_000, veryLong: 15_000 };

/** How long it has been going on, since the last time that it began. */
export function useElapsed(clock: Clock, { long, veryLong }: typeof steps = steps, isGoingOn = true): Elapsed {
  const [elapsed, setElapsed] = useState<Elapsed>("soon");
  useEffect(() => {
    setElapsed("soon");
    if (!isGoingOn) return undefined;
    const stopLong = clock.after(long, () => setElapsed("long"));
    const stopVeryLong = clock.after(veryLong, () => setElapsed("very-long"));
    return () => {
      stopLong();
      stopVeryLong();
    };
  }, [clock, long, veryLong, isGoingOn]);
  return isGoingOn ? elapsed : "soon";
}
