/** Records as the API shows them (deck-api 2). One function for each resource; `request_id` is added by the envelope. */
import type * as records from "./records.ts";
import { now } from "./world.ts";
import type { World } from "./world.ts";

export const timestamp = (instant: number): string => new Date(instant).toISOString();
const nullableTimestamp = (instant: number | null) => (instant === null ? null : timestamp(instant));
const times = (record: records.Kept) => ({ created_at: timestamp(record.created), updated_at: timestamp(record.updated) });

export const sourceAnswer = (source: records.SourceRecord) => ({
  id: source.id,
  object: "source",
  name: source.name,
  type: "website",
  website: { url: source.url },
  ...times(source),
});

/** The password is not in it because it is nowhere (R224). */
const authSummary = (credential: records.CredentialRecord) =>
  credential.auth_method === "none"
    ? null
    : {
        ...(credential.username === null ? {} : { username: credential.username }),
        ...(credential.source_fields === null ? {} : { source_fields: credential.source_fields }),
      };

export const credentialAnswer = (credential: records.CredentialRecord) => ({
  id: credential.id,
  object: "credential",
  status: credential.status,
  external_id: credential.external_id,
  source_id: credential.source_id,
  auth_method: credential.auth_method,
  auth_credentials: authSummary(credential),
  ...times(credential),
});

export const tokenAnswer = (token: records.TokenRecord) => ({
  id: token.id,
  object: "token",
  token: token.token,
  expires_at: timestamp(token.expires),
  created_at: timestamp(token.created),
});

export const agentAnswer = (world: World, agent: records.AgentRecord) => ({
  id: agent.id,
  object: "agent",
  name: agent.name,
  description: agent.description,
  tasks: [...world.tasks.newestFirst()]
    .filter((task) => task.agent_id === agent.id)
    .map((task) => ({ id: task.id, object: "task", name: task.name, status: task.status })),
  ...times(agent),
});

export const taskAnswer = (task: records.TaskRecord) => ({
  id: task.id,
  object: "task",
  name: task.name,
  agent_id: task.agent_id,
  status: task.status,
  prompt: task.prompt,
  input_schema: task.input_schema,
  output_schema: task.output_schema,
  storage: task.storage,
  extraction: task.extraction,
  settings: { timeout_seconds: task.timeout_seconds },
  ...times(task),
});

const elapsed = (world: World, part: { started: number | null; ended: number | null }) =>
  part.started === null ? 0 : (part.ended ?? now(world)) - part.started;

export const fileSummary = (file: records.StorageRecord) => ({
  id: file.id,
  object: "storage",
  file_name: file.file_name,
  file_type: file.file_type,
  file_size: file.file_size,
  created_at: timestamp(file.created),
});

export const runFiles = (world: World, run: records.RunRecord): records.StorageRecord[] =>
  run.storage.flatMap((id) => world.storage.get(id) ?? []);

/** All fields, as run, interaction, cancel and list rows carry them (deck-api 7.8). */
export const runAnswer = (world: World, run: records.RunRecord) => ({
  id: run.id,
  object: "task_run",
  status: run.status,
  result: run.result,
  task_id: run.task_id,
  credential_id: run.credential_id,
  session_id: run.session_id,
  workflow_id: null,
  agent_id: run.agent_id,
  source_id: run.source_id,
  runtime_ms: elapsed(world, run),
  input: run.input,
  output: run.output,
  storage: run.storage.length === 0 ? null : runFiles(world, run).map(fileSummary),
  errors: run.errors,
  interaction: run.interaction,
  canceled_at: nullableTimestamp(run.canceled),
  ...times(run),
});

export const sessionAnswer = (world: World, session: records.SessionRecord) => ({
  id: session.id,
  object: "session",
  status: session.status,
  runtime_ms: elapsed(world, session),
  task_runs: session.runs
    .flatMap((id) => world.runs.get(id) ?? [])
    .map((run) => ({ id: run.id, task_id: run.task_id, agent_id: run.agent_id, credential_id: run.credential_id })),
  ...times(session),
});

export const eventAnswer = (event: records.EventRecord) => ({
  id: event.id,
  object: "event",
  type: event.type,
  data: event.data,
  created_at: timestamp(event.created),
});

const isSecretName = (name: string) => /secret|password|token|key|credential|connection_string|sas/i.test(name);

/** A configuration without what only the owner should know. */
const openPart = (config: Record<string, unknown>) => Object.fromEntries(Object.entries(config).filter(([name]) => !isSecretName(name)));

/** Kinds that the simulator cannot reach are stored, and say so (R277). */
const notDelivered = "Stored only: the simulator delivers to webhooks and to nothing else.";

export const destinationAnswer = (destination: records.DestinationRecord) => ({
  id: destination.id,
  object: "event_destination",
  name: destination.name,
  status: destination.status,
  type: destination.type,
  events: destination.events,
  ...(destination.type === "webhook"
    ? { webhook: { url: destination.config["url"] } }
    : { [destination.type]: openPart(destination.config), simulator_note: notDelivered }),
  ...times(destination),
});

/** A delivery that is still being tried has not succeeded: it is shown as `failure` until it has. */
export const deliveryAnswer = (delivery: records.DeliveryRecord) => ({
  id: delivery.id,
  object: "event_delivery",
  status: delivery.status === "success" ? "success" : "failure",
  event_type: delivery.event_type,
  event_id: delivery.event_id,
  event_destination_id: delivery.event_destination_id,
  attempts: delivery.attempts,
  created_at: timestamp(delivery.created),
  delivered_at: nullableTimestamp(delivery.delivered),
});
