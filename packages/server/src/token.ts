import { isSessionToken, sessionToken } from "@deck-auth/contract";
import type { SessionToken } from "@deck-auth/contract";
import type { DeckClient, Parser } from "./deck/client.ts";

/** A fresh session token. */
export interface CreatedToken {
  /** `tk_…`, good for half an hour and for the nine routes that the component needs. */
  token: string;
  /** ISO 8601. */
  expiresAt: string;
  /** The API's whole answer (R164). */
  response: SessionToken;
}

/** The contract's schema, and that the token is one that the component will take. */
const answer: Parser<SessionToken> = {
  safeParse(value) {
    const parsed = sessionToken.safeParse(value);
    return parsed.success && isSessionToken(parsed.data.token) ? parsed : { success: false };
  },
};

/** A new token each time: no cache, no idempotency key, no configuration, no body (R163, R167, R168, R169). */
export async function createToken(client: DeckClient): Promise<CreatedToken> {
  const response = await client({ method: "POST", path: "/token", answer });
  return { token: response.token, expiresAt: response.expires_at, response };
}
