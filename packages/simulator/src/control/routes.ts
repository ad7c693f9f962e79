import { Hono } from "hono";
import type { Context } from "hono";
import { checkBody, parseJson, readText } from "../http/body.ts";
import { failureOf, success, toResponse } from "../http/envelope.ts";
import { refuse } from "../http/errors.ts";
import type { Serving } from "../http/serve.ts";
import { organizationOfKey } from "../world/ids.ts";
import type { Organization } from "../world/ids.ts";
import { clockOf, createWorldControl } from "./control.ts";
import type { WorldControl } from "./control.ts";
import { clockOrder, faultOrder, limitsOrder, resetOrder, reviewOrder } from "./orders.ts";
import { scenariosOf } from "./scenarios.ts";

/** Whose world is meant: that of the key in `Authorization`; without one, the default organization's. */
const organizationOf = (request: Request): Organization => {
  const header = request.headers.get("authorization");
  if (header === null) return "";
  const organization = organizationOfKey(header.replace(/^Bearer +/i, ""));
  if (organization === null) throw refuse("request/api_key_invalid");
  return organization;
};

/** One control request: for whom, and what its body says. */
interface Order {
  readonly organization: Organization;
  readonly control: WorldControl;
  readonly body: unknown;
  readonly query: URLSearchParams;
}

/** The last lines of each part of the ledger, all of them unless told otherwise. */
const lastLines = (control: WorldControl, query: URLSearchParams) => {
  const last = Number(query.get("last") ?? Number.POSITIVE_INFINITY);
  if (!(last >= 0)) throw refuse("request/query_param_invalid", "last");
  return Object.fromEntries(Object.entries(control.ledger()).map(([name, lines]) => [name, last === 0 ? [] : lines.slice(-last)]));
};

/** The control routes under `/_sim`: they are the simulator's own and not part of Deck's API (design 3.6). */
export const controlRoutes = (serving: Serving) => {
  const router = new Hono();
  const on = (method: "GET" | "POST" | "DELETE", path: string, serveOrder: (order: Order) => object) =>
    router.on(method, path, async (context: Context) => {
      const request = context.req.raw;
      const requestId = serving.strangerRequestId();
      try {
        const body = parseJson(await readText(request));
        const organization = organizationOf(request);
        const control = createWorldControl(serving, organization);
        return toResponse(success(200, serveOrder({ organization, control, body, query: new URL(request.url).searchParams }), requestId));
      } catch (reason) {
        return toResponse(failureOf(reason, requestId));
      }
    });

  on("POST", "/reset", ({ control, body }) => {
    checkBody(resetOrder, body);
    control.reset();
    return { reset: true };
  });
  on("GET", "/clock", ({ organization }) => clockOf(serving, organization));
  on("POST", "/clock", ({ organization, control, body }) => {
    control.advance(checkBody(clockOrder, body).advanceMs);
    return clockOf(serving, organization);
  });
  on("GET", "/faults", ({ control }) => ({ faults: control.faults() }));
  on("POST", "/faults", ({ control, body }) => {
    control.fault(checkBody(faultOrder, body));
    return { faults: control.faults() };
  });
  on("DELETE", "/faults", ({ control }) => {
    control.clearFaults();
    return { faults: [] };
  });
  on("GET", "/limits", ({ control }) => control.limits());
  on("POST", "/limits", ({ control, body }) => {
    const given = Object.entries(checkBody(limitsOrder, body)).filter(([, value]) => value !== undefined);
    return control.limits(Object.fromEntries(given));
  });
  on("POST", "/review", ({ control, body }) => {
    const { taskRunId, approve } = checkBody(reviewOrder, body);
    control.review(taskRunId, approve);
    return { reviewed: taskRunId, approved: approve };
  });
  on("GET", "/ledger", ({ control, query }) => lastLines(control, query));
  on("GET", "/scenarios", ({ organization }) => scenariosOf(organization));
  router.all("*", () => {
    const requestId = serving.strangerRequestId();
    return toResponse(failureOf(refuse("request/resource_not_found"), requestId));
  });
  return router;
};
