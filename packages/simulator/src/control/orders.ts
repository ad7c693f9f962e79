import * as z from "zod/mini";
import { apiOperations } from "@deck-auth/contract/api";
import type { ApiOperationName } from "@deck-auth/contract/api";
import { isErrorName } from "../http/errors.ts";
import { faultKinds } from "./faults.ts";
import type { FaultKind } from "./faults.ts";

const isOperation = (value: unknown): value is ApiOperationName => typeof value === "string" && Object.hasOwn(apiOperations, value);
const isFault = (value: unknown): value is FaultKind => typeof value === "string" && Object.hasOwn(faultKinds, value);
const count = z.int().check(z.minimum(1), z.maximum(1_000_000));
const nullableCount = z.nullable(count);
/** A hundred years: a number that stays a time. */
const duration = z.number().check(z.minimum(0), z.maximum(3.2e12));

/** Timers of browsers and Node hold no longer than this, in milliseconds. */
const delay = z.number().check(z.minimum(0), z.maximum(2 ** 31 - 1));

/** Body of `POST /_sim/clock`. */
export const clockOrder = z.strictObject({ advanceMs: duration });

/** Body of `POST /_sim/faults`. */
export const faultOrder = z.strictObject({
  operation: z.union([z.literal("*"), z.custom<ApiOperationName>(isOperation)]),
  fault: z.custom<FaultKind>(isFault),
  nth: z.optional(count),
  times: z.optional(count),
  delayMs: z.optional(delay),
  status: z.optional(z.int().check(z.minimum(200), z.maximum(599))),
  error: z.optional(z.string().check(z.refine(isErrorName))),
});

/** Body of `POST /_sim/limits`: only what is given changes. */
export const limitsOrder = z.strictObject({
  requestsPer10s: z.optional(nullableCount),
  sessions: z.optional(nullableCount),
  tokenScope: z.optional(z.enum(["org", "session"])),
  promptWindowMs: z.optional(z.nullable(duration)),
  taskSeconds: z.optional(count),
});

/** Body of `POST /_sim/review`. */
export const reviewOrder = z.strictObject({ taskRunId: z.string(), approve: z.boolean() });

/** Body of `POST /_sim/reset`. */
export const resetOrder = z.strictObject({});
