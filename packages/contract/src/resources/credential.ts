import * as z from "zod/mini";
import { openEnum } from "../open-enum.ts";

/** The status of a stored credential (deck-api 2.5). */
export const credentialStatuses = ["unverified", "verified", "invalid", "deleted"] as const;

/** How a source is logged in to. Only `username_password` passes through the component. */
export const authMethods = ["username_password", "none"] as const;

/** A stored credential. The password never comes back: `auth_credentials` is a summary of what is not secret. */
export const credential = z.looseObject({
  id: z.string(),
  object: z.optional(z.string()),
  status: openEnum(credentialStatuses),
  external_id: z.nullable(z.string()),
  source_id: z.string(),
  auth_method: z.nullable(openEnum(authMethods)),
  auth_credentials: z.optional(z.nullable(z.record(z.string(), z.unknown()))),
  created_at: z.optional(z.string()),
  updated_at: z.optional(z.string()),
  request_id: z.optional(z.string()),
});
export type Credential = z.infer<typeof credential>;

/** Body of `POST /credentials` as the component sends it. `auth_method` is explicit: the API's default is `none` (R35). */
export const credentialCreate = z.strictObject({
  source_id: z.string(),
  auth_method: z.literal("username_password"),
  auth_credentials: z.strictObject({ username: z.string().check(z.minLength(1)), password: z.string().check(z.minLength(1)) }),
  /** The host's own id for its user; at most 255 characters, not unique. */
  external_id: z.optional(z.nullable(z.string().check(z.maxLength(255)))),
});
export type CredentialCreate = z.infer<typeof credentialCreate>;

/** Body of `PATCH /credentials/{id}` as the component sends it. Only fields present change (R32, R33). */
export const credentialUpdate = z.strictObject({
  auth_credentials: z.optional(credentialCreate.shape.auth_credentials),
  external_id: z.optional(z.nullable(z.string().check(z.maxLength(255)))),
});
export type CredentialUpdate = z.infer<typeof credentialUpdate>;
