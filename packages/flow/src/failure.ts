import type { ErrorData } from "@deck-auth/contract/messages";
import { asApiError } from "./api/api-error.ts";

/** An error as the chart carries it: codes, ids and words of the API; nothing that anyone typed. */
export interface Failure extends ErrorData {
  /** The field to blame, by the API's name. */
  field: string | null;
  requestId: string | null;
  /** Whether nothing took effect for sure. */
  refused: boolean;
  /** Whether it may be a proxy's word, not the API's. */
  foreign: boolean;
}

export function failureOf(thrown: unknown): Failure {
  const { type, code, message, field, requestId, refused, foreign } = asApiError(thrown);
  return { type, code, message, field, requestId, refused, foreign };
}

/** A failure that the flow itself finds, with no request behind it. */
export const localFailure = (type: string, code: string, message: string): Failure => ({
  type,
  code,
  message,
  field: null,
  requestId: null,
  refused: true,
  foreign: false,
});

/** The same error as a host is told it: exactly three keys (R91). */
export const errorDataOf = ({ type, code, message }: ErrorData): ErrorData => ({ type, code, message });

const terminalNames: ReadonlySet<string> = new Set([
  "request/token_invalid",
  "request/credential_not_found",
  "request/source_not_found",
  "auth/auth_invalid",
  "auth/auth_method_not_supported",
  "auth/password_reset_required",
  "auth/account_locked",
]);

/**
 * Whether an error that a write was answered with ends the flow (deck-api 6.12). An `organization` error does too: nothing
 * that this person types can mend it, and it is not to be retried (F30).
 */
export const isTerminal = ({ type, code }: ErrorData): boolean => terminalNames.has(`${type}/${code}`) || type === "organization";

/** What may be over in a moment: a limit, and a source that is down (deck-api 6.12). One that may not be connected stays so. */
const isPassingBy = ({ type, code }: ErrorData): boolean => type === "rate_limit" || (type === "source" && code !== "source_blocked");

/**
 * Whether a read that a screen waits for is refused for good. What may be over in a moment is not, nor is what a proxy says of
 * anything but the token: later it may be let through.
 */
export const isFinal = (failure: Failure): boolean =>
  failure.refused && !isPassingBy(failure) && (!failure.foreign || failure.code === "token_invalid");

const goneNames: ReadonlySet<string> = new Set(["resource_not_found", "credential_not_found", "source_not_found", "task_not_found"]);

/** Whether what was asked for does not exist, as the API itself says. */
export const isGone = ({ refused, foreign, type, code }: Failure): boolean => refused && !foreign && type === "request" && goneNames.has(code);

/** Whether a failed run's first error is for the host to know, after `onSuccess` (deck-api 7.2). */
export const isForHost = ({ type }: ErrorData): boolean => type === "auth" || type === "interaction" || type === "source";
