import * as z from "zod/mini";

/** The answer to `POST /token` (deck-api 2.2): good for 30 minutes and for nine routes. */
export const sessionToken = z.looseObject({
  id: z.string(),
  object: z.string(),
  /** The bearer secret itself, `tk_…`. */
  token: z.string().check(z.startsWith("tk_")),
  expires_at: z.string(),
  created_at: z.string(),
  request_id: z.string(),
});
export type SessionToken = z.infer<typeof sessionToken>;

/** Whether a value can be a session token. A secret key (`sk_…`) given by mistake is not one, and is never sent (R45). */
export const isSessionToken = (value: unknown): value is string =>
  typeof value === "string" && /^tk_[\x21-\x7e]{1,2048}$/.test(value);
