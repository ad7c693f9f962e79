import type { ApiOperationName } from "@deck-auth/contract/api";
import type { LedgerEffect } from "../control/ledger.ts";
import type { Caller } from "../http/access.ts";
import { timestamp } from "../world/answers.ts";
import { now } from "../world/world.ts";
import type { World } from "../world/world.ts";
import type { Query } from "../http/query.ts";

/** A request that was found good: the caller may call, the id has the right shape, the query fits. */
export interface Call {
  readonly world: World;
  readonly operation: ApiOperationName;
  readonly caller: Caller;
  /** The id in the path; empty when the endpoint has none. */
  readonly id: string;
  readonly query: Query;
  /** The parsed body, not yet checked; `undefined` when there was none. */
  readonly body: unknown;
  readonly requestId: string;
  readonly idempotencyKey: string | null;
  /** Where this simulator is reached, for the addresses in its answers. */
  readonly origin: string;
}

/** Serves one endpoint: gives the resource or list, or throws a `Refusal`. */
export type Handler = (call: Call) => object;

/** The part that every line of the ledger about an effect has. */
export const effectOf = (call: Call, id: string): LedgerEffect => ({
  at: timestamp(now(call.world)),
  request_id: call.requestId,
  idempotency_key: call.idempotencyKey,
  id,
});
