import * as z from "zod/mini";
import { listOf } from "./list.ts";

/** A website that a user can log in to (deck-api 2.4). It carries no logo and no list of login methods. */
export const source = z.looseObject({
  id: z.string(),
  object: z.optional(z.string()),
  /** Display name; show the host of `website.url` when it is null. */
  name: z.nullable(z.string()),
  /** `website` is the only value known. */
  type: z.optional(z.string()),
  website: z.looseObject({ url: z.string() }),
  created_at: z.optional(z.string()),
  updated_at: z.optional(z.string()),
  request_id: z.optional(z.string()),
});
export type Source = z.infer<typeof source>;

export const sourceList = listOf(source);
export type SourceList = z.infer<typeof sourceList>;
