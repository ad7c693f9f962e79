import { longestBody, readBody } from "./body.ts";
import { findRoute, refusedParameter } from "./routes.ts";

/** The part of `fetch` that is used here. */
export type ProxyFetch = (address: string, init: RequestInit) => Promise<Response>;

/** What the proxy is given, so that tests need neither network nor time. */
export interface ProxyOptions {
  /** Address of the API, without a slash at its end. */
  apiUrl: string;
  fetch: ProxyFetch;
  /** Runs something after so many milliseconds, unless the function that it gives is called before. */
  after: (milliseconds: number, run: () => void) => () => void;
}

/** An answer that is not headed yet. */
export interface ProxyAnswer {
  status: number;
  headers: Record<string, string>;
  body: BodyInit | null;
}

const patience = 30_000;

/** A session token (`tk_…`) as the only thing in the header; a secret key would make this a relay for everything (T43). */
const bearer = /^Bearer (tk_[\x21-\x7e]{1,2048})$/;

/** What goes along to the API, and what of its answer comes back. Nothing else: no cookies, no addresses, no CORS. */
const carriedThere = ["accept", "authorization", "content-type", "idempotency-key"];
const carriedBack = ["content-type", "retry-after"];

function pick(headers: Headers, names: readonly string[]): Record<string, string> {
  const picked: Record<string, string> = {};
  for (const name of names) {
    const value = headers.get(name);
    if (value !== null) picked[name] = value;
  }
  return picked;
}

/**
 * Forwards the nine routes that a session token may call (design 3.2, T43). Bodies are passed on unread and never logged.
 * What it refuses, it refuses before anything is sent, in the API's own words.
 *
 * @returns a function that takes a request, its path below the API's address, its query and its id. It never rejects.
 */
export function createProxy({ apiUrl, fetch, after }: ProxyOptions) {
  return async (request: Request, path: string, query: URLSearchParams, requestId: string): Promise<ProxyAnswer> => {
    const refuse = (status: number, type: string, code: string, message: string): ProxyAnswer => ({
      status,
      headers: {},
      body: `${JSON.stringify({ errors: [{ type, code, message }], request_id: requestId })}\n`,
    });

    const route = findRoute(request.method, path);
    if (route === undefined) return refuse(404, "request", "resource_not_found", "This is none of the nine routes that are forwarded.");
    if (!bearer.test(request.headers.get("authorization") ?? "")) {
      return refuse(401, "request", "token_invalid", "Only a session token (tk_…) is forwarded. A secret key must never reach a browser.");
    }
    const parameter = refusedParameter(route, query);
    if (parameter !== undefined) {
      return refuse(400, "request", "query_param_invalid", `The parameter ${JSON.stringify(parameter)} is not forwarded on this route.`);
    }

    const limit = new AbortController();
    let isLate = false;
    const stopTimer = after(patience, () => {
      isLate = true;
      limit.abort();
    });
    try {
      const body = await readBody(request, limit.signal);
      // None of the API's judgements, which a 4xx would be taken for: an earlier try under the same key is not settled by it.
      if (isLate) return refuse(503, "api", "timeout", "The request did not arrive in time.");
      if (body === "too-long") {
        stopTimer();
        return refuse(413, "request", "input_too_long", `A request may hold ${longestBody} bytes.`);
      }
      const search = query.size === 0 ? "" : `?${query.toString()}`;
      const answer = await fetch(apiUrl + path + search, {
        method: route.method,
        headers: pick(request.headers, carriedThere),
        body,
        signal: limit.signal,
        redirect: "manual",
      });
      // Followed, a redirect would carry token and password to where it points (T43).
      const redirects = answer.status >= 300 && answer.status < 400;
      if (redirects || answer.status < 200 || answer.status > 599) {
        stopTimer();
        await answer.body?.cancel();
        return refuse(502, "api", "api_error", redirects ? "The API redirects; redirects are not followed." : "The API answers with a status that there is not.");
      }
      // Until the last byte: an answer that never ends is given up too.
      const passing = answer.body?.pipeThrough(new TransformStream<Uint8Array, Uint8Array>({ flush: stopTimer })) ?? null;
      if (passing === null) stopTimer();
      return { status: answer.status, headers: pick(answer.headers, carriedBack), body: passing };
    } catch {
      stopTimer();
      return isLate
        ? refuse(504, "api", "timeout", "The API did not answer in time.")
        : refuse(502, "api", "api_error", "The API could not be reached.");
    }
  };
}
