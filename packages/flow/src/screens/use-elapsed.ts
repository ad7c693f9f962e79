import type { Clock } from "@deck-auth/contract";
import { useEffect, useState } from "react";
import type { Session } from "../session.ts";
import type { Elapsed } from "../ui/use-status.ts";
import type { Wait } from "../ui/wait-note.tsx";
import { useChart } from "./use-chart.ts";

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

/** The same, of what the flow waits for while it is `isBusy`; or that it waits for the network. */
export function useWait(session: Session, isBusy: boolean): Wait {
  const { trouble } = useChart(session).context;
  const isOffline = isBusy && trouble === "offline";
  const elapsed = useElapsed(session.tools.clock, steps, isBusy && !isOffline);
  return isOffline ? "offline" : elapsed;
}
