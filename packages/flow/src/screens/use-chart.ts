import { useCallback, useSyncExternalStore } from "react";
import type { FlowSnapshot } from "../screen.ts";
import type { Session } from "../session.ts";
import type { Settings } from "../settings.ts";

/** The chart's snapshot, drawn again whenever it changes. */
export function useChart(session: Session): FlowSnapshot {
  const { chart } = session;
  const subscribe = useCallback(
    (run: () => void) => {
      const subscription = chart.subscribe(run);
      return () => subscription.unsubscribe();
    },
    [chart],
  );
  const read = () => chart.getSnapshot();
  return useSyncExternalStore(subscribe, read, read);
}

/** What the host set, drawn again whenever the host changes it. */
export function useSettings(session: Session): Settings {
  const { settings } = session;
  return useSyncExternalStore(settings.subscribe, settings.current, settings.current);
}
