/** Rows drawn above and below those in sight, so that a wheel or a screen reader's swipe always lands on one. */
const spare = 4;

/** What of a list is in sight, in pixels. */
export interface Sight {
  top: number;
  height: number;
  rowHeight: number;
}

/** The rows to draw: those in sight, some spare ones, and the active one wherever it is, in order (P12). */
export function visibleRows(count: number, { top, height, rowHeight }: Sight, active: number): number[] {
  const first = Math.max(0, Math.min(Math.floor(top / rowHeight), count - 1) - spare);
  const last = Math.min(count - 1, Math.ceil((top + height) / rowHeight) + spare);
  const rows: number[] = [];
  if (active >= 0 && active < first) rows.push(active);
  for (let row = first; row <= last; row += 1) rows.push(row);
  if (active > last && active < count) rows.push(active);
  return rows;
}

/** Where to scroll so that a row is wholly in sight, moving as little as can be. */
export function scrolledTo(row: number, { top, height, rowHeight }: Sight): number {
  const start = row * rowHeight;
  if (start < top) return start;
  return Math.max(top, start + rowHeight - height);
}

/** How many rows "page down" goes. */
export const pageOf = ({ height, rowHeight }: Sight): number => Math.max(1, Math.floor(height / rowHeight) - 1);
