import * as z from "zod/mini";

/**
 * A string that is one of the known values today and may be another tomorrow. Deck adds enum values without a new
 * version (deck-api 1.9), so a response with one that nobody knows is still a good response.
 */
export const openEnum = <const Known extends readonly [string, ...string[]]>(known: Known) =>
  z.union([z.enum(known), z.string()]);
