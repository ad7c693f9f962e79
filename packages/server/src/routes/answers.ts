import { DeckAuthError } from "../errors.ts";
import type { DeckAuthLog } from "../log.ts";
import { Stopping } from "../stopping.ts";

interface Refusal {
  type: string;
  code: string;
  message: string;
  requestId?: string | null;
}

const fixedHeaders = {
  "content-type": "application/json; charset=utf-8",
  "cache-control": "no-store",
  "x-content-type-options": "nosniff",
  vary: "Origin, Sec-Fetch-Site",
};

/** A JSON answer that nobody keeps (R173). */
export const answerJson = (status: number, value: unknown, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(value), { status, headers: { ...fixedHeaders, ...headers } });

/** A refusal in the API's own envelope, so that a page reads one shape whoever refused. */
export function refuse(status: number, { type, code, message, requestId }: Refusal, headers: Record<string, string> = {}): Response {
  const envelope = { errors: [{ type, code, message }] };
  return answerJson(status, requestId ? { ...envelope, request_id: requestId } : envelope, headers);
}

/** 400 for a body that did not come to its end. */
export const refuseBroken = (): Response => refuse(400, { type: "request", code: "input_invalid", message: "The body broke off." });

/** 404 for an address that is none of ours. */
export const refuseRoute = (): Response => refuse(404, { type: "request", code: "resource_not_found", message: "There is no such route." });

/** 405 with the methods that would do. */
export const refuseMethod = (method: string): Response =>
  refuse(405, { type: "request", code: "method_not_allowed", message: `Use ${method}.` }, { allow: method });

/** 429 with the whole seconds to wait. */
export const refuseForNow = (waitMs: number): Response =>
  refuse(
    429,
    { type: "rate_limit", code: "rate_limit_exceeded", message: "Too many requests. Try again later." },
    { "retry-after": String(Math.max(1, Math.ceil(waitMs / 1000))) },
  );

/** 503 while the process ends: another one takes its place. */
export const refuseStopping = (): Response =>
  refuse(503, { type: "rate_limit", code: "session_limit_exceeded", message: "This server is about to stop." }, { "retry-after": "30" });

/**
 * What the browser is told of a failure behind us. The API's 401 is about our key, not about the user, so it is a 502:
 * a page must not send its user to the sign-in form for it.
 */
function answerFailure(error: DeckAuthError): Response {
  const { type, code, message, requestId } = error;
  const status = error.status === 429 ? 429 : code === "timeout" && error.status === null ? 504 : 502;
  return refuse(status, { type, code, message, requestId });
}

/** The answer when something was thrown, whatever it is. */
export function answerThrown(error: unknown, log: DeckAuthLog): Response {
  if (error instanceof DeckAuthError) return answerFailure(error);
  if (error instanceof Stopping) return refuseStopping();
  log({ level: "error", event: "internal_error", error: error instanceof Error ? error.name : typeof error });
  return refuse(500, { type: "api", code: "api_error", message: "The server failed." });
}
