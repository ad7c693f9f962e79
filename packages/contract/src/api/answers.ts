/**
 * What the API answers, with every documented field and its nullability: the simulator's answers are held to these, and the
 * OpenAPI document is generated from them. The component reads with the looser schemas of `resources/`, since Deck may
 * add values at any time.
 */
import * as z from "zod/mini";
import { deckError } from "../errors/envelope.ts";
import { idPrefixes } from "../ids.ts";
import type { IdKind } from "../ids.ts";
import { authMethods, credentialStatuses } from "../resources/credential.ts";
import { taskRunResults } from "../resources/task-run.ts";
import { destinationTypes } from "./requests.ts";

const id = (kind: IdKind) => z.string().check(z.regex(new RegExp(`^${idPrefixes[kind]}_[A-Za-z0-9_-]+$`)), z.maxLength(255));
const time = z.iso.datetime();
const json = z.record(z.string(), z.unknown());
/** On list rows it is absent: it belongs to the request. */
const requestId = { request_id: z.optional(id("request")) };
const times = { created_at: time, updated_at: time };
const answer = <const Kind extends string, Shape extends Record<string, z.ZodMiniType>>(object: Kind, kind: IdKind, shape: Shape) =>
  z.looseObject({ id: id(kind), object: z.literal(object), ...shape, ...requestId });

export const keyCheckAnswer = z.looseObject({ status: z.literal("ready"), environment: z.literal("live"), request_id: id("request") });

export const tokenAnswer = answer("token", "token", {
  token: z.string().check(z.startsWith("tk_")),
  expires_at: time,
  created_at: time,
});

export const taskStatuses = ["learning", "test", "live"] as const;
const taskSummary = z.looseObject({ id: id("task"), object: z.literal("task"), name: z.string(), status: z.enum(taskStatuses) });
export const agentAnswer = answer("agent", "agent", {
  name: z.string(),
  description: z.nullable(z.string()),
  tasks: z.array(taskSummary),
  ...times,
});

export const sourceAnswer = answer("source", "source", {
  name: z.nullable(z.string()),
  type: z.literal("website"),
  website: z.looseObject({ url: z.string() }),
  ...times,
});

export const credentialAnswer = answer("credential", "credential", {
  status: z.enum(credentialStatuses),
  external_id: z.nullable(z.string()),
  source_id: id("source"),
  auth_method: z.enum(authMethods),
  auth_credentials: z.nullable(z.looseObject({ username: z.optional(z.string()), password: z.optional(z.never()) })),
  ...times,
});

export const taskAnswer = answer("task", "task", {
  name: z.string(),
  agent_id: id("agent"),
  status: z.enum(taskStatuses),
  prompt: z.nullable(z.string()),
  input_schema: z.nullable(json),
  output_schema: z.nullable(json),
  storage: z.nullable(json),
  extraction: z.boolean(),
  settings: z.looseObject({ timeout_seconds: z.int() }),
  ...times,
});

/** Spelled as documented; `canceling` is only ever read (deck-api 2.7). */
export const runStatuses = [
  "queued",
  "running",
  "interaction_required",
  "review_required",
  "cancelling",
  "completed",
  "failed",
  "canceled",
] as const;
const promptField = z.looseObject({ name: z.string(), type: z.string(), label: z.string() });
const prompt = z.looseObject({ type: z.string(), message: z.string(), fields: z.array(promptField) });
const fileSummary = z.looseObject({
  id: id("storage"),
  object: z.literal("storage"),
  file_name: z.string(),
  file_type: z.string(),
  file_size: z.int(),
  created_at: time,
});
export const screenshotAnswer = z.looseObject({
  file_name: z.string(),
  file_type: z.string(),
  file_size: z.int(),
  created_at: time,
  url: z.url(),
  reasoning: z.string(),
});
const runFields = {
  status: z.enum(runStatuses),
  result: z.nullable(z.enum(taskRunResults)),
  task_id: id("task"),
  credential_id: z.nullable(id("credential")),
  session_id: z.nullable(id("session")),
  workflow_id: z.nullable(z.string()),
  agent_id: id("agent"),
  source_id: z.nullable(id("source")),
  runtime_ms: z.number(),
  output: z.nullable(z.unknown()),
  errors: z.nullable(z.array(deckError).check(z.minLength(1))),
  interaction: z.nullable(prompt),
  canceled_at: z.nullable(time),
  ...times,
};

/** A run as run, interaction, cancel and the list answer it (deck-api 7.8). */
export const taskRunAnswer = answer("task_run", "taskRun", {
  ...runFields,
  input: z.nullable(z.unknown()),
  storage: z.nullable(z.array(fileSummary)),
});

/** A run as retrieve answers it: `input`, `storage` and `artifacts` only when `include` names them. */
export const taskRunReadAnswer = answer("task_run", "taskRun", {
  ...runFields,
  input: z.optional(z.nullable(z.unknown())),
  storage: z.optional(z.nullable(z.array(fileSummary))),
  artifacts: z.optional(z.looseObject({ screenshots: z.array(screenshotAnswer) })),
});

export const runFileAnswer = fileSummary;
export const storageAnswer = answer("storage", "storage", {
  file_name: z.string(),
  file_type: z.string(),
  file_size: z.int(),
  url: z.nullable(z.url()),
  metadata: z.nullable(json),
  extraction: z.nullable(z.unknown()),
  task_run_id: id("taskRun"),
  result: z.enum(["success", "failure"]),
  created_at: time,
});

export const sessionStatuses = ["queued", "running", "idle", "completing", "completed", "failed"] as const;
export const sessionAnswer = answer("session", "session", {
  status: z.enum(sessionStatuses),
  runtime_ms: z.number(),
  task_runs: z.array(
    z.looseObject({ id: id("taskRun"), task_id: id("task"), agent_id: id("agent"), credential_id: z.nullable(id("credential")) }),
  ),
  ...times,
});

export const destinationStatuses = ["pending_verification", "active", "inactive"] as const;
export const destinationAnswer = answer("event_destination", "eventDestination", {
  name: z.string(),
  status: z.enum(destinationStatuses),
  type: z.enum(destinationTypes),
  events: z.array(z.string()).check(z.minLength(1)),
  webhook: z.optional(z.looseObject({ url: z.string() })),
  ...times,
});

export const deliveryStatuses = ["success", "failure"] as const;
export const deliveryAnswer = answer("event_delivery", "eventDelivery", {
  status: z.enum(deliveryStatuses),
  event_type: z.string(),
  event_id: id("event"),
  event_destination_id: id("eventDestination"),
  attempts: z.int(),
  created_at: time,
  delivered_at: z.nullable(time),
});

export const eventTypesAnswer = z.looseObject({ data: z.array(z.string()), request_id: id("request") });
export const eventAnswer = answer("event", "event", { type: z.string(), data: json, created_at: time });

export const deletedAnswer = z.looseObject({ id: z.string(), object: z.string(), deleted: z.literal(true), request_id: id("request") });
