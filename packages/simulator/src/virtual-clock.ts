import type { Clock } from "@deck-auth/contract";

/** A clock that stands still until it is moved. */
export interface VirtualClock extends Clock {
  /**
   * Moves time by this many milliseconds. Timers that fall due run in order, each at its own instant, and promises settle
   * between them. No real time passes.
   */
  advance(milliseconds: number): Promise<void>;
}

/** 2025-01-15T09:30:00Z, the instant of Deck's own samples. */
export const sampleInstant = Date.UTC(2025, 0, 15, 9, 30, 0);

/** Lets everything that is ready to go on do so: one trip through the event loop drains all settled promises. */
const nextTurn = () =>
  new Promise<void>((resolve) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => {
      channel.port1.close();
      resolve();
    };
    channel.port2.postMessage(null);
  });

/** In a page other work than promises waits as well, such as what React has put off: all of it comes before what has the least priority. */
const untilNobodyElseWaits = async () => {
  if (typeof scheduler !== "undefined") await scheduler.postTask(() => {}, { priority: "background" });
};

const letPromisesSettle = async () => {
  for (let turn = 0; turn < 3; turn += 1) await nextTurn();
  await untilNobodyElseWaits();
};

/**
 * A clock for tests: nothing passes by itself, so nothing has to be slept for.
 *
 * @param start milliseconds since 1970; default: the instant of Deck's samples
 */
export const createVirtualClock = (start: number = sampleInstant): VirtualClock => {
  let now = start;
  let order = 0;
  const timers = new Map<number, { at: number; run: () => void }>();

  const nextDue = (until: number) => {
    let next: [number, { at: number; run: () => void }] | undefined;
    for (const entry of timers) {
      if (entry[1].at <= until && (next === undefined || entry[1].at < next[1].at)) next = entry;
    }
    return next;
  };

  return {
    now: () => now,
    after(milliseconds, run) {
      order += 1;
      const key = order;
      timers.set(key, { at: now + Math.max(0, milliseconds), run });
      return () => void timers.delete(key);
    },
    async advance(milliseconds) {
      const target = now + milliseconds;
      await letPromisesSettle();
      for (let due = nextDue(target); due !== undefined; due = nextDue(target)) {
        timers.delete(due[0]);
        now = Math.max(now, due[1].at);
        due[1].run();
        await letPromisesSettle();
      }
      now = target;
      await letPromisesSettle();
    },
  };
};
