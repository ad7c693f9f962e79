import { apiOperations } from "@deck-auth/contract/api";
import type { ApiOperation, ApiOperationName } from "@deck-auth/contract/api";
import { enter } from "../control/ledger.ts";
import { affectAnswer, affectRequest, tripFault } from "../control/fault-effects.ts";
import type { ArmedFault } from "../control/faults.ts";
import type { Handler } from "../routes/call.ts";
import { timestamp } from "../world/answers.ts";
import { settle } from "../world/settle.ts";
import type { Organization } from "../world/ids.ts";
import { nextId, now } from "../world/world.ts";
import type { World } from "../world/world.ts";
import { checkScope, identify } from "./access.ts";
import type { Caller, Worlds } from "./access.ts";
import { checkId, parseJson, readText } from "./body.ts";
import { failureOf, success, toResponse } from "./envelope.ts";
import type { Answer } from "./envelope.ts";
import { refuse } from "./errors.ts";
import { keepSuccess, readAttempt, replayOf } from "./idempotency.ts";
import { readQuery } from "./query.ts";
import { countRequest } from "./rate-limit.ts";

/** What the pipeline needs of the simulator. */
export interface Serving {
  readonly worlds: Worlds;
  readonly handlers: Readonly<Record<ApiOperationName, Handler>>;
  /** An id for a request that belongs to no organization. */
  strangerRequestId(): string;
  /** Starts an organization anew. */
  reset(organization: Organization): void;
  /** Something may have changed in this world. */
  changed(world: World): void;
}

/** Which endpoint a request is for; `null`: none. */
export interface Target {
  readonly operation: ApiOperationName | null;
  /** The id in its path. */
  readonly id: string;
}

const idFields = {
  agent: "agent_id",
  source: "source_id",
  credential: "credential_id",
  task: "task_id",
  taskRun: "run_id",
  storage: "storage_id",
  session: "session_id",
  eventDestination: "destination_id",
  event: "event_id",
  eventDelivery: "delivery_id",
  request: "request_id",
  token: "token_id",
} as const;

interface Asked {
  readonly request: Request;
  readonly url: URL;
  readonly target: Target;
  readonly text: string | Error;
  readonly world: World;
  readonly caller: Caller;
  readonly requestId: string;
}

const note = (asked: Asked, answer: Answer | null, replayed: boolean, fault: ArmedFault | null): void =>
  enter(asked.world.ledger.requests, {
    request_id: asked.requestId,
    at: timestamp(now(asked.world)),
    operation: asked.target.operation,
    method: asked.request.method,
    path: asked.url.pathname,
    status: answer?.status ?? 0,
    caller: asked.caller.kind === "key" ? "sk" : asked.caller.tokenId,
    idempotency_key: asked.request.headers.get("idempotency-key"),
    replayed,
    fault: fault?.fault ?? null,
  });

/** Checks everything that is the same for all endpoints, then lets the endpoint's own handler answer. */
const perform = (serving: Serving, asked: Asked): { answer: Answer; replayed: boolean } => {
  const { world, caller, request, url, target, requestId } = asked;
  countRequest(world);
  checkScope(caller, target.operation);
  const handler = target.operation === null ? null : serving.handlers[target.operation];
  if (target.operation === null || handler === null) throw refuse("request/resource_not_found");
  if (asked.text instanceof Error) throw asked.text;
  const operation: ApiOperation = apiOperations[target.operation];
  const body = parseJson(asked.text);
  const attempt = readAttempt(world, request, url, body);
  const stored = attempt === null ? null : replayOf(world, attempt);
  if (stored !== null) return { answer: stored, replayed: true };
  if (operation.id !== null) checkId(operation.id, target.id, idFields[operation.id]);
  const query = readQuery(operation, url.searchParams);
  const idempotencyKey = attempt?.key ?? null;
  const call = { world, operation: target.operation, caller, id: target.id, query, body, requestId, idempotencyKey, origin: url.origin };
  const answer = success(operation.success, handler(call), requestId);
  if (attempt !== null) keepSuccess(world, attempt, answer);
  return { answer, replayed: false };
};

const settled = (serving: Serving, asked: Asked) => {
  settle(asked.world);
  try {
    return perform(serving, asked);
  } catch (reason) {
    return { answer: failureOf(reason, asked.requestId), replayed: false };
  } finally {
    serving.changed(asked.world);
  }
};

/** Serves one request to the API, faults included. Rejects when the connection is to break. */
export const serve = async (serving: Serving, request: Request, url: URL, target: Target): Promise<Response> => {
  const text = await readText(request).catch((reason: unknown) => (reason instanceof Error ? reason : new Error("The body broke off.")));
  let known: { world: World; caller: Caller };
  try {
    known = identify(serving.worlds, request);
  } catch (reason) {
    return toResponse(failureOf(reason, serving.strangerRequestId()));
  }
  const { world } = known;
  const asked: Asked = { request, url, target, text, ...known, requestId: nextId(world, "request") };
  const fault = target.operation === null ? null : tripFault(world, target.operation);
  if (fault !== null) {
    const early = await affectRequest(world, fault, asked.requestId).catch((reason: unknown) => {
      note(asked, null, false, fault);
      throw reason;
    });
    if (early !== null) {
      note(asked, early.answer, false, fault);
      return early.response;
    }
  }
  const { answer, replayed } = settled(serving, asked);
  note(asked, answer, replayed, fault);
  const response = toResponse(answer, replayed ? { "idempotent-replayed": "true" } : {});
  return affectAnswer(world, url, request, fault, answer, response);
};
