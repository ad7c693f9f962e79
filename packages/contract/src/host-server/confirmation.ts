import * as z from "zod/mini";

/**
 * Body of `POST {mount}/confirm`. The whole payload of `onSuccess` may be sent as it is: what else it claims (an owner,
 * `verified`) is dropped here, because the server reads both from the API itself.
 */
export const confirmationRequest = z.object({
  credentialId: z.string(),
  taskRunId: z.optional(z.nullable(z.string())),
});
export type ConfirmationRequest = z.infer<typeof confirmationRequest>;

/** What a customer's server may trust after it has asked the API with its secret key (design 3.5). */
export const confirmation = z.object({
  /** The credential that was asked about. */
  credentialId: z.string(),
  /** The owner stored on the credential. `null`: none stored, or the credential is not this user's. */
  externalId: z.nullable(z.string()),
  sourceId: z.nullable(z.string()),
  /** The credential's status now: `unverified`, `verified`, `invalid`, `deleted`, or one that is new to us. */
  status: z.nullable(z.string()),
  /** Whether the credential belongs to the signed-in user. While it is false nothing else is told. */
  ownerMatches: z.boolean(),
  /** The run, when it is a run of this credential. */
  taskRunId: z.nullable(z.string()),
  /** Whether that run ended in success; `null` when no run was named or it has not ended yet. */
  verified: z.nullable(z.boolean()),
});
export type Confirmation = z.infer<typeof confirmation>;
