/**
 * Bodies that the whole API takes, as it takes them: unknown fields are tolerated (R195). The component sends less than
 * this; what it sends is in `resources/`.
 */
import * as z from "zod/mini";
import { eventTypes } from "./event-types.ts";
import { authMethods } from "../resources/credential.ts";

const nonEmpty = z.string().check(z.minLength(1));
const nullableText = z.optional(z.nullable(z.string()));
const jsonObject = z.record(z.string(), z.unknown());
const nullableSchema = z.optional(z.nullable(jsonObject));

export const agentCreateRequest = z.looseObject({ name: nonEmpty, description: nullableText });
export const agentUpdateRequest = z.looseObject({ name: z.optional(nonEmpty), description: nullableText });

const website = z.looseObject({ url: z.url({ protocol: /^https?$/ }) });

/** Body of `POST /sources` (R220). */
export const sourceCreateRequest = z.looseObject({ type: z.enum(["website"]), website, name: nullableText });
export const sourceUpdateRequest = z.looseObject({ name: nullableText, website: z.optional(website) });

/** At most this many `source_fields` (deck-api 1.7). */
export const maximumSourceFields = 10;

const sourceFields = z
  .record(z.string().check(z.regex(/^[a-z][a-z0-9_]{0,63}$/)), z.unknown())
  .check(
    z.refine((fields) => Object.keys(fields).length <= maximumSourceFields),
    z.refine((fields) => !Object.hasOwn(fields, "username") && !Object.hasOwn(fields, "password")),
  );

const externalId = z.optional(z.nullable(z.string().check(z.maxLength(255))));
const authCredentials = z.looseObject({
  username: z.optional(nonEmpty),
  password: z.optional(nonEmpty),
  source_fields: z.optional(z.nullable(sourceFields)),
});

/** Body of `POST /credentials`. `auth_method` is `none` when it is left out (R222). */
export const credentialCreateRequest = z.looseObject({
  source_id: z.string(),
  auth_method: z.optional(z.nullable(z.enum(authMethods))),
  auth_credentials: z.optional(z.nullable(authCredentials)),
  external_id: externalId,
});

/** Body of `PATCH /credentials/{id}`. Source and method cannot be changed. */
export const credentialUpdateRequest = z.looseObject({
  auth_credentials: z.optional(z.nullable(authCredentials)),
  external_id: externalId,
});

const storageSettings = z.optional(
  z.nullable(
    z.looseObject({
      enabled: z.optional(z.boolean()),
      extraction: z.optional(z.boolean()),
      extraction_schema: nullableSchema,
      deduplication: z.optional(z.boolean()),
    }),
  ),
);
const taskParts = {
  input_schema: nullableSchema,
  output_schema: nullableSchema,
  prompt: nullableText,
  storage: storageSettings,
  extraction: z.optional(z.boolean()),
  settings: z.optional(z.looseObject({ timeout_seconds: z.optional(z.int().check(z.minimum(1))) })),
};

/** Body of `POST /tasks`. `id` may be chosen by the caller (R234). */
export const taskCreateRequest = z.looseObject({ id: z.optional(z.string()), name: nonEmpty, agent_id: z.string(), ...taskParts });
export const taskUpdateRequest = z.looseObject({ name: z.optional(nonEmpty), ...taskParts });

/** Body of `POST /tasks/{id}/run`. All optional by type; a credential, a source or a live session is needed (R238). */
export const taskRunRequest = z.looseObject({
  credential_id: nullableText,
  source_id: nullableText,
  session_id: nullableText,
  input: z.optional(z.unknown()),
});

/** Body of `POST /task-runs/{id}/interaction`. The old key `inputs` is not it (R253). */
export const interactionRequest = z.looseObject({ input: jsonObject });

/** `POST /sessions` takes an empty object (design 7.9). */
export const sessionCreateRequest = z.looseObject({});

/** Kinds of destination that can be stored. Only `webhook` is delivered to by the simulator (R277). */
export const destinationTypes = [
  "webhook",
  "aws_sqs",
  "aws_kinesis",
  "aws_s3",
  "aws_eventbridge",
  "gcp_pubsub",
  "azure_servicebus",
  "rabbitmq",
  "hookdeck",
] as const;

const subscription = z.array(z.enum(["*", ...eventTypes])).check(
  z.minLength(1),
  z.refine((names) => !names.includes("*") || names.length === 1),
);
const webhook = z.looseObject({
  url: z.url({ protocol: /^https?$/ }),
  custom_headers: nullableText,
  secret: z.optional(z.nullable(z.string().check(z.regex(/^whsec_[A-Za-z0-9+/]{16,}={0,2}$/)))),
});
const otherConfigs = {
  aws_sqs: z.optional(jsonObject),
  aws_kinesis: z.optional(jsonObject),
  aws_s3: z.optional(jsonObject),
  aws_eventbridge: z.optional(jsonObject),
  gcp_pubsub: z.optional(jsonObject),
  azure_servicebus: z.optional(jsonObject),
  rabbitmq: z.optional(jsonObject),
  hookdeck: z.optional(jsonObject),
};

/** Body of `POST /event-destinations`: exactly one configuration, under the key named after the type. */
export const destinationCreateRequest = z.looseObject({
  name: nonEmpty,
  type: z.optional(z.enum(destinationTypes)),
  events: subscription,
  webhook: z.optional(webhook),
  ...otherConfigs,
});
export const destinationUpdateRequest = z.looseObject({
  name: z.optional(nonEmpty),
  status: z.optional(z.enum(["active", "inactive"])),
  events: z.optional(subscription),
  webhook: z.optional(z.partial(webhook)),
  ...otherConfigs,
});
