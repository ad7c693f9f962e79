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
  // A fresh object each time the index has grown, so that what was found is looked up again.
  const [indexed, setIndexed] = useState<Indexed>(() => ({ index: createSearchIndex(), last: undefined }));
  const newest = useRef(indexed);

  useEffect(() => {
    let cancel = (): void => {};
    const step = (): void => {
      const { index, last } = newest.current;
      // Another list, not more of the same: begin anew.
      const grown = sources[index.size - 1]?.id === last ? index : createSearchIndex();
      grown.add(sources.slice(grown.size, grown.size + slice));
      newest.current = { index: grown, last: sources[grown.size - 1]?.id };
      setIndexed(newest.current);
      if (grown.size < sources.length) cancel = clock.after(0, step);
    };
    step();
    return () => cancel();
  }, [sources, clock]);

  const searching = /[\p{L}\p{N}]/u.test(query);
  return useMemo(
    () => (searching ? { ...indexed.index.search(query, mostRanked), searching } : { rows: sources, total: sources.length, searching }),
    [sources, query, searching, indexed],
  );
}

interface Indexed {
  index: SearchIndex;
  /** The id of the last source in it. */
  last: string | undefined;
}
