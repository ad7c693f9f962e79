import type { Clock } from "@deck-auth/contract";
import { DeckAuthError } from "../errors.ts";
import type { DeckAuthLog } from "../log.ts";
import { pause } from "../stopping.ts";
import { TimedOut, within } from "../timeout.ts";
import { backoff, maximumTries } from "./backoff.ts";
import { readFailure } from "./failure.ts";

/** How the API is reached. The platform's `fetch` is one; so is a simulator's. */
export type Fetch = (request: Request) => Promise<Response>;

/** Something that checks an answer, such as a schema of the contract. */
export interface Parser<T> {
  safeParse(value: unknown): { success: true; data: T } | { success: false };
}

/** One request to the API. */
export interface DeckRequest<T> {
  method: "GET" | "POST";
  /** Below the base URL. Ids in it were checked before. */
  path: string;
  answer: Parser<T>;
  /** Kept over the retries of this request. None for `/token`: its stored answer would outlive the token (R168). */
  idempotencyKey?: string;
  /** Once it is aborted nothing is asked, nor asked again. */
  signal?: AbortSignal;
}

/** Asks the Deck API with the secret key. @throws DeckAuthError, or what `signal` was aborted with */
export type DeckClient = <T>(request: DeckRequest<T>) => Promise<T>;

interface ClientOptions {
  secretKey: string;
  apiUrl: string;
  fetch: Fetch;
  clock: Clock;
  random: () => number;
  log: DeckAuthLog;
}

/** How long one try may take, in milliseconds, the body included. */
export const requestTimeout = 10_000;

/** After this many milliseconds nothing is tried again, because a person is waiting. */
const patience = 25_000;

const retryable = (error: DeckAuthError): boolean =>
  error.status === null || error.status === 429 || error.status >= 500 || (error.status >= 200 && error.status < 300);

/** Some frameworks keep answers of `fetch` unless told otherwise; some runtimes do not know the option. */
function createRequest(url: string, init: RequestInit): Request {
  try {
    return new Request(url, { ...init, cache: "no-store" });
  } catch {
    return new Request(url, init);
  }
}

/** A client that holds the key in this closure alone, retries what may pass, and fails with {@link DeckAuthError} only, unless it is stopped. */
export function createClient({ secretKey, apiUrl, fetch, clock, random, log }: ClientOptions): DeckClient {
  async function attempt<T>({ method, path, answer, idempotencyKey, signal }: DeckRequest<T>): Promise<T> {
    const controller = new AbortController();
    const stop = () => controller.abort();
    signal?.addEventListener("abort", stop);
    const headers = new Headers({ accept: "application/json", authorization: `Bearer ${secretKey}` });
    if (idempotencyKey !== undefined) headers.set("idempotency-key", idempotencyKey);
    // `manual`, because no redirect may carry the key elsewhere, and not every runtime knows `error`.
    const request = createRequest(`${apiUrl}${path}`, { method, headers, redirect: "manual", signal: controller.signal });
    let response: Response;
    let text: string;
    try {
      ({ response, text } = await within(clock, requestTimeout, async () => {
        const given = await fetch(request);
        return { response: given, text: await given.text() };
      }));
    } catch (error) {
      controller.abort();
      throw new DeckAuthError({ type: "api", code: error instanceof TimedOut ? "timeout" : "api_error", status: null, requestId: null });
    } finally {
      signal?.removeEventListener("abort", stop);
    }
    const body = readBody(text);
    if (!response.ok) throw readFailure(response.status, body);
    const parsed = answer.safeParse(body);
    if (!parsed.success) throw new DeckAuthError({ type: "api", code: "api_error", status: response.status, requestId: null });
    return parsed.data;
  }

  function readBody(text: string): unknown {
    try {
      // An answer may echo the key. With blanks in its place no id, code or token that held it passes its check.
      return JSON.parse(text.replaceAll(secretKey, "[the secret key]"));
    } catch {
      return undefined;
    }
  }

  return async (request) => {
    const begun = clock.now();
    for (let tries = 0; ; tries += 1) {
      request.signal?.throwIfAborted();
      try {
        return await attempt(request);
      } catch (error) {
        request.signal?.throwIfAborted();
        if (!(error instanceof DeckAuthError)) throw error;
        const { type, code, status, requestId } = error;
        const wait = backoff(tries, random);
        const again = retryable(error) && tries + 1 < maximumTries && clock.now() + wait - begun < patience;
        if (!again) {
          log({ level: "error", event: "deck_failed", type, code, status, requestId });
          throw error;
        }
        log({ level: "warn", event: "deck_retried", type, code, status, requestId });
        await pause(clock, wait, request.signal);
      }
    }
  };
}
