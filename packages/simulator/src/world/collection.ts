import type { Kept } from "./records.ts";

/** Records of one kind, in order of creation. */
export interface Collection<Item extends Kept> {
  get(id: string): Item | undefined;
  add(item: Item): void;
  remove(id: string): void;
  /** Newest first, as lists show them. */
  newestFirst(): Iterable<Item>;
  /** Removing some while going through them does no harm. */
  oldestFirst(): Iterable<Item>;
  readonly size: number;
}

export const createCollection = <Item extends Kept>(items: Iterable<Item> = []): Collection<Item> => {
  const byId = new Map<string, Item>();
  for (const item of items) byId.set(item.id, item);
  return {
    get: (id) => byId.get(id),
    add: (item) => void byId.set(item.id, item),
    remove: (id) => void byId.delete(id),
    newestFirst: () => [...byId.values()].reverse(),
    oldestFirst: () => byId.values(),
    get size() {
      return byId.size;
    },
  };
};
