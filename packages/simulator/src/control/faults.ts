import type { ApiOperationName } from "@deck-auth/contract/api";

/** Kinds of trouble that can be ordered at `/_sim/faults`. */
export const faultKinds = {
  refused: "The connection breaks before the request takes effect.",
  response_lost: "The request takes effect, then the connection breaks.",
  truncated: "The request takes effect; half of the answer arrives, then the connection breaks.",
  slow: "The request waits `delayMs` (default 5000) before it takes effect.",
  response_slow: "The request takes effect at once; the answer waits `delayMs` (default 5000).",
  hang: "The request does not take effect and is never answered.",
  response_hang: "The request takes effect and is never answered.",
  status: "The request does not take effect; answered with `status` (default 500) and `error` (default api/api_error).",
  html: "The request does not take effect; answered with `status` (default 502) and a page of HTML.",
  no_cors: "The request takes effect; the answer lacks its CORS headers.",
  unknown_fields: "The answer has fields that nobody knows, in every object.",
  unknown_values: "The answer's `status`, `result` and `type` have values that nobody knows.",
  stale: "A read answers what the same read answered the time before.",
} as const;

export type FaultKind = keyof typeof faultKinds;

/** A fault that waits for its request. */
export interface ArmedFault {
  readonly operation: ApiOperationName | "*";
  readonly fault: FaultKind;
  /** It begins with the nth request from now on, counted from 1. */
  readonly nth: number;
  /** How many requests in a row it hits. */
  readonly times: number;
  readonly delayMs: number;
  readonly status: number | null;
  readonly error: string;
  /** Requests of this operation seen since it was armed. */
  seen: number;
}
