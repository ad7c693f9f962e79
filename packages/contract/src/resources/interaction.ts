import * as z from "zod/mini";
import { openEnum } from "../open-enum.ts";

/** Kinds of prompt seen so far. New ones may appear, so nothing is ever drawn by type (R71, R73). */
export const interactionTypes = ["mfa", "security_question", "account_selection"] as const;

/** One of the answers that a field offers (deck-api 7.7). */
export const fieldOption = z.union([z.string(), z.looseObject({ value: z.string(), label: z.optional(z.nullable(z.string())) })]);

/** One thing to collect. `type` is documented only as "e.g. `string`"; an unknown one is a text field. */
export const interactionField = z.looseObject({
  name: z.string().check(z.minLength(1)),
  type: z.optional(z.nullable(z.string())),
  label: z.optional(z.nullable(z.string())),
  options: z.optional(z.nullable(z.array(fieldOption))),
});
export type InteractionField = z.infer<typeof interactionField>;

/** More fields than this in one prompt is a fault of the source, not a form (design 7.4). */
export const maximumFields = 50;

/** What the source asks the user, while the run's status is `interaction_required` (deck-api 5.1). It carries no id. */
export const interaction = z.looseObject({
  type: z.optional(openEnum(interactionTypes)),
  message: z.optional(z.nullable(z.string())),
  /** Empty or absent: nothing to type, only Continue (approve on the phone). */
  fields: z.optional(z.nullable(z.array(interactionField).check(z.maxLength(maximumFields)))),
});
export type Interaction = z.infer<typeof interaction>;

/** Body of `POST /task-runs/{id}/interaction`: every declared field, as strings, under `input` (R76). */
export const interactionAnswer = z.strictObject({ input: z.record(z.string(), z.string()) });
export type InteractionAnswer = z.infer<typeof interactionAnswer>;
