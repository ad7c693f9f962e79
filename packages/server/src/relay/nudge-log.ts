import type { BusNudge, Nudge, Subscriber } from "./bus.ts";

interface Listener {
  taskRunId: string;
  subscriber: Subscriber;
  lastId: string | null;
  /** Nudges up to this place are known to it. */
  after: number;
}

/** The newest nudges in their order, each with a place, and who listens to which run. */
export interface NudgeLog {
  /** Name of the counting: places of another one say nothing. Empty: nothing was counted yet. `null` until {@link begin}. */
  readonly epoch: string | null;
  /** Place of the newest nudge here. */
  readonly position: number;
  /**
   * Begins a counting: nudges after place `floor` follow, up to `newest` they happened before now. Who already listened is
   * told that something may be missing, unless nothing was counted before.
   */
  begin(epoch: string, floor: number, newest: number): void;
  /** Adds the nudge at this place. Places that were jumped over are gone: everybody is told to read anew. */
  append(place: number, nudge: Nudge): void;
  /** See {@link Bus.subscribe}. */
  subscribe(taskRunId: string, lastId: string | null, subscriber: Subscriber): () => void;
  /** Tells whoever listens to this run to read it, without a place. */
  hint(taskRunId: string): void;
  /** Tells everybody to read anew. */
  everybodyMissed(): void;
}

const idShape = /^([a-z0-9]{1,32})-(\d{1,15})$/;

/** @param kept so many nudges stay for pages that come back. @param tell calls each of these, at once or over a while. */
export function createNudgeLog(kept: number, tell: (missed: (() => void)[]) => void): NudgeLog {
  const nudges = new Map<number, BusNudge>();
  const placesOf = new Map<string, number[]>();
  const listenersOf = new Map<string, Set<Listener>>();
  let epoch: string | null = null;
  let floor = 0;
  let position = 0;
  let newest = 0;

  const all = () => [...listenersOf.values()].flatMap((listeners) => [...listeners]);

  function everybodyMissed(): void {
    const known = new Set(all());
    tell([...known].map((listener) => () => {
      // It may have left while others were told.
      if (listenersOf.get(listener.taskRunId)?.has(listener)) listener.subscriber.missed();
    }));
  }

  /** Where a page goes on, given what it saw last; `null` when that cannot be known. */
  function placeOf(id: string): number | null {
    const [, ofEpoch, place] = idShape.exec(id) ?? [];
    const found = ofEpoch === epoch && place !== undefined ? Number(place) : null;
    return found !== null && found >= floor && found <= Math.max(newest, position) ? found : null;
  }

  /** Brings a listener up to date. */
  function place(listener: Listener): void {
    listener.after = Math.max(newest, position);
    if (listener.lastId === null) return;
    const from = placeOf(listener.lastId);
    if (from === null) return listener.subscriber.missed();
    listener.after = from;
    for (const each of placesOf.get(listener.taskRunId) ?? []) {
      const nudge = each > from ? nudges.get(each) : undefined;
      if (nudge !== undefined) listener.subscriber.nudge(nudge);
    }
  }

  function forgetOldest(): void {
    floor += 1;
    const oldest = nudges.get(floor);
    if (oldest === undefined) return;
    nudges.delete(floor);
    const places = placesOf.get(oldest.taskRunId);
    places?.shift();
    if (places?.length === 0) placesOf.delete(oldest.taskRunId);
  }

  function begin(nextEpoch: string, nextFloor: number, nextNewest: number): void {
    const isFirst = epoch === null;
    const goesOn = epoch === "";
    nudges.clear();
    placesOf.clear();
    epoch = nextEpoch;
    floor = nextFloor;
    position = nextFloor;
    newest = nextNewest;
    // Who listened before there was anything to count missed nothing.
    if (goesOn) return;
    if (!isFirst) everybodyMissed();
    for (const listener of all()) {
      if (isFirst) place(listener);
      else listener.after = newest;
    }
  }

  return {
    get epoch() {
      return epoch;
    },
    get position() {
      return position;
    },
    begin,
    everybodyMissed,
    append(at, { taskRunId, type }) {
      if (epoch === null || at <= position) return;
      if (at !== position + 1) begin(epoch, at - 1, at - 1);
      position = at;
      const nudge = { id: `${epoch}-${at}`, taskRunId, type };
      nudges.set(at, nudge);
      const places = placesOf.get(taskRunId) ?? [];
      placesOf.set(taskRunId, places);
      places.push(at);
      if (nudges.size > kept) forgetOldest();
      for (const { after, subscriber } of listenersOf.get(taskRunId) ?? []) if (at > after) subscriber.nudge(nudge);
    },
    subscribe(taskRunId, lastId, subscriber) {
      const listening = listenersOf.get(taskRunId) ?? new Set();
      listenersOf.set(taskRunId, listening);
      const listener = { taskRunId, subscriber, lastId, after: Number.POSITIVE_INFINITY };
      listening.add(listener);
      if (epoch !== null) place(listener);
      return () => {
        listening.delete(listener);
        if (listening.size === 0 && listenersOf.get(taskRunId) === listening) listenersOf.delete(taskRunId);
      };
    },
    hint(taskRunId) {
      for (const { subscriber } of listenersOf.get(taskRunId) ?? []) subscriber.missed();
    },
  };
}
