import { errorEnvelope } from "@deck-auth/contract";

/** What is known of a request that did not succeed. */
export interface ApiErrorDetails {
  type: string;
  code: string;
  message: string;
  field: string | null;
  requestId: string | null;
  status: number | null;
  /**
   * Whether the API surely refused, so that nothing took effect. False when the answer never came, or made no sense: then
   * a write may have happened, and only the same request under the same key can tell.
   */
  refused: boolean;
  /**
   * Whether the API looked at this very request, so that its refusal holds for every earlier try of it too. A limit, a token
   * or a gateway refuses whoever knocks: that says nothing of a try before, whose answer was lost.
   */
  judged: boolean;
  /** Whether it came without an envelope: a proxy on the way may have said it, of whatever it was asked for. */
  foreign: boolean;
}

/** The one way in which a call of the API fails. Holds codes and ids only: never a body, so never a secret. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly type: string;
  readonly code: string;
  readonly field: string | null;
  readonly requestId: string | null;
  readonly status: number | null;
  readonly refused: boolean;
  readonly judged: boolean;
  readonly foreign: boolean;

  constructor(details: ApiErrorDetails) {
    super(details.message);
    this.type = details.type;
    this.code = details.code;
    this.field = details.field;
    this.requestId = details.requestId;
    this.status = details.status;
    this.refused = details.refused;
    this.judged = details.judged;
    this.foreign = details.foreign;
  }

  /** The same error, after a try whose outcome nobody knows. */
  inDoubt(): ApiError {
    return new ApiError({ ...this, message: this.message, refused: false });
  }

  /** Whether no answer came at all. */
  get isLost(): boolean {
    return this.status === null && !this.refused;
  }

  is(type: string, code: string): boolean {
    return this.type === type && this.code === code;
  }
}

/** What an engineer reads of the errors that the flow finds by itself. */
const messages = new Map([
  ["request/token_invalid", "The session token is missing, unknown or expired."],
  ["request/source_not_found", "There is no such source."],
  ["request/credential_not_found", "There is no such credential."],
  ["request/task_not_found", "There is no such task."],
  ["request/resource_not_found", "There is no such resource."],
  ["auth/auth_method_not_supported", "This credential takes no user name and password."],
]);

/** An error of the catalogue that the flow itself finds. */
export const knownError = (type: string, code: string, details: Partial<ApiErrorDetails> = {}): ApiError =>
  new ApiError({
    type,
    code,
    message: messages.get(`${type}/${code}`) ?? `The API answered ${type}/${code}.`,
    field: null,
    requestId: null,
    status: null,
    refused: true,
    judged: false,
    foreign: false,
    ...details,
  });

/** The request or its answer was lost on the way. */
export const lostError = (): ApiError =>
  knownError("api", "api_error", { message: "The API could not be reached.", refused: false });

/** The API answered success, in a form that cannot be read. */
export const unreadableError = (status: number): ApiError =>
  knownError("api", "api_error", { message: "The API's answer could not be read.", status, refused: false });

/** What a status stands for when no envelope came with it (deck-api 7.9). */
function foreignName(status: number): readonly [type: string, code: string] {
  if (status === 401) return ["request", "token_invalid"];
  if (status === 404) return ["request", "resource_not_found"];
  if (status === 429) return ["rate_limit", "rate_limit_exceeded"];
  if (status >= 400 && status < 500) return ["request", "input_invalid"];
  return ["api", "api_error"];
}

/** Makes the error of a refused request from its status and whatever body it had (R106). */
export function refusedError(status: number, body: unknown): ApiError {
  const envelope = errorEnvelope.safeParse(body);
  const first = envelope.success ? envelope.data.errors[0] : undefined;
  if (first === undefined) {
    const [type, code] = foreignName(status);
    return knownError(type, code, { status, refused: status < 500, foreign: true });
  }
  return new ApiError({
    type: first.type,
    code: first.code,
    message: first.message,
    field: first.field ?? null,
    requestId: envelope.data?.request_id ?? null,
    status,
    // A platform failure may come after the write took effect; an error of the source or of the request may not.
    refused: status < 500 || first.type === "source",
    judged: status < 500 && first.type !== "rate_limit" && first.type !== "organization" && first.code !== "token_invalid",
    foreign: false,
  });
}

/** Any thrown thing as an `ApiError`, so that what reaches a person is always of one shape. */
export const asApiError = (thrown: unknown): ApiError => (thrown instanceof ApiError ? thrown : lostError());
