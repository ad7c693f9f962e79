import { errorEnvelope, isId } from "@deck-auth/contract";
import { DeckAuthError } from "../errors.ts";

const word = /^[a-z][a-z0-9_]{0,63}$/;
const fieldName = /^[\w.[\]-]{1,128}$/;

/** What a refusal means when its body says nothing that we can read (deck-api 7.9), with the secret key as the bearer. */
function byStatus(status: number): { type: string; code: string } {
  if (status === 401) return { type: "request", code: "api_key_invalid" };
  if (status === 404) return { type: "request", code: "resource_not_found" };
  if (status === 429) return { type: "rate_limit", code: "rate_limit_exceeded" };
  if (status >= 400 && status < 500) return { type: "request", code: "input_invalid" };
  return { type: "api", code: "api_error" };
}

/** The error in an answer that is not a success. `body` is the parsed JSON, `undefined` when there was none. */
export function readFailure(status: number, body: unknown): DeckAuthError {
  const parsed = errorEnvelope.safeParse(body);
  const first = parsed.success ? parsed.data.errors[0] : undefined;
  const requestId = parsed.success && isId("request", parsed.data.request_id) ? parsed.data.request_id : null;
  // Words only: a type or code that looks like anything else is not repeated in our own errors and logs.
  if (first === undefined || !word.test(first.type) || !word.test(first.code)) {
    return new DeckAuthError({ ...byStatus(status), status, requestId });
  }
  const field = typeof first.field === "string" && fieldName.test(first.field) ? first.field : null;
  return new DeckAuthError({ type: first.type, code: first.code, status, requestId, field });
}
