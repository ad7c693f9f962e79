/** A request to the API, as it was received and answered. No query values, no body, no secret. */
export interface LedgerRequest {
  readonly request_id: string;
  readonly at: string;
  readonly operation: string | null;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  /** `sk`: a secret key; otherwise the id of the session token. */
  readonly caller: string | null;
  readonly idempotency_key: string | null;
  /** The stored answer of an earlier request was given again; nothing took effect. */
  readonly replayed: boolean;
  readonly fault: string | null;
}

/** Something that took effect. */
export interface LedgerEffect {
  readonly at: string;
  readonly request_id: string;
  readonly idempotency_key: string | null;
  readonly id: string;
}

/** A credential stored, changed or deleted. The password is shown as a keyed hash. */
export interface LedgerCredential extends LedgerEffect {
  readonly action: "created" | "updated" | "deleted";
  readonly source_id: string;
  readonly username: string | null;
  readonly password_hash: string | null;
}

export interface LedgerRun extends LedgerEffect {
  readonly action: "started" | "cancelled";
  readonly task_id: string;
  readonly credential_id: string | null;
}

/** An answer to a prompt; values are shown as keyed hashes. */
export interface LedgerAnswer extends LedgerEffect {
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
