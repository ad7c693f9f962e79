import * as z from "zod/mini";

/** What a customer's own server answers to `POST {mount}/token` (design 3.5). */
export const hostToken = z.object({
  /** The session token for `<DeckAuth token>`. */
  token: z.string().check(z.startsWith("tk_")),
  /** ISO 8601, half an hour from now. */
  expiresAt: z.string(),
  /** The id under which the server knows this user: pass it on as `externalId`, or `/confirm` will not find an owner. */
  externalId: z.string(),
});
export type HostToken = z.infer<typeof hostToken>;
