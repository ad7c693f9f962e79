import { sessionToken } from "@deck-auth/contract";
import type { SessionToken } from "@deck-auth/contract";
import type { DeckClient } from "./deck/client.ts";

/** A fresh session token. */
export interface CreatedToken {
  /** `tk_…`, good for half an hour and for the nine routes that the component needs. */
  token: string;
  /** ISO 8601. */
  expiresAt: string;
  /** The API's whole answer (R164). */
  response: SessionToken;
}

/** A new token each time: no cache, no idempotency key, no configuration, no body (R163, R167, R168, R169). */
export async function createToken(client: DeckClient): Promise<CreatedToken> {
  const response = await client({ method: "POST", path: "/token", answer: sessionToken });
  return { token: response.token, expiresAt: response.expires_at, response };
}
