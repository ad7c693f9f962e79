/** All 44 endpoints of the Deck API v2 as data (deck-api 2.1). The simulator routes by this table; OpenAPI is made from it. */
import type { ZodMiniType } from "zod/mini";
import { credentialStatuses } from "../resources/credential.ts";
import { listOf } from "../resources/list.ts";
import { taskRunResults } from "../resources/task-run.ts";
import type { IdKind } from "../ids.ts";
import { sessionOperations } from "../operations.ts";
import type { Operation } from "../operations.ts";
import * as answers from "./answers.ts";
import { eventTypes } from "./event-types.ts";
import * as requests from "./requests.ts";

/** What a query parameter may hold. `many`: it may be repeated, which is an OR (deck-api 1.5). */
export type QueryParameter =
  | { readonly kind: "id"; readonly of: IdKind; readonly many?: true }
  | { readonly kind: "enum"; readonly values: readonly string[]; readonly many?: true }
  | { readonly kind: "names"; readonly values: readonly string[] }
  | { readonly kind: "time" }
  | { readonly kind: "text" };

/** One of the 44 endpoints. */
export interface ApiOperation extends Operation {
  readonly summary: string;
  readonly success: 200 | 201;
  /** Schema of the body; absent when the endpoint takes none. */
  readonly body?: ZodMiniType;
  readonly answer: ZodMiniType;
  /** It is a list with pages: takes `limit` and `cursor`. */
  readonly pages?: true;
  readonly query?: Readonly<Record<string, QueryParameter>>;
}

const time = { kind: "time" } as const;
const id = (of: IdKind) => ({ kind: "id", of }) as const;
const ids = (of: IdKind) => ({ kind: "id", of, many: true }) as const;
const oneOf = (values: readonly string[]) => ({ kind: "enum", values }) as const;
const anyOf = (values: readonly string[]) => ({ kind: "enum", values, many: true }) as const;

