import type { Clock, Credential } from "@deck-auth/contract";
import { findCredential, findTaskRun, isOwned } from "../confirm.ts";
import type { DeckClient } from "../deck/client.ts";
import type { Owner } from "../guards/subject.ts";

/** Who owns which run, asked from the API with the secret key. */
export interface RunOwners {
  /** Whether this run works with a credential of this owner (T39). @throws DeckAuthError when the API cannot be asked */
  owns(owner: Owner, taskRunId: string): Promise<boolean>;
}

/** In milliseconds. */
const rememberedFor = 10 * 60 * 1000;
const mostRuns = 10_000;

/** Remembers what the API said for ten minutes: a page that reconnects costs no requests. */
export function createRunOwners(client: DeckClient, clock: Clock): RunOwners {
  const known = new Map<string, { credential: Credential; until: number }>();

  async function credentialOf(taskRunId: string): Promise<Credential | null> {
    const credentialId = (await findTaskRun(client, taskRunId))?.credential_id ?? null;
    return credentialId === null ? null : findCredential(client, credentialId);
  }

  return {
    async owns(owner, taskRunId) {
      const remembered = known.get(taskRunId);
      if (remembered !== undefined && remembered.until > clock.now()) return isOwned(remembered.credential, owner);
      known.delete(taskRunId);
      const credential = await credentialOf(taskRunId);
      if (credential === null) return false;
      known.set(taskRunId, { credential, until: clock.now() + rememberedFor });
      for (const oldest of known.keys()) {
        if (known.size <= mostRuns) break;
        known.delete(oldest);
      }
      return isOwned(credential, owner);
    },
  };
}
