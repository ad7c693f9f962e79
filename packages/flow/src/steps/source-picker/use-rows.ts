import type { Clock } from "@deck-auth/contract";
import { useEffect, useMemo, useRef, useState } from "react";
import { createSearchIndex } from "./search-index.ts";
import type { SearchIndex } from "./search-index.ts";
import type { PickableSource } from "./source.ts";

/** At most this many ranked rows: who sees none of them types another letter. */
export const mostRanked = 50;

/** Indexed in one go; 2 ms on a slow phone, so that typing is never held up (P8). */
const slice = 500;

interface Rows {
  /** What to show: the matches, best first, or all sources when nothing is searched for. */
  rows: readonly PickableSource[];
  /** How many match, shown or not. */
  total: number;
  /** Whether a search is on. */
  searching: boolean;
}

/** The rows for what was typed. The index follows the sources as they arrive, a slice at a time. */
export function useRows(sources: readonly PickableSource[], query: string, clock: Clock): Rows {
  const index = useRef<SearchIndex | null>(null);
  const last = useRef<string | undefined>(undefined);
  const [indexed, setIndexed] = useState(0);

  useEffect(() => {
    let cancel = (): void => {};
    const step = (): void => {
      // Another list, not more of the same: begin anew.
      if (index.current === null || sources[index.current.size - 1]?.id !== last.current) index.current = createSearchIndex();
      const from = index.current.size;
      const more = sources.slice(from, from + slice);
      index.current.add(more);
      last.current = sources[index.current.size - 1]?.id;
      setIndexed(index.current.size);
      if (index.current.size < sources.length) cancel = clock.after(0, step);
    };
    step();
    return () => cancel();
  }, [sources, clock]);

  const searching = /[\p{L}\p{N}]/u.test(query);
  return useMemo(() => {
    if (!searching) return { rows: sources, total: sources.length, searching };
    const found = index.current?.search(query, mostRanked) ?? { rows: [], total: 0 };
    return { ...found, searching };
    // `indexed` stands for what the index holds.
  }, [sources, query, searching, indexed]);
}
