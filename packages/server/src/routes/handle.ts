import type { DeckClient } from "../deck/client.ts";
import { DeckAuthError } from "../errors.ts";
import { isJson, readJson } from "../guards/body.ts";
import { createLimiter } from "../guards/limiter.ts";
import type { Limiter } from "../guards/limiter.ts";
import { judgeOrigin } from "../guards/origin.ts";
import { askAuthorize } from "../guards/subject.ts";
import type { Settings } from "../options.ts";
import { answerFailure, refuse, refuseForNow } from "./answers.ts";
import type { Admitted } from "./admitted.ts";
import { handleConfirm } from "./confirm.ts";
import { handleToken } from "./token.ts";
import { createWebhooksRoute } from "./webhooks.ts";

interface Route {
  name: string;
  limiter: Limiter;
  run(admitted: Admitted): Promise<Response>;
}

const refuseMethod = () => refuse(405, { type: "request", code: "method_not_allowed", message: "Use POST." }, { allow: "POST" });

const tenMinutes = 10 * 60 * 1000;

/** Takes a request, gives a response, never rejects. */
export function createHandle(settings: Settings, client: DeckClient): (request: Request) => Promise<Response> {
  const { allowedOrigins, authorize, basePath, clock, limits, log } = settings;
  const routes = new Map<string, Route>([
    [`${basePath}/token`, { name: "token", run: handleToken, limiter: createLimiter(clock, limits.tokens, tenMinutes) }],
    [`${basePath}/confirm`, { name: "confirm", run: handleConfirm, limiter: createLimiter(clock, limits.confirmations, tenMinutes) }],
  ]);

  const webhooks = settings.webhookSecrets.length === 0 ? null : createWebhooksRoute(settings);

  async function answer(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url);
    if (webhooks !== null && pathname === `${basePath}/webhooks`) return request.method === "POST" ? webhooks(request) : refuseMethod();
    const route = routes.get(pathname);
    if (route === undefined) return refuse(404, { type: "request", code: "resource_not_found", message: "There is no such route." });

    const origin = judgeOrigin(request.headers, allowedOrigins);
    const preflight = request.method === "OPTIONS" && request.headers.has("access-control-request-method");
    if (request.method !== "POST" && !preflight) return refuseMethod();
    if (!origin.allowed) {
      log({ level: "warn", event: "origin_refused", route: route.name });
      return refuse(403, { type: "request", code: "origin_not_allowed", message: "This origin may not call this route." });
    }
    const response = preflight ? new Response(null, { status: 204, headers: { vary: "Origin, Sec-Fetch-Site" } }) : await admit(request, route);
    if (origin.cors !== null) {
      response.headers.set("access-control-allow-origin", origin.cors);
      response.headers.set("access-control-allow-credentials", "true");
      if (preflight) {
        response.headers.set("access-control-allow-methods", "POST");
        response.headers.set("access-control-allow-headers", "authorization, content-type");
        response.headers.set("access-control-max-age", "600");
      }
    }
    return response;
  }

  async function admit(request: Request, route: Route): Promise<Response> {
    if (!isJson(request.headers)) {
      return refuse(415, { type: "request", code: "content_type_not_supported", message: "Send application/json." });
    }
    // From a copy: `authorize` gets the very request that came in, with whatever a framework hung on it.
    const body = await readJson(request.clone().body);
    if (body.kind === "too-large") {
      void request.body?.cancel();
      return refuse(413, { type: "request", code: "input_too_long", message: "The body is too large." });
    }
    if (body.kind === "malformed") return refuse(400, { type: "request", code: "input_invalid", message: "The body is not JSON." });

    const authorization = await askAuthorize(authorize, request, clock, log);
    if (authorization.kind === "signed-out") return refuse(401, { type: "request", code: "signed_out", message: "Nobody is signed in." });
    if (authorization.kind === "refused") return refuse(403, { type: "request", code: "not_allowed", message: "The request was refused." });

    const { owner } = authorization;
    const wait = route.limiter.take(owner.subject);
    if (wait > 0) {
      log({ level: "warn", event: "limit_reached", route: route.name });
      return refuseForNow(wait);
    }
    return route.run({ owner, body: body.kind === "json" ? body.value : undefined, client });
  }

  return async (request) => {
    try {
      return await answer(request);
    } catch (error) {
      if (error instanceof DeckAuthError) return answerFailure(error);
      log({ level: "error", event: "internal_error", error: error instanceof Error ? error.name : typeof error });
      return refuse(500, { type: "api", code: "api_error", message: "The server failed." });
    }
  };
}
