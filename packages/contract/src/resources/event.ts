import * as z from "zod/mini";

/** Something that happened (deck-api 4.1), as webhooks bring it. Types that nobody knows pass through (R178). */
export const event = z.looseObject({
  id: z.string().check(z.startsWith("evt_")),
  /** `object.action`, such as `task_run.interaction_required`. */
  type: z.string(),
  /** A summary of the resource at that moment, with its own `id` and `object`. */
  data: z.record(z.string(), z.unknown()),
  created_at: z.optional(z.string()),
});
export type DeckEvent = z.infer<typeof event>;
