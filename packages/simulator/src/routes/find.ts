import type { ErrorName, IdKind } from "@deck-auth/contract";
import { checkId } from "../http/body.ts";
import { refuse } from "../http/errors.ts";
import type { Collection } from "../world/collection.ts";
import type { Kept } from "../world/records.ts";

const notFound: Readonly<Partial<Record<IdKind, ErrorName>>> = {
  credential: "request/credential_not_found",
  source: "request/source_not_found",
  task: "request/task_not_found",
  storage: "request/storage_not_found",
};

/** The record with this id, or a 404 with its kind's own code (R187). */
export const find = <Item extends Kept>(collection: Collection<Item>, kind: IdKind, id: string): Item => {
  const item = collection.get(id);
  if (item === undefined) throw refuse(notFound[kind] ?? "request/resource_not_found");
  return item;
};

/** The record that a field of the body names; `null` when the field is absent or null. */
export const findNamed = <Item extends Kept>(
  collection: Collection<Item>,
  kind: IdKind,
  id: string | null | undefined,
  field: string,
): Item | null => (id === null || id === undefined ? null : find(collection, kind, checkId(kind, id, field)));
