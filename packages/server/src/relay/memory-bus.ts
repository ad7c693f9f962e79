import type { Bus, BusNudge, Subscriber } from "./bus.ts";

/** So many nudges are kept for pages that come back. */
const kept = 1_000;

/** For one process. When more than one serves your app, a webhook reaches one of them and a page may listen to another. */
export function memoryBus(): Bus {
  // Another one for each process, so that a page that comes back to a new one is not told that it missed nothing.
  const epoch = crypto.randomUUID().slice(0, 8);
  const subscribers = new Map<string, Set<Subscriber>>();
  const recent: BusNudge[] = [];
  let count = 0;

  /** How many nudges came up to this id; `null` for an id of another bus. */
  function placeOf(id: string): number | null {
    const [ofEpoch, place] = id.split("-");
    return ofEpoch === epoch && place !== undefined && /^\d{1,15}$/.test(place) && Number(place) <= count ? Number(place) : null;
  }

  return {
    async publish({ taskRunId, type }) {
      count += 1;
      const nudge = { id: `${epoch}-${count}`, taskRunId, type };
      recent.push(nudge);
      if (recent.length > kept) recent.shift();
      for (const subscriber of subscribers.get(taskRunId) ?? []) subscriber.nudge(nudge);
    },
    subscribe(taskRunId, lastId, subscriber) {
      const listening = subscribers.get(taskRunId) ?? new Set();
      subscribers.set(taskRunId, listening);
      listening.add(subscriber);
      if (lastId !== null) {
        const place = placeOf(lastId);
        // The oldest that is kept follows on what the page saw last, or something may be gone.
        if (place === null || place < count - recent.length) subscriber.missed();
        else for (const nudge of recent.slice(recent.length - (count - place))) if (nudge.taskRunId === taskRunId) subscriber.nudge(nudge);
      }
      return () => {
        listening.delete(subscriber);
        if (listening.size === 0 && subscribers.get(taskRunId) === listening) subscribers.delete(taskRunId);
      };
    },
  };
}
