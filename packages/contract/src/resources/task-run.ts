import * as z from "zod/mini";
import { deckError } from "../errors/envelope.ts";
import { openEnum } from "../open-enum.ts";
import { listOf } from "./list.ts";

/** Where a run can be (deck-api 2.7). `canceling` is an older spelling of `cancelling`; both are in progress (R60). */
export const taskRunStatuses = [
  "queued",
  "running",
  "interaction_required",
  "review_required",
  "cancelling",
  "canceling",
  "completed",
  "failed",
  "canceled",
] as const;

export const taskRunResults = ["success", "failure", "unknown"] as const;

const endedStatuses: ReadonlySet<string> = new Set(["completed", "failed", "canceled"]);

/** Whether a run with this status will not change any more. An unknown status is taken as in progress (R61). */
export const hasEnded = (status: string): boolean => endedStatuses.has(status);

/**
 * A task run, as loosely as the component can use it. `interaction` is not parsed here: a prompt that cannot be drawn
 * is a fault of the source, not an unreadable run.
 */
export const taskRun = z.looseObject({
  id: z.string(),
  object: z.optional(z.string()),
  status: openEnum(taskRunStatuses),
  result: z.optional(z.nullable(openEnum(taskRunResults))),
  task_id: z.optional(z.nullable(z.string())),
  credential_id: z.optional(z.nullable(z.string())),
  session_id: z.optional(z.nullable(z.string())),
  workflow_id: z.optional(z.nullable(z.string())),
  agent_id: z.optional(z.nullable(z.string())),
  source_id: z.optional(z.nullable(z.string())),
  runtime_ms: z.optional(z.nullable(z.number())),
  errors: z.optional(z.nullable(z.array(deckError))),
  interaction: z.optional(z.unknown()),
  canceled_at: z.optional(z.nullable(z.string())),
  created_at: z.optional(z.string()),
  /** Orders two reads of one run, and tells a repeated prompt from a stale one (design 4.5). */
  updated_at: z.string(),
  request_id: z.optional(z.string()),
});
export type TaskRun = z.infer<typeof taskRun>;

/** Body of `POST /tasks/{id}/run` as the component sends it: never with `input` (R49). */
export const taskRunCreate = z.strictObject({ credential_id: z.string() });
export type TaskRunCreate = z.infer<typeof taskRunCreate>;

/** A picture that the agent took, behind a pre-signed address. */
export const screenshot = z.looseObject({
  file_name: z.optional(z.string()),
  file_type: z.optional(z.string()),
  file_size: z.optional(z.number()),
  created_at: z.string(),
  url: z.string(),
  reasoning: z.optional(z.nullable(z.string())),
});
export type Screenshot = z.infer<typeof screenshot>;

/** Oldest first, unlike every other list (R199). */
export const screenshotList = listOf(screenshot);
export type ScreenshotList = z.infer<typeof screenshotList>;