export const apiOperations = {
  "test.get": { method: "GET", path: "/test", id: null, success: 200, summary: "Check the key", answer: answers.keyCheckAnswer },
  "token.create": { method: "POST", path: "/token", id: null, success: 201, summary: "Make a session token for the component", answer: answers.tokenAnswer },

  "agents.create": { method: "POST", path: "/agents", id: null, success: 201, summary: "Create an agent", body: requests.agentCreateRequest, answer: answers.agentAnswer },
  "agents.list": { method: "GET", path: "/agents", id: null, success: 200, summary: "List agents", pages: true, answer: listOf(answers.agentAnswer) },
  "agents.get": { method: "GET", path: "/agents/{}", id: "agent", success: 200, summary: "Read an agent with its tasks", answer: answers.agentAnswer },
  "agents.update": { method: "PATCH", path: "/agents/{}", id: "agent", success: 200, summary: "Change an agent", body: requests.agentUpdateRequest, answer: answers.agentAnswer },
  "agents.delete": { method: "DELETE", path: "/agents/{}", id: "agent", success: 200, summary: "Delete an agent", answer: answers.deletedAnswer },

  "sources.create": { method: "POST", path: "/sources", id: null, success: 200, summary: "Register a source", body: requests.sourceCreateRequest, answer: answers.sourceAnswer },
  "sources.list": { ...sessionOperations["sources.list"], success: 200, summary: "List sources", pages: true, answer: listOf(answers.sourceAnswer) },
  "sources.get": { ...sessionOperations["sources.get"], success: 200, summary: "Read a source", answer: answers.sourceAnswer },
  "sources.update": { method: "PATCH", path: "/sources/{}", id: "source", success: 200, summary: "Change a source's name or address", body: requests.sourceUpdateRequest, answer: answers.sourceAnswer },
  "sources.delete": { method: "DELETE", path: "/sources/{}", id: "source", success: 200, summary: "Delete a source", answer: answers.deletedAnswer },

  "credentials.create": { ...sessionOperations["credentials.create"], success: 201, summary: "Store a credential", body: requests.credentialCreateRequest, answer: answers.credentialAnswer },
  "credentials.list": {
    method: "GET", path: "/credentials", id: null, success: 200, summary: "List credentials", pages: true, answer: listOf(answers.credentialAnswer),
    query: { source_id: ids("source"), status: anyOf(credentialStatuses), external_id: { kind: "text" } },
  },
  "credentials.get": { ...sessionOperations["credentials.get"], success: 200, summary: "Read a credential", answer: answers.credentialAnswer },
  "credentials.update": { ...sessionOperations["credentials.update"], success: 200, summary: "Give new details or another external id", body: requests.credentialUpdateRequest, answer: answers.credentialAnswer },
  "credentials.delete": { method: "DELETE", path: "/credentials/{}", id: "credential", success: 200, summary: "Remove a credential from the vault", answer: answers.deletedAnswer },

  "tasks.create": { method: "POST", path: "/tasks", id: null, success: 201, summary: "Create a task on an agent", body: requests.taskCreateRequest, answer: answers.taskAnswer },
  "tasks.list": {
    method: "GET", path: "/tasks", id: null, success: 200, summary: "List tasks", pages: true, answer: listOf(answers.taskAnswer),
    query: { agent_id: id("agent"), status: oneOf(answers.taskStatuses) },
  },
  "tasks.get": { method: "GET", path: "/tasks/{}", id: "task", success: 200, summary: "Read a task", answer: answers.taskAnswer },
  "tasks.update": { method: "PATCH", path: "/tasks/{}", id: "task", success: 200, summary: "Change a task", body: requests.taskUpdateRequest, answer: answers.taskAnswer },
  "tasks.delete": { method: "DELETE", path: "/tasks/{}", id: "task", success: 200, summary: "Delete a task", answer: answers.deletedAnswer },
  "tasks.reset": { method: "POST", path: "/tasks/{}/reset", id: "task", success: 200, summary: "Send a task back to learning", answer: answers.taskAnswer },
  "tasks.run": { ...sessionOperations["tasks.run"], success: 201, summary: "Start a run", body: requests.taskRunRequest, answer: answers.taskRunAnswer },

  "task-runs.list": {
    method: "GET", path: "/task-runs", id: null, success: 200, summary: "List runs", pages: true, answer: listOf(answers.taskRunAnswer),
    query: {
      agent_id: id("agent"), credential_id: id("credential"), source_id: ids("source"), task_id: id("task"), workflow_id: { kind: "text" },
      status: anyOf(answers.runStatuses), outcome: anyOf(taskRunResults), created_after: time, created_before: time,
    },
  },
  "task-runs.get": {
    ...sessionOperations["task-runs.get"], success: 200, summary: "Read a run", answer: answers.taskRunReadAnswer,
    query: { include: { kind: "names", values: ["input", "storage", "screenshots", "artifacts"] } },
  },
  "task-runs.interaction": { ...sessionOperations["task-runs.interaction"], success: 200, summary: "Answer a prompt", body: requests.interactionRequest, answer: answers.taskRunAnswer },
  "task-runs.cancel": { method: "POST", path: "/task-runs/{}/cancel", id: "taskRun", success: 200, summary: "Cancel a run", answer: answers.taskRunAnswer },
  "task-runs.screenshots": { ...sessionOperations["task-runs.screenshots"], success: 200, summary: "List a run's screenshots, oldest first", pages: true, answer: listOf(answers.screenshotAnswer) },
  "task-runs.storage": { method: "GET", path: "/task-runs/{}/storage", id: "taskRun", success: 200, summary: "List a run's files", pages: true, answer: listOf(answers.runFileAnswer) },
  "storage.get": { method: "GET", path: "/storage/{}", id: "storage", success: 200, summary: "Read a file's record with its signed address", answer: answers.storageAnswer },

  "sessions.create": { method: "POST", path: "/sessions", id: null, success: 201, summary: "Start a session", body: requests.sessionCreateRequest, answer: answers.sessionAnswer },
  "sessions.list": { method: "GET", path: "/sessions", id: null, success: 200, summary: "List sessions", pages: true, answer: listOf(answers.sessionAnswer) },
  "sessions.get": { method: "GET", path: "/sessions/{}", id: "session", success: 200, summary: "Read a session with its runs", answer: answers.sessionAnswer },
  "sessions.end": { method: "POST", path: "/sessions/{}/end", id: "session", success: 200, summary: "End a session", answer: answers.sessionAnswer },

  "event-destinations.create": { method: "POST", path: "/event-destinations", id: null, success: 201, summary: "Create a destination", body: requests.destinationCreateRequest, answer: answers.destinationAnswer },
  "event-destinations.list": {
    method: "GET", path: "/event-destinations", id: null, success: 200, summary: "List destinations", pages: true, answer: listOf(answers.destinationAnswer),
    query: { status: oneOf(answers.destinationStatuses) },
  },
  "event-destinations.get": { method: "GET", path: "/event-destinations/{}", id: "eventDestination", success: 200, summary: "Read a destination", answer: answers.destinationAnswer },
  "event-destinations.update": { method: "PATCH", path: "/event-destinations/{}", id: "eventDestination", success: 200, summary: "Change, pause or go on with a destination", body: requests.destinationUpdateRequest, answer: answers.destinationAnswer },
  "event-destinations.delete": { method: "DELETE", path: "/event-destinations/{}", id: "eventDestination", success: 200, summary: "Delete a destination", answer: answers.deletedAnswer },
  "event-destinations.deliveries": {
    method: "GET", path: "/event-destinations/{}/event-deliveries", id: "eventDestination", success: 200, summary: "List a destination's deliveries", pages: true,
    answer: listOf(answers.deliveryAnswer), query: { status: oneOf(answers.deliveryStatuses), type: oneOf(eventTypes) },
  },

  "event-types.list": { method: "GET", path: "/event-types", id: null, success: 200, summary: "List the types of event", answer: answers.eventTypesAnswer },
  "events.list": {
    method: "GET", path: "/events", id: null, success: 200, summary: "List events", pages: true, answer: listOf(answers.eventAnswer),
    query: { type: anyOf(eventTypes), created_after: time, created_before: time },
  },
  "events.get": { method: "GET", path: "/events/{}", id: "event", success: 200, summary: "Read an event", answer: answers.eventAnswer },
} as const satisfies Record<string, ApiOperation>;

/** Name of an endpoint, as faults, ledger and documentation use it. */
export type ApiOperationName = keyof typeof apiOperations;
