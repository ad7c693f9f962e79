import { useCallback, useEffect, useRef, useState } from "react";
import type { RefObject } from "react";
import type { Sight } from "./visible-rows.ts";

/** Until the first row can be measured: six rows, as high as the style makes them (`--deck-picker-row`), so that none moves then. */
const assumed: Sight = { top: 0, height: 360, rowHeight: 60 };

interface SightOfList {
  list: RefObject<HTMLDivElement | null>;
  /** As of the last drawing: as fine as a row, so that scrolling within a row draws nothing. */
  sight: Sight;
  /** As of now. */
  look(): Sight;
  /** Moves the list, and the sight with it at once, so that a row is drawn before anything points at it. */
  scrollTo(top: number): void;
}

/** Which part of the scrolling list is in sight. Follows the wheel, a larger text, a narrower frame. */
export function useSight(drawn: boolean): SightOfList {
  const list = useRef<HTMLDivElement>(null);
  const measured = useRef(assumed);
  const [sight, setSight] = useState(assumed);

  const look = useCallback((): Sight => ({ ...measured.current, top: list.current?.scrollTop ?? 0 }), []);
  const show = useCallback((next: Sight): void => {
    setSight((before) => {
      const same = before.height === next.height && before.rowHeight === next.rowHeight;
      return same && Math.floor(before.top / before.rowHeight) === Math.floor(next.top / next.rowHeight) ? before : next;
    });
  }, []);
  const scrollTo = useCallback(
    (top: number): void => {
      if (list.current !== null) list.current.scrollTop = top;
      show({ ...look(), top });
    },
    [look, show],
  );

  useEffect(() => {
    const element = list.current;
    if (!drawn || element === null) return undefined;
    const measure = (): void => {
      const row = element.querySelector("[role=option]")?.getBoundingClientRect().height;
      // Not while hidden: a row of no height would mean rows without end.
      if (row && element.clientHeight > 0) measured.current = { top: 0, height: element.clientHeight, rowHeight: row };
      show(look());
    };
    const onScroll = (): void => show(look());
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    element.addEventListener("scroll", onScroll, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener("scroll", onScroll);
    };
  }, [drawn, look, show]);

  return { list, sight, look, scrollTo };
}
