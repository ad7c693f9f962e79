import type { DeckError } from "@deck-auth/contract";
import type { EventType } from "@deck-auth/contract/api";
import type { Screen } from "../scenarios/scenario.ts";

/** What every record of a world has. Times are milliseconds since 1970; they are written out as ISO 8601 at the border. */
export interface Kept {
  readonly id: string;
  /** Place in the order of creation; never reused. */
  readonly sequence: number;
  readonly created: number;
  updated: number;
}

export interface AgentRecord extends Kept {
  name: string;
  description: string | null;
}

/** What is special about a seeded source. `null`: nothing. */
export type SourceTrait = null | "down" | "failing" | "blocked" | "method-unsupported" | "public" | "task-unsupported";

export interface SourceRecord extends Kept {
  name: string | null;
  url: string;
  readonly trait: SourceTrait;
}

export interface CredentialRecord extends Kept {
  status: "unverified" | "verified" | "invalid" | "deleted";
  external_id: string | null;
  readonly source_id: string;
  readonly auth_method: "username_password" | "none";
  /** Decides what a run with this credential meets. The password is not kept: no scenario depends on it. */
  username: string | null;
  source_fields: Record<string, unknown> | null;
}

export interface TaskRecord extends Kept {
  name: string;
  readonly agent_id: string;
  status: "learning" | "test" | "live";
  prompt: string | null;
  input_schema: Record<string, unknown> | null;
  output_schema: Record<string, unknown> | null;
  storage: Record<string, unknown> | null;
  extraction: boolean;
  timeout_seconds: number;
  successes: number;
  /** `when-possible`: with a credential; `always`: refuses to run without one; `never`: reads public pages. */
  readonly login: "when-possible" | "always" | "never";
}

export interface Prompt {
  type: string;
  message: string;
  fields: PromptField[];
}
export interface PromptField {
  name: string;
  type: string;
  label: string;
  options?: (string | { value: string; label: string })[];
}

/** What the agent was looking at from an instant on; screenshots are made of these. */
export interface Scene {
  readonly at: number;
  readonly screen: Screen;
  readonly reasoning: string;
  /** The scenario's step at that instant. */
  readonly step: number;
}

export type RunStatus =
  | "queued"
  | "running"
  | "interaction_required"
  | "review_required"
  | "cancelling"
  | "completed"
  | "failed"
  | "canceled";

export interface RunRecord extends Kept {
  status: RunStatus;
  result: "success" | "failure" | "unknown" | null;
  readonly task_id: string;
  readonly credential_id: string | null;
  readonly session_id: string;
  readonly agent_id: string;
  readonly source_id: string | null;
  readonly input: unknown;
  output: unknown;
  /** Ids of the files it left. */
  storage: string[];
  errors: DeckError[] | null;
  interaction: Prompt | null;
  canceled: number | null;
  /** Name of its scenario, and the step that it is at. */
  readonly scenario: string;
  step: number;
  /** How often the open prompt was answered wrongly, and whether the answer being checked is right. */
  wrongAnswers: number;
  answerIsRight: boolean;
  started: number | null;
  ended: number | null;
  scenes: Scene[];
  /** Id of the session token it was started with; `null`: with a secret key. */
  readonly startedBy: string | null;
}

export interface SessionRecord extends Kept {
  status: "queued" | "running" | "idle" | "completing" | "completed" | "failed";
  runs: string[];
  started: number | null;
  ended: number | null;
}

export interface TokenRecord extends Kept {
  readonly token: string;
  readonly expires: number;
}

export interface StorageRecord extends Kept {
  readonly task_run_id: string;
  readonly file_name: string;
  readonly file_type: string;
  readonly file_size: number;
  readonly extraction: unknown;
  readonly result: "success" | "failure";
}

export interface EventRecord extends Kept {
  readonly type: EventType;
  readonly data: Record<string, unknown>;
}

export interface DestinationRecord extends Kept {
  name: string;
  status: "pending_verification" | "active" | "inactive";
  readonly type: string;
  events: string[];
  config: Record<string, unknown>;
  /** Signs deliveries; the former one still signs until its time is over. */
  secret: string | null;
  formerSecret: { secret: string; until: number } | null;
}

export interface DeliveryRecord extends Kept {
  status: "pending" | "success" | "failure";
  readonly event_id: string;
  readonly event_type: string;
  readonly event_destination_id: string;
  attempts: number;
  delivered: number | null;
}

/** A stored answer to a write with an idempotency key. */
export interface ReplayRecord {
  readonly fingerprint: string;
  readonly at: number;
  readonly status: number;
  readonly body: string;
  readonly requestId: string;
}
