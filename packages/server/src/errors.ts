import { findError } from "@deck-auth/contract";

/** What a {@link DeckAuthError} is made of. */
export interface DeckAuthErrorParts {
  type: string;
  code: string;
  /** HTTP status of the answer; `null` when none came. */
  status: number | null;
  requestId: string | null;
  /** The field to blame, where there is one. */
  field?: string | null;
}

/**
 * Why the Deck API did not do what was asked (R170). Branch on `type` and `code` together: `timeout` exists under
 * several types. It holds codes and ids and nothing else: no text of the answer, no `cause`, and so never a key (R165).
 */
export class DeckAuthError extends Error {
  override readonly name = "DeckAuthError";
  /** For example `request` or `rate_limit`. */
  readonly type: string;
  /** For example `api_key_invalid`. */
  readonly code: string;
  /** HTTP status of the answer; `null` when none came (network, timeout) or none was asked for. */
  readonly status: number | null;
  /** `req_…`, for Deck's support; `null` when the answer carried none. */
  readonly requestId: string | null;
  /** The field to blame, where there is one. */
  readonly field: string | null;

  constructor(parts: DeckAuthErrorParts) {
    // Our own sentence, not the API's: an answer may echo what it was sent.
    super(`${parts.type}/${parts.code}: ${findError(parts.type, parts.code)?.summary ?? "The Deck API refused the request."}`);
    this.type = parts.type;
    this.code = parts.code;
    this.status = parts.status;
    this.requestId = parts.requestId;
    this.field = parts.field ?? null;
  }

  /** What a log may hold. */
  toJSON(): { name: string; type: string; code: string; status: number | null; requestId: string | null; field: string | null } {
    const { name, type, code, status, requestId, field } = this;
    return { name, type, code, status, requestId, field };
  }
}
