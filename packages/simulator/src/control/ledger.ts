/** A request to the API, as it was received and answered. No query values, no body, no secret. */
export interface LedgerRequest {
  readonly request_id: string;
  /** When, ISO 8601, by the world's clock. */
  readonly at: string;
  /** Its name in the table of operations; `null`: there is no such route. */
  readonly operation: string | null;
  readonly method: string;
  readonly path: string;
  /** The HTTP status of the answer. */
  readonly status: number;
  /** `sk`: a secret key; otherwise the id of the session token. */
  readonly caller: string | null;
  /** As it was sent; `null`: none was. */
  readonly idempotency_key: string | null;
  /** The stored answer of an earlier request was given again; nothing took effect. */
  readonly replayed: boolean;
  /** The fault that hit it, if one was ordered. */
  readonly fault: string | null;
}

/** Something that took effect. */
export interface LedgerEffect {
  /** When, ISO 8601, by the world's clock. */
  readonly at: string;
  /** The request that did it. */
  readonly request_id: string;
  /** That request's; `null`: it had none. */
  readonly idempotency_key: string | null;
  /** Of what was changed. */
  readonly id: string;
}

/** A credential stored, changed or deleted. The password is shown as a keyed hash. */
export interface LedgerCredential extends LedgerEffect {
  readonly action: "created" | "updated" | "deleted";
  readonly source_id: string;
  readonly username: string | null;
  readonly password_hash: string | null;
}

/** A run started or cancelled. */
export interface LedgerRun extends LedgerEffect {
  readonly action: "started" | "cancelled";
  readonly task_id: string;
  /** `null`: a run without a login. */
  readonly credential_id: string | null;
}

/** An answer to a prompt; values are shown as keyed hashes. */
export interface LedgerAnswer extends LedgerEffect {
  /** By the name of the field. */
  readonly hashes: Readonly<Record<string, string>>;
}

/** What happened in a world since it began. */
export interface Ledger {
  readonly requests: LedgerRequest[];
  readonly credentials: LedgerCredential[];
  readonly runs: LedgerRun[];
  readonly answers: LedgerAnswer[];
}

const kept = 10_000;

export const createLedger = (): Ledger => ({ requests: [], credentials: [], runs: [], answers: [] });

/** Adds a line, and lets the oldest ones go when there are very many. */
export const enter = <Line>(lines: Line[], line: Line): void => {
  lines.push(line);
  if (lines.length > kept) lines.splice(0, lines.length - kept);
};
