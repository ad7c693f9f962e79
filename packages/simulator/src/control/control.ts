import { refuse } from "../http/errors.ts";
import type { Serving } from "../http/serve.ts";
import { mac } from "../crypto/text.ts";
import { timestamp } from "../world/answers.ts";
import type { Organization } from "../world/ids.ts";
import { runHasEnded } from "../world/run-status.ts";
import { reviewRun } from "../world/runs.ts";
import { seededIds } from "../world/seed.ts";
import type { SeededIds } from "../world/seed.ts";
import { settle } from "../world/settle.ts";
import { now, worldKey } from "../world/world.ts";
import type { Limits, World } from "../world/world.ts";
import type { ArmedFault, FaultKind } from "./faults.ts";
import type { Ledger } from "./ledger.ts";

/** A fault to be armed. Only `operation` and `fault` are needed. */
export interface FaultOrder {
  readonly operation: ArmedFault["operation"];
  readonly fault: FaultKind;
  /** Begins with the nth request from now on. @default 1 */
  readonly nth?: number | undefined;
  /** Hits so many requests in a row. @default 1 */
  readonly times?: number | undefined;
  /** For `slow` and `response_slow`, in milliseconds. @default 5000 */
  readonly delayMs?: number | undefined;
  /** For `status` and `html`. */
  readonly status?: number | undefined;
  /** For `status`: `type/code` of the error in the answer. @default "api/api_error" */
  readonly error?: string | undefined;
}

/** Holds one organization's world from within a test; `/_sim` offers the same over HTTP. */
export interface WorldControl {
  /** The ids that this organization begins with. */
  readonly ids: SeededIds;
  /** Starts anew: seeded data, counters (but that of events, whose ids receivers remember), clock, limits, faults, ledger (R283). */
  reset(): void;
  /** What took effect so far. */
  ledger(): Ledger;
  /** How a password or an answer is shown in the ledger. */
  hash(secret: string): string;
  /** Moves this world's time ahead (R281). With a virtual clock, `clock.advance()` moves everything together. */
  advance(milliseconds: number): void;
  /** This world's time, in milliseconds since 1970. */
  now(): number;
  /** Changes the limits that are given, and gives all of them. */
  limits(change?: Partial<Limits>): Limits;
  /** Arms a fault. Several may wait at once; the first that fits a request hits it. */
  fault(order: FaultOrder): void;
  /** The faults that still wait. */
  faults(): readonly ArmedFault[];
  clearFaults(): void;
  /** Ends the review that a run waits for. */
  review(taskRunId: string, approve: boolean): void;
}

const review = (world: World, taskRunId: string, approve: boolean): void => {
  const run = world.runs.get(taskRunId);
  if (run === undefined || runHasEnded(run)) throw refuse("request/resource_not_found", "taskRunId");
  if (run.status !== "review_required") throw refuse("request/resource_not_ready", "taskRunId");
  reviewRun(world, run, approve);
};

/** Control of one organization's world. */
export const createWorldControl = (serving: Serving, organization: Organization): WorldControl => {
  const settled = (): World => {
    const world = serving.worlds.of(organization);
    settle(world);
    return world;
  };
  return {
    ids: seededIds(organization),
    reset: () => serving.reset(organization),
    ledger: () => settled().ledger,
    hash: (secret) => mac(worldKey(serving.worlds.of(organization)), secret),
    advance(milliseconds) {
      settled().offset += milliseconds;
      serving.changed(settled());
    },
    now: () => now(serving.worlds.of(organization)),
    limits: (change = {}) => Object.assign(serving.worlds.of(organization).limits, change),
    fault({ operation, fault, nth = 1, times = 1, delayMs = 5000, status, error = "api/api_error" }) {
      serving.worlds.of(organization).faults.push({ operation, fault, nth, times, delayMs, status: status ?? null, error, seen: 0 });
    },
    faults: () => serving.worlds.of(organization).faults,
    clearFaults() {
      serving.worlds.of(organization).faults = [];
    },
    review(taskRunId, approve) {
      const world = settled();
      review(world, taskRunId, approve);
      serving.changed(world);
    },
  };
};

/** What the clock shows, for `/_sim/clock`. */
export const clockOf = (serving: Serving, organization: Organization) => {
  const world = serving.worlds.of(organization);
  return { now: timestamp(now(world)), offset_ms: world.offset };
};
