import { sessionCreateRequest } from "@deck-auth/contract/api";
import { checkBody } from "../http/body.ts";
import { refuse } from "../http/errors.ts";
import { page } from "../http/paging.ts";
import { sessionAnswer } from "../world/answers.ts";
import { cancelRun } from "../world/runs.ts";
import { isLive, sessionsHeld, setSessionStatus, startSession } from "../world/sessions.ts";
import type { Handler } from "./call.ts";
import { find } from "./find.ts";

const create: Handler = ({ world, body }) => {
  checkBody(sessionCreateRequest, body);
  const { sessions } = world.limits;
  if (sessions !== null && sessionsHeld(world) >= sessions) throw refuse("rate_limit/session_limit_exceeded");
  return sessionAnswer(world, startSession(world, true));
};

/** Runs that still go are cancelled; then the session completes (R248). */
const end: Handler = ({ world, id }) => {
  const session = find(world.sessions, "session", id);
  if (!isLive(session)) throw refuse("request/resource_not_ready");
  for (const run of session.runs) {
    const going = world.runs.get(run);
    if (going !== undefined) cancelRun(world, going);
  }
  setSessionStatus(world, session, "completing");
  return sessionAnswer(world, session);
};

export const sessionRoutes = {
  "sessions.create": create,
  "sessions.list": ({ world, operation, query }) =>
    page(world, operation, query, world.sessions.newestFirst(), (session) => session.sequence, (session) => sessionAnswer(world, session)),
  "sessions.get": ({ world, id }) => sessionAnswer(world, find(world.sessions, "session", id)),
  "sessions.end": end,
} satisfies Record<string, Handler>;
