import { useCallback, useSyncExternalStore } from "react";
import type { FlowSnapshot } from "../screen.ts";
import type { Session } from "../session.ts";
import type { Settings } from "../settings.ts";

// The third function is asked while React takes over the pre-rendered shell, which was drawn before anything had begun. The
// host may be known by then; what it changed is drawn right after.

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
  return useSyncExternalStore(
    subscribe,
    () => chart.getSnapshot(),
    () => session.before.snapshot,
  );
}

/** What the host set, drawn again whenever the host changes it. */
export function useSettings(session: Session): Settings {
  const { settings } = session;
  return useSyncExternalStore(settings.subscribe, settings.current, () => session.before.settings);
}
