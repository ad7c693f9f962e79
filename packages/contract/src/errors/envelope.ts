import * as z from "zod/mini";

/** One error, as an HTTP answer and a failed run's `errors` both carry it (deck-api 1.8). */
export const deckError = z.looseObject({
  type: z.string(),
  code: z.string(),
  message: z.string(),
  /** The field to blame, where there is one. */
  field: z.optional(z.nullable(z.string())),
});
export type DeckError = z.infer<typeof deckError>;

/** The body of every refused request. `errors` is always an array, even for one error. */
export const errorEnvelope = z.looseObject({
  errors: z.array(deckError).check(z.minLength(1)),
  request_id: z.optional(z.string()),
});
export type ErrorEnvelope = z.infer<typeof errorEnvelope>;
