import { isJson, readJson } from "../guards/body.ts";
import { createLimiter } from "../guards/limiter.ts";
import { judgeOrigin } from "../guards/origin.ts";
import { askAuthorize } from "../guards/subject.ts";
import type { Settings } from "../options.ts";
import type { PageRoute } from "./admitted.ts";
import { answerThrown, refuse, refuseBroken, refuseForNow, refuseMethod } from "./answers.ts";

const tenMinutes = 10 * 60 * 1000;

/** The body of a POST, read from a copy: `authorize` gets the very request that came in, with whatever a framework hung on it. */
async function readBody(request: Request): Promise<{ body: unknown } | { refusal: Response }> {
  if (!isJson(request.headers)) {
    return { refusal: refuse(415, { type: "request", code: "content_type_not_supported", message: "Send application/json." }) };
  }
  const body = await readJson(request.clone().body);
  if (body.kind === "too-large") {
    void request.body?.cancel().catch(() => undefined);
    return { refusal: refuse(413, { type: "request", code: "input_too_long", message: "The body is too large." }) };
  }
  if (body.kind === "broken") return { refusal: refuseBroken() };
  if (body.kind === "malformed") return { refusal: refuse(400, { type: "request", code: "input_invalid", message: "The body is not JSON." }) };
  return { body: body.kind === "json" ? body.value : undefined };
}

/** Puts every guard before a route: method, origin, body, `authorize`, limit, in this order. */
export function guardPageRoute(route: PageRoute, { allowedOrigins, authorize, clock, log }: Settings): (request: Request) => Promise<Response> {
  const limiter = createLimiter(clock, route.limit, tenMinutes);

  async function admit(request: Request): Promise<Response> {
    const read = route.method === "POST" ? await readBody(request) : { body: undefined };
    if ("refusal" in read) return read.refusal;
    const authorization = await askAuthorize(authorize, request, clock, log);
    if (authorization.kind === "signed-out") return refuse(401, { type: "request", code: "signed_out", message: "Nobody is signed in." });
    if (authorization.kind === "refused") return refuse(403, { type: "request", code: "not_allowed", message: "The request was refused." });
    const wait = limiter.take(authorization.owner.subject);
    if (wait > 0) {
      log({ level: "warn", event: "limit_reached", route: route.name });
      return refuseForNow(wait);
    }
    return route.run({ request, owner: authorization.owner, body: read.body });
  }

  /** Gives an answer whatever happens: a page of a listed origin has to be able to read it. */
  async function answer(request: Request, isPreflight: boolean, isAllowed: boolean): Promise<Response> {
    if (request.method !== route.method && !isPreflight) return refuseMethod(route.method);
    if (!isAllowed) {
      log({ level: "warn", event: "origin_refused", route: route.name });
      return refuse(403, { type: "request", code: "origin_not_allowed", message: "This origin may not call this route." });
    }
    if (isPreflight) return new Response(null, { status: 204, headers: { vary: "Origin, Sec-Fetch-Site" } });
    return admit(request).catch((error: unknown) => answerThrown(error, log));
  }

  return async (request) => {
    const preflight = request.method === "OPTIONS" && request.headers.has("access-control-request-method");
    const origin = judgeOrigin(request.headers, allowedOrigins);
    const response = await answer(request, preflight, origin.allowed);
    if (origin.allowed && origin.cors !== null) {
      response.headers.set("access-control-allow-origin", origin.cors);
      response.headers.set("access-control-allow-credentials", "true");
      response.headers.set("access-control-expose-headers", "retry-after");
      if (preflight) {
        response.headers.set("access-control-allow-methods", route.method);
        response.headers.set("access-control-allow-headers", "authorization, content-type");
        response.headers.set("access-control-max-age", "600");
      }
    }
    return response;
  };
}
