import { useEffect, useState } from "react";
import { persistently } from "../persistently.ts";
import type { Session } from "../session.ts";
import { useSettings } from "./use-chart.ts";

/** The code of the live view: fetched by those who see it, and by nobody else. */
type Live = typeof import("./live-screen.tsx");

let loaded: Live | null = null;

async function loadLive(): Promise<void> {
  loaded ??= await import("./live-screen.tsx");
}

/** The live view's code; `null` while it is on the way, or not wanted: the host asked for the status, or there is no run yet. */
export function useLive(session: Session, isRunning: boolean): Live | null {
  const { taskRunView } = useSettings(session);
  const isWanted = isRunning && taskRunView === "live";
  const { clock } = session.tools;
  const [, draw] = useState(0);
  useEffect(() => {
    if (!isWanted || loaded !== null) return undefined;
    let left = false;
    persistently(loadLive, clock, () => left).then(
      () => draw((count) => count + 1),
      () => {},
    );
    return () => {
      left = true;
    };
  }, [isWanted, clock]);
  return isWanted ? loaded : null;
}
