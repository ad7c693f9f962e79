import type { Clock } from "@deck-auth/contract";
import type { HostMessageBody, SourceIndexItem } from "@deck-auth/contract/messages";

type Part = Extract<HostMessageBody, { type: "sources" }>["data"];

/** Milliseconds that the host may take to hand the index over before the pages are walked after all. */
const patience = 10_000;

/** More parts than this nobody needs: a part holds some hundred sources. */
export const mostParts = 1_000;

/** `awaited`: the host will hand over an index. `none`: it will not, so the pages are walked. Else the whole index. */
export type Handed = "awaited" | "none" | readonly SourceIndexItem[];

/** The index of sources that the host's page hands over when it was given `sourcesUrl` (design 3.1). */
export interface HandedSources {
  current(): Handed;
  /** The host says that it will hand one over. */
  expect(): void;
  receive(part: Part): void;
  subscribe(run: () => void): () => void;
  stop(): void;
}

/**
 * Puts the parts together, in whatever order they come. `of: 0` says that the host could not get the index. A late index is
 * taken even after the walk began: it is whole at once.
 */
export function createHandedSources(clock: Clock): HandedSources {
  const listeners = new Set<() => void>();
  let handed: Handed = "none";
  let parts = new Map<number, readonly SourceIndexItem[]>();
  let expected = 0;
  let cancelPatience = () => {};

  function become(next: Handed): void {
    cancelPatience();
    handed = next;
    for (const run of listeners) run();
  }

  return {
    current: () => handed,
    expect() {
      handed = "awaited";
      cancelPatience = clock.after(patience, () => become("none"));
    },
    receive({ part, of, items }) {
      if (of === 0 && handed === "awaited") become("none");
      if (!Number.isInteger(of) || of > mostParts || !Number.isInteger(part) || part < 1 || part > of) return;
      // Another count is another index: what came of the one before does not belong to it.
      if (of !== expected) parts = new Map();
      expected = of;
      parts.set(part, items);
      if (parts.size === of) become([...parts].sort(([one], [other]) => one - other).flatMap(([, some]) => some));
    },
    subscribe(run) {
      listeners.add(run);
      return () => listeners.delete(run);
    },
    stop: () => cancelPatience(),
  };
}
