/** Who is at fault, which decides what counts against a task's success rate (deck-api 3). */
export type ErrorGroup = "deck" | "request" | "source";

/** One row of the error catalogue. */
export interface CatalogueEntry {
  readonly type: string;
  readonly code: string;
  readonly group: ErrorGroup;
  /** The HTTP status it is answered with; `null` when it is only ever seen in a failed run's `errors`. */
  readonly status: number | null;
  /** For engineers, in English. People read a translation chosen by type and code. */
  readonly summary: string;
}

/** Every error that the Deck API can report (deck-api 3). Branch on `type` and `code` together: `timeout` has four types. */
export const errorCatalogue = [
  { type: "api", code: "api_error", group: "deck", status: 500, summary: "The platform failed." },
  { type: "api", code: "timeout", group: "deck", status: 500, summary: "The platform timed out." },
  { type: "api", code: "endpoint_deprecated", group: "deck", status: 400, summary: "This endpoint is going away." },
  { type: "idempotency", code: "idempotency_error", group: "request", status: 409, summary: "This idempotency key was used with other parameters." },
  { type: "idempotency", code: "idempotency_key_error", group: "request", status: 400, summary: "An idempotency key may have at most 256 characters." },
  { type: "session", code: "timeout", group: "deck", status: 504, summary: "The session did not start in time." },
  { type: "rate_limit", code: "rate_limit_exceeded", group: "request", status: 429, summary: "Too many requests." },
  { type: "rate_limit", code: "session_limit_exceeded", group: "request", status: 429, summary: "Too many sessions at once." },
  { type: "source", code: "source_error", group: "source", status: 503, summary: "The source failed." },
  { type: "source", code: "source_not_available", group: "source", status: 503, summary: "The source is down." },
  { type: "source", code: "source_blocked", group: "source", status: 403, summary: "The source is on a blocklist." },
  { type: "request", code: "input_invalid", group: "request", status: 400, summary: "The input failed validation." },
  { type: "request", code: "input_type_invalid", group: "request", status: 400, summary: "The input has the wrong type." },
  { type: "request", code: "input_format_invalid", group: "request", status: 400, summary: "The input has the wrong format." },
  { type: "request", code: "input_missing", group: "request", status: 400, summary: "A required field is absent." },
  { type: "request", code: "input_too_long", group: "request", status: 400, summary: "The input is too long." },
  { type: "request", code: "input_too_short", group: "request", status: 400, summary: "The input is too short." },
  { type: "request", code: "input_duplicate", group: "request", status: 400, summary: "The value must be unique." },
  { type: "request", code: "query_param_invalid", group: "request", status: 400, summary: "This query parameter is not supported." },
  { type: "request", code: "cursor_invalid", group: "request", status: 400, summary: "The cursor is bad or expired." },
  { type: "request", code: "resource_not_found", group: "request", status: 404, summary: "There is no such resource." },
  { type: "request", code: "resource_not_ready", group: "request", status: 409, summary: "The resource is not in a usable state." },
  { type: "request", code: "api_key_invalid", group: "request", status: 401, summary: "The API key is missing or unknown." },
  { type: "request", code: "token_invalid", group: "request", status: 401, summary: "The session token is unknown or expired." },
  { type: "request", code: "credential_not_found", group: "request", status: 404, summary: "There is no such credential." },
  { type: "request", code: "source_not_found", group: "request", status: 404, summary: "There is no such source." },
  { type: "request", code: "action_not_supported", group: "request", status: 400, summary: "This is not possible for this source." },
  { type: "request", code: "task_not_found", group: "request", status: 404, summary: "There is no such task." },
  { type: "request", code: "task_not_supported", group: "request", status: 400, summary: "This task is not possible for this source." },
  { type: "request", code: "interaction_required", group: "request", status: 409, summary: "An open prompt has to be answered first." },
  { type: "request", code: "interaction_input_invalid", group: "request", status: 400, summary: "The answer does not fit the prompt's fields." },
  { type: "request", code: "interaction_not_required", group: "request", status: 400, summary: "No prompt is open." },
  { type: "request", code: "interaction_not_found", group: "request", status: 404, summary: "There is no such prompt." },
  { type: "request", code: "storage_not_found", group: "request", status: 404, summary: "There is no such storage item." },
  { type: "request", code: "attachment_invalid", group: "request", status: null, summary: "An input file failed its security scan." },
  { type: "auth", code: "auth_method_not_supported", group: "request", status: 400, summary: "The source cannot take this login method." },
  { type: "auth", code: "auth_not_supported", group: "request", status: 400, summary: "The source needs no login." },
  { type: "auth", code: "auth_required", group: "request", status: 400, summary: "A login is needed and there is no credential." },
  { type: "auth", code: "auth_invalid", group: "request", status: 401, summary: "The source refused the credentials." },
  { type: "auth", code: "password_reset_required", group: "request", status: 401, summary: "The source wants the password reset first." },
  { type: "auth", code: "account_locked", group: "request", status: 401, summary: "The account is locked at the source." },
  { type: "interaction", code: "interaction_timeout", group: "request", status: 408, summary: "Nobody answered the prompt in time." },
  { type: "task", code: "blocked", group: "deck", status: null, summary: "The source took the agent for a bot." },
  { type: "task", code: "task_failed", group: "deck", status: null, summary: "The task failed." },
  { type: "task", code: "task_result_unknown", group: "deck", status: null, summary: "The task ended and its result cannot be told." },
  { type: "task", code: "timeout", group: "deck", status: null, summary: "The task ran over its time limit." },
  { type: "storage", code: "timeout", group: "deck", status: 504, summary: "Storage timed out." },
  { type: "storage", code: "extraction_failed", group: "deck", status: null, summary: "A file could not be extracted." },
  { type: "storage", code: "extraction_timeout", group: "deck", status: null, summary: "Extracting a file timed out." },
  { type: "organization", code: "quota_exceeded", group: "request", status: 403, summary: "The plan's quota is used up." },
  { type: "organization", code: "task_length_exceeded", group: "request", status: 403, summary: "The task is over the plan's maximum length." },
  { type: "organization", code: "feature_not_available", group: "request", status: 403, summary: "The plan does not include this feature." },
  { type: "organization", code: "plan_inactive", group: "request", status: 403, summary: "The plan is past due or cancelled." },
] as const satisfies readonly CatalogueEntry[];

type Entry = (typeof errorCatalogue)[number];

/** `type/code` of every documented error. */
export type ErrorName = Entry extends infer E extends Entry ? (E extends unknown ? `${E["type"]}/${E["code"]}` : never) : never;

/** The documented types. */
export type ErrorType = Entry["type"];

/** The documented codes. */
export type ErrorCode = Entry["code"];

const byName: ReadonlyMap<string, CatalogueEntry> = new Map(errorCatalogue.map((entry) => [`${entry.type}/${entry.code}`, entry]));

/** The catalogue's row for this pair, or `undefined` for one that nobody knows yet. */
export const findError = (type: string, code: string): CatalogueEntry | undefined => byName.get(`${type}/${code}`);
