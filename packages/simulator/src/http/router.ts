import { Hono } from "hono";
import { apiOperations } from "@deck-auth/contract/api";
import type { ApiOperation, ApiOperationName } from "@deck-auth/contract/api";
import { controlRoutes } from "../control/routes.ts";
import { withoutCors } from "../control/fault-effects.ts";
import { serveFile } from "../files/serve.ts";
import { openApiDocument } from "../openapi/document.ts";
import { startPage, startScript, startStyle } from "../pages/start-page.ts";
import { preflight, withCors } from "./cors.ts";
import { serve } from "./serve.ts";
import type { Serving } from "./serve.ts";

const isOperationName = (name: string): name is ApiOperationName => Object.hasOwn(apiOperations, name);

/** Every address of the simulator: the API under `/v2`, its control under `/_sim`. */
export const createRouter = (serving: Serving) => {
  const router = new Hono();
  router.use(async (context, next) => {
    if (context.req.method === "OPTIONS") return preflight();
    await next();
    const { headers } = context.res;
    if (!headers.has(withoutCors)) context.res = withCors(context.res);
    headers.delete(withoutCors);
    return undefined;
  });
  for (const [name, operation] of Object.entries<ApiOperation>(apiOperations)) {
    if (!isOperationName(name)) continue;
    const path = `/v2${operation.path.replace("{}", ":id")}`;
    router.on(operation.method, path, (context) =>
      serve(serving, context.req.raw, new URL(context.req.url), { operation: name, id: context.req.param("id") ?? "" }),
    );
  }
  router.get("/", (context) => startPage(new URL(context.req.url).origin));
  router.get("/_sim/start.css", startStyle);
  router.get("/_sim/start.js", startScript);
  router.route("/_sim", controlRoutes(serving));
  router.get("/openapi.json", (context) => context.json(openApiDocument(new URL(context.req.url).origin)));
  router.get("/_files/*", (context) => serveFile(serving, new URL(context.req.url)));
  router.all("*", (context) => serve(serving, context.req.raw, new URL(context.req.url), { operation: null, id: "" }));
  router.onError((reason) => {
    throw reason;
  });
  return router;
};

