import * as z from "zod/mini";

/** A page of a list (deck-api 1.4). `next_cursor` is null on the last page. */
export const listOf = <Item extends z.ZodMiniType>(item: Item) =>
  z.looseObject({
    data: z.array(item),
    has_more: z.boolean(),
    next_cursor: z.nullable(z.string()),
    request_id: z.optional(z.string()),
  });

/** The answer to every DELETE (deck-api 1.2). */
export const deleted = z.looseObject({
  id: z.string(),
  object: z.string(),
  deleted: z.literal(true),
  request_id: z.string(),
});
export type Deleted = z.infer<typeof deleted>;

/** Largest page that a list gives; the default is 20. */
export const maximumPageSize = 100;
