/** What can fall due in a world. */
export type DueKind = "run" | "run-limit" | "session" | "delivery";

/** One thing that will happen. */
export interface Due {
  readonly at: number;
  readonly order: number;
  readonly kind: DueKind;
  readonly id: string;
}

/** What will happen next: one entry for each kind and id. */
export interface Agenda {
  /** Plans it anew; `null` takes it off. */
  plan(kind: DueKind, id: string, at: number | null): void;
  /** The earliest entry of these kinds at or before this instant, taken off. */
  take(until: number, kinds: readonly DueKind[]): Due | undefined;
  /** When the next entry of one of these kinds falls due. */
  next(kinds?: readonly DueKind[]): number | undefined;
  entries(): Iterable<Due>;
}

const comesBefore = (one: Due, other: Due) => one.at < other.at || (one.at === other.at && one.order < other.order);

export const createAgenda = (entries: Iterable<Due> = []): Agenda => {
  const planned = new Map<string, Due>();
  let order = 0;
  for (const due of entries) {
    planned.set(`${due.kind}:${due.id}`, due);
    order = Math.max(order, due.order);
  }
  const earliest = (wanted: (due: Due) => boolean) => {
    let first: Due | undefined;
    for (const due of planned.values()) if (wanted(due) && (first === undefined || comesBefore(due, first))) first = due;
    return first;
  };
  return {
    plan(kind, id, at) {
      planned.delete(`${kind}:${id}`);
      if (at === null) return;
      order += 1;
      planned.set(`${kind}:${id}`, { at, order, kind, id });
    },
    take(until, kinds) {
      const due = earliest((one) => one.at <= until && kinds.includes(one.kind));
      if (due !== undefined) planned.delete(`${due.kind}:${due.id}`);
      return due;
    },
    next: (kinds) => earliest((one) => kinds === undefined || kinds.includes(one.kind))?.at,
    entries: () => planned.values(),
  };
};
