import { Hono } from "hono";
import { failureOf, success, toResponse } from "../http/envelope.ts";
import { refuse } from "../http/errors.ts";
import type { Serving } from "../http/serve.ts";
import { organizationOfKey } from "../world/ids.ts";
import type { Organization } from "../world/ids.ts";
import { settle } from "../world/settle.ts";

/** Whose world is meant: that of the key in `Authorization`; without one, the default organization's. */
const organizationOf = (request: Request): Organization => {
  const header = request.headers.get("authorization");
  if (header === null) return "";
  const organization = organizationOfKey(header.replace(/^Bearer +/i, ""));
  if (organization === null) throw refuse("request/api_key_invalid");
  return organization;
};

/** The control routes under `/_sim`: they are the simulator's own and not part of Deck's API (design 3.6). */
export const controlRoutes = (serving: Serving) => {
  const router = new Hono();
  const answer = (request: Request, serveControl: (organization: Organization) => object): Response => {
    const requestId = serving.strangerRequestId();
    try {
      return toResponse(success(200, serveControl(organizationOf(request)), requestId));
    } catch (reason) {
      return toResponse(failureOf(reason, requestId));
    }
  };
  router.post("/reset", (context) =>
    answer(context.req.raw, (organization) => {
      serving.reset(organization);
      return { reset: true };
    }),
  );
  router.get("/ledger", (context) =>
    answer(context.req.raw, (organization) => {
      const world = serving.worlds.of(organization);
      settle(world);
      return world.ledger;
    }),
  );
  return router;
};
