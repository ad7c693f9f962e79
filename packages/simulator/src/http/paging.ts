import { mac } from "../crypto/text.ts";
import { worldKey } from "../world/world.ts";
import type { World } from "../world/world.ts";
import { refuse } from "./errors.ts";
import type { Query } from "./query.ts";

/** A page of a list, before the envelope adds the request's id (deck-api 1.4). */
export interface Page {
  readonly data: readonly object[];
  readonly has_more: boolean;
  readonly next_cursor: string | null;
}

/** Which list this is: a cursor fits no other endpoint, and no other set of filters (R201). */
const listOf = (place: string, query: Query) =>
  [place, ...[...query.filters].map(([name, values]) => `${name}=${[...values].sort().join(",")}`).sort()].join("&");

const cursorAt = (world: World, list: string, position: number) => `cur_${position.toString(36)}_${mac(worldKey(world), `${list}@${position}`)}`;

const readCursor = (world: World, list: string, cursor: string): number => {
  const position = Number.parseInt(/^cur_([0-9a-z]+)_/.exec(cursor)?.[1] ?? "", 36);
  if (Number.isNaN(position) || cursor !== cursorAt(world, list, position)) throw refuse("request/cursor_invalid", "cursor");
  return position;
};

/**
 * One page of rows that are already filtered and in order.
 *
 * @param place the endpoint with its ids, since a cursor is not portable
 * @param position a row's place in the order of creation: rows that come or go meanwhile do not shift the others (R200)
 * @param order `newest` first is the rule; screenshots are `oldest` first (R199)
 */
export const page = <Row>(
  world: World,
  place: string,
  query: Query,
  rows: Iterable<Row>,
  position: (row: Row) => number,
  show: (row: Row) => object,
  order: "newest" | "oldest" = "newest",
): Page => {
  const list = listOf(place, query);
  const from = query.cursor === null ? null : readCursor(world, list, query.cursor);
  const found: Row[] = [];
  for (const row of rows) {
    if (from !== null && (order === "newest" ? position(row) >= from : position(row) <= from)) continue;
    found.push(row);
    if (found.length > query.limit) break;
  }
  const shown = found.slice(0, query.limit);
  const last = shown.at(-1);
  const more = found.length > query.limit && last !== undefined;
  return { data: shown.map(show), has_more: more, next_cursor: more ? cursorAt(world, list, position(last)) : null };
};
