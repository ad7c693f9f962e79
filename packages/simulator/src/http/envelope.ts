import type { DeckError } from "@deck-auth/contract";
import { Refusal, errorOf } from "./errors.ts";

/** An answer before it becomes a response: kept as text, so that a replay is the same to the byte. */
export interface Answer {
  readonly status: number;
  readonly body: string;
  readonly requestId: string;
}

/** A resource or a list, with the request's id (deck-api 1.2, 1.4). */
export const success = (status: number, resource: object, requestId: string): Answer => ({
  status,
  body: JSON.stringify({ ...resource, request_id: requestId }),
  requestId,
});

/** The body of every refused request (deck-api 1.8). */
export const failure = (status: number, errors: readonly DeckError[], requestId: string): Answer => ({
  status,
  body: JSON.stringify({ errors, request_id: requestId }),
  requestId,
});

/** What went wrong, as an answer: a refusal says it itself; all else is a fault of ours, and says nothing of its inside. */
export const failureOf = (reason: unknown, requestId: string): Answer =>
  reason instanceof Refusal ? failure(reason.status, reason.errors, requestId) : failure(500, [errorOf("api/api_error")], requestId);

/** The answer as it goes over the wire. */
export const toResponse = (answer: Answer, headers: Readonly<Record<string, string>> = {}): Response =>
  new Response(answer.body, {
    status: answer.status,
    headers: { "content-type": "application/json", "cache-control": "no-store", "x-request-id": answer.requestId, ...headers },
  });
