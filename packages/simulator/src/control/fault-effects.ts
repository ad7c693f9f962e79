import type { ApiOperationName } from "@deck-auth/contract/api";
import { failure, toResponse } from "../http/envelope.ts";
import type { Answer } from "../http/envelope.ts";
import { errorOf, isErrorName, statusOf } from "../http/errors.ts";
import type { World } from "../world/world.ts";
import type { ArmedFault } from "./faults.ts";

/** The connection breaks: `fetch` rejects, a port's socket closes. */
export class ConnectionLost extends TypeError {
  override readonly name = "ConnectionLost";
  constructor() {
    super("The simulator broke this connection, as it was told to.");
  }
}

/** Marks a response that is to go out without its CORS headers. */
export const withoutCors = "x-deck-simulator-without-cors";

/** The fault that this request meets, if any; counts it. */
export const tripFault = (world: World, operation: ApiOperationName): ArmedFault | null => {
  let tripped: ArmedFault | null = null;
  for (const fault of world.faults) {
    if (fault.operation !== "*" && fault.operation !== operation) continue;
    fault.seen += 1;
    if (tripped === null && fault.seen >= fault.nth && fault.seen < fault.nth + fault.times) tripped = fault;
  }
  world.faults = world.faults.filter((fault) => fault.seen < fault.nth + fault.times - 1);
  return tripped;
};

const pause = (world: World, milliseconds: number) => new Promise<void>((resolve) => void world.settings.clock.after(milliseconds, resolve));
const never = () => new Promise<never>(() => undefined);

/** What a fault does before the request takes effect. A response: it takes none. Rejects when the connection breaks. */
export const affectRequest = async (
  world: World,
  fault: ArmedFault,
  requestId: string,
): Promise<{ answer: Answer; response: Response } | null> => {
  if (fault.fault === "refused") throw new ConnectionLost();
  if (fault.fault === "hang") return never();
  if (fault.fault === "slow") await pause(world, fault.delayMs);
  if (fault.fault === "status") {
    const name = isErrorName(fault.error) ? fault.error : "api/api_error";
    const answer = failure(fault.status ?? statusOf(name), [errorOf(name)], requestId);
    return { answer, response: toResponse(answer) };
  }
  if (fault.fault === "html") {
    const answer = { status: fault.status ?? 502, body: "<!doctype html><title>Bad gateway</title><h1>Bad gateway</h1>", requestId };
    return { answer, response: toResponse(answer, { "content-type": "text/html" }) };
  }
  return null;
};

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);

const extended = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(extended);
  if (!isObject(value)) return value;
  const parts = Object.entries(value).map(([name, part]) => [name, extended(part)] as const);
  return { ...Object.fromEntries(parts), future_field: { of: "a later version" }, another_one: 7 };
};

const enumerated: ReadonlySet<string> = new Set(["status", "result", "type", "auth_method"]);

const changed = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(changed);
  if (!isObject(value)) return value;
  const parts = Object.entries(value).map(([name, part]) => [name, enumerated.has(name) && typeof part === "string" ? "of_the_future" : changed(part)] as const);
  return Object.fromEntries(parts);
};

const rewritten = (response: Response, body: string) => new Response(body, { status: response.status, headers: response.headers });

/** Half of the body, then nothing: reading it fails. */
const cutOff = (response: Response, body: string) => {
  const bytes = new TextEncoder().encode(body);
  let sent = false;
  const half = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (sent) return controller.error(new ConnectionLost());
      sent = true;
      controller.enqueue(bytes.subarray(0, Math.floor(bytes.length / 2)));
    },
  });
  return new Response(half, { status: response.status, headers: response.headers });
};

const remembered = 200;

/** Keeps what a read answered, for the fault `stale`. */
const remember = (world: World, key: string, body: string): void => {
  world.formerReads.delete(key);
  world.formerReads.set(key, body);
  for (const oldest of world.formerReads.keys()) {
    if (world.formerReads.size <= remembered) break;
    world.formerReads.delete(oldest);
  }
};

/** What a fault does to the answer of a request that took effect. Rejects when the connection breaks. */
export const affectAnswer = async (
  world: World,
  url: URL,
  request: Request,
  fault: ArmedFault | null,
  answer: Answer,
  response: Response,
): Promise<Response> => {
  const isRead = request.method === "GET" && response.ok;
  const key = `${url.pathname}${url.search}`;
  if (fault?.fault === "stale" && isRead) return rewritten(response, world.formerReads.get(key) ?? answer.body);
  if (isRead) remember(world, key, answer.body);
  switch (fault?.fault) {
    case "response_lost":
      throw new ConnectionLost();
    case "response_hang":
      return never();
    case "response_slow":
      await pause(world, fault.delayMs);
      return response;
    case "truncated":
      return cutOff(response, answer.body);
    case "unknown_fields":
      return rewritten(response, JSON.stringify(extended(JSON.parse(answer.body))));
    case "unknown_values":
      return rewritten(response, JSON.stringify(changed(JSON.parse(answer.body))));
    case "no_cors":
      response.headers.set(withoutCors, "1");
      return response;
    default:
      return response;
  }
};
