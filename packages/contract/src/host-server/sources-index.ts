import * as z from "zod/mini";

/**
 * What a customer's own server answers to `GET {mount}/sources`: every source of the organization, small enough for a page
 * to hand on. Only for finding one: before a password field is shown, the chosen one is read from the API.
 */
export const sourcesIndex = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      /** Display name, or null. */
      name: z.nullable(z.string()),
      /** Host of the website, without scheme and path. */
      host: z.string(),
    }),
  ),
});
export type SourcesIndex = z.infer<typeof sourcesIndex>;
