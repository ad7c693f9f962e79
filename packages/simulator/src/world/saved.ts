/** The shape of a world that was saved: checked when it is read back, since a file can hold anything. */
import * as z from "zod/mini";
import { deckError } from "@deck-auth/contract";
import { apiOperations, deliveryStatuses, destinationStatuses, eventTypes, runStatuses, sessionStatuses, taskStatuses } from "@deck-auth/contract/api";
import type { ApiOperationName } from "@deck-auth/contract/api";
import { faultKinds } from "../control/faults.ts";
import type { FaultKind } from "../control/faults.ts";
import { screens } from "../scenarios/scenario.ts";

const json = z.record(z.string(), z.unknown());
const text = z.nullable(z.string());
const count = z.nullable(z.number());
const kept = { id: z.string(), sequence: z.int(), created: z.number(), updated: z.number() };
const timed = { started: count, ended: count };

const agent = z.object({ ...kept, name: z.string(), description: text });
const traits = ["down", "failing", "blocked", "method-unsupported", "public", "task-unsupported"] as const;
const source = z.object({ ...kept, name: text, url: z.string(), trait: z.nullable(z.enum(traits)) });
const credential = z.object({
  ...kept,
  status: z.enum(["unverified", "verified", "invalid", "deleted"]),
  external_id: text,
  source_id: z.string(),
  auth_method: z.enum(["username_password", "none"]),
  username: text,
  source_fields: z.nullable(json),
});
const task = z.object({
  ...kept,
  name: z.string(),
  agent_id: z.string(),
  status: z.enum(taskStatuses),
  prompt: text,
  input_schema: z.nullable(json),
  output_schema: z.nullable(json),
  storage: z.nullable(json),
  extraction: z.boolean(),
  timeout_seconds: z.number(),
  successes: z.int(),
  login: z.enum(["when-possible", "always", "never"]),
});
const option = z.union([z.string(), z.object({ value: z.string(), label: z.string() })]);
const field = z.object({ name: z.string(), type: z.string(), label: z.string(), options: z.optional(z.array(option)) });
const run = z.object({
  ...kept,
  ...timed,
  status: z.enum(runStatuses),
  result: z.nullable(z.enum(["success", "failure", "unknown"])),
  task_id: z.string(),
  credential_id: text,
  session_id: z.string(),
  agent_id: z.string(),
  source_id: text,
  input: z.unknown(),
  output: z.unknown(),
  storage: z.array(z.string()),
  errors: z.nullable(z.array(deckError)),
  interaction: z.nullable(z.object({ type: z.string(), message: z.string(), fields: z.array(field) })),
  canceled: count,
  scenario: z.string(),
  step: z.int(),
  wrongAnswers: z.int(),
  answerIsRight: z.boolean(),
  scenes: z.array(z.object({ at: z.number(), screen: z.enum(screens), reasoning: z.string(), step: z.int() })),
  startedBy: text,
});
const session = z.object({ ...kept, ...timed, status: z.enum(sessionStatuses), runs: z.array(z.string()) });
const token = z.object({ ...kept, token: z.string(), expires: z.number() });
const storage = z.object({
  ...kept,
  task_run_id: z.string(),
  file_name: z.string(),
  file_type: z.string(),
  file_size: z.int(),
  extraction: z.unknown(),
  result: z.enum(["success", "failure"]),
});
const event = z.object({ ...kept, type: z.enum(eventTypes), data: json });
const destination = z.object({
  ...kept,
  name: z.string(),
  status: z.enum(destinationStatuses),
  type: z.string(),
  events: z.array(z.string()),
  config: json,
  secret: text,
  formerSecret: z.nullable(z.object({ secret: z.string(), until: z.number() })),
});
const delivery = z.object({
  ...kept,
  status: z.enum(["pending", ...deliveryStatuses]),
  event_id: z.string(),
  event_type: z.string(),
  event_destination_id: z.string(),
  attempts: z.int(),
  delivered: count,
});
const replay = z.object({ fingerprint: z.string(), at: z.number(), status: z.int(), body: z.string(), requestId: z.string() });
const due = z.object({ at: z.number(), order: z.int(), kind: z.enum(["run", "run-limit", "session", "delivery"]), id: z.string() });

const isOperation = (value: unknown): value is ApiOperationName | "*" => value === "*" || (typeof value === "string" && Object.hasOwn(apiOperations, value));
const isFault = (value: unknown): value is FaultKind => typeof value === "string" && Object.hasOwn(faultKinds, value);
const fault = z.object({
  operation: z.custom<ApiOperationName | "*">(isOperation),
  fault: z.custom<FaultKind>(isFault),
  nth: z.int(),
  times: z.int(),
  delayMs: z.number(),
  status: count,
  error: z.string(),
  seen: z.int(),
});

const effect = { at: z.string(), request_id: z.string(), idempotency_key: text, id: z.string() };
const ledger = z.object({
  requests: z.array(
    z.object({
      request_id: z.string(),
      at: z.string(),
      operation: text,
      method: z.string(),
      path: z.string(),
      status: z.int(),
      caller: text,
      idempotency_key: text,
      replayed: z.boolean(),
      fault: text,
    }),
  ),
  credentials: z.array(
    z.object({ ...effect, action: z.enum(["created", "updated", "deleted"]), source_id: z.string(), username: text, password_hash: text }),
  ),
  runs: z.array(z.object({ ...effect, action: z.enum(["started", "cancelled"]), task_id: z.string(), credential_id: text })),
  answers: z.array(z.object({ ...effect, hashes: z.record(z.string(), z.string()) })),
});

/** One organization's world, saved. Seeded sources are not in it, but for those that were changed or deleted. */
export const savedWorld = z.object({
  organization: z.string(),
  seed: z.number(),
  sources: z.int(),
  began: z.number(),
  offset: z.number(),
  sequence: z.int(),
  counts: z.array(z.tuple([z.string(), z.int()])),
  limits: z.object({
    requestsPer10s: count,
    sessions: count,
    tokenScope: z.enum(["org", "session"]),
    promptWindowMs: count,
    taskSeconds: z.number(),
  }),
  agents: z.array(agent),
  changedSources: z.array(source),
  goneSources: z.array(z.string()),
  credentials: z.array(credential),
  tasks: z.array(task),
  runs: z.array(run),
  sessions: z.array(session),
  tokens: z.array(token),
  storage: z.array(storage),
  events: z.array(event),
  destinations: z.array(destination),
  deliveries: z.array(delivery),
  replays: z.array(z.tuple([z.string(), replay])),
  agenda: z.array(due),
  faults: z.array(fault),
  ledger,
});
export type SavedWorld = z.infer<typeof savedWorld>;

/** Everything of a simulator, saved. */
export const savedState = z.object({ version: z.literal(1), strangers: z.int(), worlds: z.array(savedWorld) });
export type SavedState = z.infer<typeof savedState>;
