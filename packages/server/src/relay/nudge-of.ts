import { isId } from "@deck-auth/contract";
import type { DeckEvent } from "@deck-auth/contract";
import type { Nudge } from "./bus.ts";

/** A type as Deck writes them; anything else is passed on as a plain change. */
const typeShape = /^task_run\.[a-z_]{1,64}$/;

/** The nudge in an event about a run; `null` for every other event. */
export function nudgeOf({ data, type }: DeckEvent): Nudge | null {
  const { id } = data;
  if (!type.startsWith("task_run.") || !isId("taskRun", id)) return null;
  return { taskRunId: id, type: typeShape.test(type) ? type : "task_run.updated" };
}
