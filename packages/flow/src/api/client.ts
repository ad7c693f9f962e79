import { isId, sessionOperations } from "@deck-auth/contract";
import type { Clock, SessionOperation } from "@deck-auth/contract";
import { asApiError, knownError, lostError, refusedError, unreadableError } from "./api-error.ts";
import type { ApiError } from "./api-error.ts";
import type { SessionTokenHolder } from "./session-token.ts";

/** The part of `fetch` that is used here. */
export type Fetch = (address: string, init: RequestInit) => Promise<Response>;

/** One call of one of the nine routes that a session token may use. */
export interface ApiCall<Result> {
  operation: SessionOperation;
  /** The id in the path, for routes that have one. */
  id?: string;
  query?: Record<string, string>;
  /** Sent as JSON. */
  body?: unknown;
  /** The same for every try of one submission, so that it takes effect once (design 4.4). */
  idempotencyKey?: string;
  /** Checks the answer. Anything that it throws makes the answer unreadable. */
  parse(body: unknown): Result;
  signal: AbortSignal;
  /** Aborts once the body is to be sent no more: also not with the token that was waited for. */
  forgotten?: AbortSignal | undefined;
}

/** Calls the Deck API once. Retrying is the caller's decision. */
export interface ApiClient {
  call<Result>(call: ApiCall<Result>): Promise<Result>;
}

/** A try that has not been answered by then is given up. */
const patience = 20_000;

export interface ApiClientOptions {
  /** Base address with version, without a slash at its end: `https://api.deck.co/v2`. */
  apiUrl: string;
  fetch: Fetch;
  clock: Clock;
  token: SessionTokenHolder;
}

function addressOf(apiUrl: string, call: ApiCall<unknown>): string {
  const { path, id: kind } = sessionOperations[call.operation];
  // An id that is none would change the path (`..`), so it never gets that far; whoever calls has checked it already.
  if (kind !== null && !isId(kind, call.id)) throw knownError("request", "resource_not_found");
  const query = new URLSearchParams(call.query).toString();
  return `${apiUrl}${path.replace("{}", call.id ?? "")}${query === "" ? "" : `?${query}`}`;
}

async function readJson(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function createApiClient({ apiUrl, fetch, clock, token }: ApiClientOptions): ApiClient {
  async function attempt<Result>(call: ApiCall<Result>, bearer: string): Promise<Result> {
    const address = addressOf(apiUrl, call);
    const headers: Record<string, string> = { accept: "application/json", authorization: `Bearer ${bearer}` };
    if (call.body !== undefined) headers["content-type"] = "application/json";
    if (call.idempotencyKey !== undefined) headers["idempotency-key"] = call.idempotencyKey;

    const limit = new AbortController();
    const abort = () => limit.abort();
    const stopTimer = clock.after(patience, abort);
    call.signal.addEventListener("abort", abort);
    if (call.signal.aborted) abort();
    try {
      const response = await fetch(address, {
        method: sessionOperations[call.operation].method,
        headers,
        body: call.body === undefined ? null : JSON.stringify(call.body),
        signal: limit.signal,
        // Nothing of this page or of its visitor goes along, and nobody is followed elsewhere (T32).
        cache: "no-store",
        credentials: "omit",
        redirect: "error",
        referrerPolicy: "no-referrer",
      });
      const body = await readJson(response);
      if (!response.ok) throw refusedError(response.status, body);
      try {
        return call.parse(body);
      } catch {
        throw unreadableError(response.status);
      }
    } catch (thrown) {
      throw asApiError(thrown);
    } finally {
      stopTimer();
      call.signal.removeEventListener("abort", abort);
    }
  }

  const isTokenRefusal = (error: ApiError): boolean => error.is("request", "token_invalid");

  return {
    async call(call) {
      const used = token.current();
      if (used !== "") {
        try {
          return await attempt(call, used);
        } catch (thrown) {
          const error = asApiError(thrown);
          if (!isTokenRefusal(error)) throw error;
        }
      }
      // A second refusal is for good (design 3.1).
      const renewed = await token.renew(used);
      if (call.signal.aborted || call.forgotten?.aborted) throw lostError();
      if (!renewed) throw knownError("request", "token_invalid", { status: 401 });
      return attempt(call, token.current());
    },
  };
}
