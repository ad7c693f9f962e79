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
   * told that something may be missing, unless nothing was counted before. The first time this is so for who knows no place:
   * of what is counted up to `newest`, something may have happened after it began to listen.
   */
  begin(epoch: string, floor: number, newest: number): void;
  /**
   * Adds the nudge at this place. Places that were jumped over are gone: everybody is told to read anew. `tag` is a word of its own that
   * tells it from another one that had the same place in a history that was lost.
   */
  append(place: number, nudge: Nudge, tag?: string): void;
  /** The tag of the nudge at {@link position}; `null` while none is held there. */
  readonly tag: string | null;
  /** See {@link Bus.subscribe}. */
  subscribe(taskRunId: string, lastId: string | null, subscriber: Subscriber): () => void;
  /** Tells whoever listens to this run to read it, without a place. */
  hint(taskRunId: string): void;
  /** Tells everybody to read anew. */
  everybodyMissed(): void;
}

const idShape = /^([a-z0-9]{1,32})-(\d{1,15})(?:-([a-z0-9]{1,16}))?$/;

/** @param kept so many nudges stay for pages that come back. @param tell calls each of these, at once or over a while. */
export function createNudgeLog(kept: number, tell: (missed: (() => void)[]) => void): NudgeLog {
  const nudges = new Map<number, BusNudge & { tag: string }>();
  const placesOf = new Map<string, number[]>();
  const listenersOf = new Map<string, Set<Listener>>();
  /** Who named a nudge that was not read yet, by its place: another one may stand there. */
  const doubtful = new Map<number, { listener: Listener; tag: string }[]>();
  let epoch: string | null = null;
  let floor = 0;
  let position = 0;
  let newest = 0;

  const all = () => [...listenersOf.values()].flatMap((listeners) => [...listeners]);

  function tellMissed(listeners: readonly Listener[]): void {
    tell(listeners.map((listener) => () => {
      // It may have left while others were told.
      if (listenersOf.get(listener.taskRunId)?.has(listener)) listener.subscriber.missed();
    }));
  }

  const everybodyMissed = () => tellMissed(all());

  /** Where a page goes on, given what it saw last, and the tag of that; `null` when that cannot be known. */
  function placeOf(id: string): { found: number; tag: string } | null {
    const [, ofEpoch, place, tag = ""] = idShape.exec(id) ?? [];
    const found = ofEpoch === epoch && place !== undefined ? Number(place) : null;
    if (found === null || found < floor || found > Math.max(newest, position)) return null;
    // Another one may stand there since a Redis that was behind took over.
    return (nudges.get(found)?.tag ?? tag) === tag ? { found, tag } : null;
  }

  /** Brings a listener up to date. */
  function place(listener: Listener): void {
    listener.after = Math.max(newest, position);
    if (listener.lastId === null) return;
    const from = placeOf(listener.lastId);
    if (from === null) return listener.subscriber.missed();
    const { found, tag } = from;
    listener.after = found;
    if (found > position) doubtful.set(found, [...(doubtful.get(found) ?? []), { listener, tag }]);
    // The newest one says it all, read your run; and a hundred might be more than a page may leave unread.
    const last = placesOf.get(listener.taskRunId)?.at(-1) ?? 0;
    const nudge = last > found ? nudges.get(last) : undefined;
    if (nudge !== undefined) listener.subscriber.nudge(nudge);
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
    doubtful.clear();
    epoch = nextEpoch;
    floor = nextFloor;
    position = nextFloor;
    newest = nextNewest;
    // Who listened before there was anything to count missed nothing.
    if (goesOn) return;
    const listening = all();
    // An empty counting holds nothing that anybody could have missed.
    tellMissed(isFirst ? listening.filter(({ lastId }) => lastId === null && epoch !== "") : listening);
    for (const listener of listening) {
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
    get tag() {
      return nudges.get(position)?.tag ?? null;
    },
    begin,
    everybodyMissed,
    append(at, { taskRunId, type }, tag = "") {
      if (epoch === null || at <= position) return;
      if (at !== position + 1) begin(epoch, at - 1, at - 1);
      position = at;
      const nudge = { id: `${epoch}-${at}${tag === "" ? "" : `-${tag}`}`, taskRunId, type, tag };
      nudges.set(at, nudge);
      const places = placesOf.get(taskRunId) ?? [];
      placesOf.set(taskRunId, places);
      places.push(at);
      if (nudges.size > kept) forgetOldest();
      tellMissed((doubtful.get(at) ?? []).flatMap((named) => (named.tag === tag ? [] : [named.listener])));
      doubtful.delete(at);
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
