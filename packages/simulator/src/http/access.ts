import { sessionOperations } from "@deck-auth/contract";
import type { ApiOperationName } from "@deck-auth/contract/api";
import { organizationOfKey, organizationOfToken } from "../world/ids.ts";
import type { Organization } from "../world/ids.ts";
import type { RunRecord, TokenRecord } from "../world/records.ts";
import { now } from "../world/world.ts";
import type { World } from "../world/world.ts";
import { refuse } from "./errors.ts";

/** Who asks: a customer's server with a secret key, or a component with a session token. */
export type Caller = { readonly kind: "key" } | { readonly kind: "token"; readonly tokenId: string };

/** Where worlds are found. */
export interface Worlds {
  /** The organization's world; it begins when it is first asked for. */
  of(organization: Organization): World;
  /** The same, but only if it has begun. */
  begun(organization: Organization): World | undefined;
}

const bearer = (header: string | null): string => /^Bearer +(\S+)$/i.exec(header ?? "")?.[1] ?? "";

const tokenNamed = (world: World | undefined, value: string): TokenRecord | undefined => {
  const token = world?.tokens.get(`tok_${value.slice("tk_".length)}`);
  return token?.token === value ? token : undefined;
};

/** The world that a request speaks to, and who asks (R183, R216). */
export const identify = (worlds: Worlds, request: Request): { world: World; caller: Caller } => {
  const value = bearer(request.headers.get("authorization"));
  if (value.startsWith("tk_")) {
    const organization = organizationOfToken(value);
    const world = organization === null ? undefined : worlds.begun(organization);
    const token = tokenNamed(world, value);
    if (world === undefined || token === undefined || token.expires <= now(world)) throw refuse("request/token_invalid");
    return { world, caller: { kind: "token", tokenId: token.id } };
  }
  const organization = organizationOfKey(value);
  if (organization === null) throw refuse("request/api_key_invalid");
  return { world: worlds.of(organization), caller: { kind: "key" } };
};

/** A session token reaches nine endpoints; everything else is 403 (deck-api 7.1). */
export const checkScope = (caller: Caller, operation: ApiOperationName | null): void => {
  if (caller.kind === "key") return;
  if (operation === null || !Object.hasOwn(sessionOperations, operation)) {
    throw refuse("request/token_invalid", undefined, { status: 403, message: "A session token cannot call this endpoint." });
  }
};

/** With `tokenScope: "session"` a token sees only the runs that it started (R219). */
export const checkRunScope = (world: World, caller: Caller, run: RunRecord): void => {
  if (caller.kind === "key" || world.limits.tokenScope === "org" || run.startedBy === caller.tokenId) return;
  throw refuse("request/token_invalid", undefined, { status: 403, message: "This session token did not start this run." });
};
