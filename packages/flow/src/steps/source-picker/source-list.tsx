import { useCopy } from "../../i18n/copy.tsx";
import { OptionRow } from "./option-row.tsx";
import { SkeletonRow } from "./skeleton-rows.tsx";
import type { PickableSource } from "./source.ts";
import type { useSight } from "./use-sight.ts";
import { visibleRows } from "./visible-rows.ts";

interface SourceListProps {
  id: string;
  rows: readonly PickableSource[];
  /** How many match, also those that are not listed. */
  total: number;
  query: string;
  active: number;
  /** What stands after the last row: the hint that there are more matches, a row that is still loading, or nothing. */
  end: "more" | "gathering" | null;
  list: ReturnType<typeof useSight>["list"];
  sight: ReturnType<typeof useSight>["sight"];
  onChoose(sourceId: string): void;
}

/** The id of a row. By place: ids of the API never become ids of the page. */
export const rowId = (listId: string, row: number): string => `${listId}-${row}`;

/** The popup of the combobox, always open. Only the rows in sight are in the page (P12). */
export function SourceList({ id, rows, total, query, active, end, list, sight, onChoose }: SourceListProps) {
  const t = useCopy();
  const height = rows.length * sight.rowHeight;
  return (
    <div
      ref={list}
      id={id}
      role="listbox"
      aria-label={t("picker.list")}
      // The keyboard's focus stays in the search field; without this the browser makes a tab stop of what scrolls.
      tabIndex={-1}
      data-slot="picker-list"
      // A press on a row would move the focus there.
      onMouseDown={(event) => event.preventDefault()}
    >
      <div role="presentation" data-slot="picker-rows" style={{ height: end === null ? height : height + sight.rowHeight }}>
        {visibleRows(rows.length, sight, active).map((row) => {
          const source = rows[row];
          return source === undefined ? null : (
            <OptionRow
              key={source.id}
              id={rowId(id, row)}
              source={source}
              query={query}
              active={row === active}
              position={row + 1}
              of={total}
              top={row * sight.rowHeight}
              onChoose={onChoose}
            />
          );
        })}
        {end === null ? null : (
          <div aria-hidden="true" data-slot="picker-end" style={{ transform: `translateY(${height}px)` }}>
            {end === "more" ? <p data-slot="picker-more">{t("picker.more")}</p> : <SkeletonRow />}
          </div>
        )}
      </div>
    </div>
  );
}
