import type { Clock } from "@deck-auth/contract";

/** What the host's page says of the event stream behind `eventsUrl`: nudges, and whether it stands at all. */
export interface Relay {
  /** While it stands the run need not be read often: a nudge comes when there is something to read. */
  isLive(): boolean;
  setLive(live: boolean): void;
  nudge(): void;
  /** Called at a nudge, once a second at most and after the last one in any case, and when the stream is lost: what it might have said has to be read. */
  onNudge(run: () => void): () => void;
}

/** A second for all nudges of a host together: each is a read, and all hosts' reads share one organization's limit (T4). */
const betweenNudges = 1_000;

export function createRelay(clock: Clock): Relay {
  const listeners = new Set<() => void>();
  let live = false;
  let isQuiet = false;
  let missed = false;
  function nudge(): void {
    missed = isQuiet;
    if (isQuiet) return;
    isQuiet = true;
    for (const run of listeners) run();
    clock.after(betweenNudges, () => {
      isQuiet = false;
      // What the last nudge told of may have come after the read that the first one led to.
      if (missed) nudge();
    });
  }
  return {
    isLive: () => live,
    setLive(next) {
      const lost = live && !next;
      live = next;
      if (lost) nudge();
    },
    nudge,
    onNudge(run) {
      listeners.add(run);
      return () => listeners.delete(run);
    },
  };
}
