import { useCallback, useState } from "react";
import type { PickableSource } from "./source.ts";
import type { useSight } from "./use-sight.ts";
import { scrolledTo } from "./visible-rows.ts";

interface ActiveRow {
  /** The row that Enter takes, -1 for none. */
  active: number;
  /** Brings a row into sight first and makes it the active one then, so that what is pointed at exists. */
  moveTo(row: number): void;
}

/** The row that the arrow keys are at. It stays with its source when matches from a new page push rows about. */
export function useActiveRow(rows: readonly PickableSource[], { look, scrollTo }: ReturnType<typeof useSight>): ActiveRow {
  const [chosen, setChosen] = useState<{ row: number; id: string } | null>(null);

  let active = -1;
  if (chosen !== null) active = rows[chosen.row]?.id === chosen.id ? chosen.row : rows.findIndex(({ id }) => id === chosen.id);

  const moveTo = useCallback(
    (row: number): void => {
      const source = rows[row];
      if (source === undefined) return setChosen(null);
      scrollTo(scrolledTo(row, look()));
      setChosen({ row, id: source.id });
    },
    [rows, look, scrollTo],
  );
  return { active, moveTo };
}
