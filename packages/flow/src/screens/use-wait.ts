import type { Session } from "../session.ts";
import type { Wait } from "../ui/wait-note.tsx";
import { useChart } from "./use-chart.ts";
import { useElapsed } from "./use-elapsed.ts";

/** How what a form has sent stands, while it `isBusy`: on its way for so long, or waiting for the network. */
export function useWait(session: Session, isBusy: boolean): Wait {
  const { trouble } = useChart(session).context;
  const isOffline = isBusy && trouble === "offline";
  const elapsed = useElapsed(session.tools.clock, undefined, isBusy && !isOffline);
  return isOffline ? "offline" : elapsed;
}
