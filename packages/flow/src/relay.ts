/** What the host's page says of the event stream behind `eventsUrl`: nudges, and whether it stands at all. */
export interface Relay {
  /** While it stands the run need not be read often: a nudge comes when there is something to read. */
  isLive(): boolean;
  setLive(live: boolean): void;
  nudge(): void;
  /** Called at each nudge, and when the stream is lost: what it might have said has to be read. */
  onNudge(run: () => void): () => void;
}

export function createRelay(): Relay {
  const listeners = new Set<() => void>();
  let live = false;
  const nudge = () => {
    for (const run of listeners) run();
  };
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
