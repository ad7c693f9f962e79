import type { Clock } from "@deck-auth/contract";
import { findCredential, findTaskRun } from "../confirm.ts";
import type { DeckClient } from "../deck/client.ts";
import { TimedOut, within } from "../timeout.ts";
import type { RunOwner, RunOwnerStore } from "./bus.ts";
import { Busy, createTurns, longestWait } from "./turns.ts";

/** Who owns which run, asked from the API with the secret key. */
export interface RunOwners {
  /**
   * The credential that this run works with, and whose that is (T39); `null` when there is none. Costs two requests the first time, and
   * none while it is remembered, here or in the store.
   * @throws Busy when too many ask at once; DeckAuthError when the API cannot be asked
   */
  find(taskRunId: string): Promise<RunOwner | null>;
}

/** In milliseconds. A run never changes its credential, and who could give that to somebody else holds a token for as long. */
const rememberedFor = 30 * 60 * 1000;
const mostRuns = 10_000;
/** How long the store is waited for, in milliseconds. */
const storePatience = 2_000;

/**
 * Asks for a run once, however many wait for it, and for so many runs a second: after a deploy all pages come back at once, to a
 * process that knows nothing, and the requests are needed for better things.
 */
export function createRunOwners(client: DeckClient, clock: Clock, store: RunOwnerStore | null, perSecond: number, stopping: AbortSignal): RunOwners {
  const known = new Map<string, { owner: RunOwner; until: number }>();
  const asked = new Map<string, Promise<RunOwner | null>>();
  const turns = createTurns(clock, perSecond, stopping);
  const ask: DeckClient = (request) => client({ ...request, signal: stopping });

  function remember(taskRunId: string, owner: RunOwner): void {
    known.set(taskRunId, { owner, until: clock.now() + rememberedFor });
    for (const oldest of known.keys()) {
      if (known.size <= mostRuns) break;
      known.delete(oldest);
    }
  }

  async function askDeck(taskRunId: string): Promise<RunOwner | null> {
    const credentialId = (await findTaskRun(ask, taskRunId))?.credential_id ?? null;
    const credential = credentialId === null ? null : await findCredential(ask, credentialId);
    return credential === null ? null : { credentialId: credential.id, externalId: credential.external_id };
  }

  /** A store that is away is as good as none. */
  const askStore = async (taskRunId: string): Promise<RunOwner | null> =>
    store === null ? null : within(clock, storePatience, () => store.read(taskRunId)).catch(() => null);

  async function findOut(taskRunId: string): Promise<RunOwner | null> {
    const stored = await askStore(taskRunId);
    const owner = stored ?? (await turns.take(() => askDeck(taskRunId)));
    if (owner !== null) remember(taskRunId, owner);
    if (owner !== null && stored === null) store?.write(taskRunId, owner, rememberedFor).catch(() => undefined);
    return owner;
  }

  return {
    async find(taskRunId) {
      const remembered = known.get(taskRunId);
      if (remembered !== undefined && remembered.until > clock.now()) return remembered.owner;
      known.delete(taskRunId);
      const answer = asked.get(taskRunId) ?? findOut(taskRunId).finally(() => asked.delete(taskRunId));
      asked.set(taskRunId, answer);
      try {
        return await within(clock, longestWait, () => answer);
      } catch (error) {
        // What becomes of it is remembered all the same.
        throw error instanceof TimedOut ? new Busy() : error;
      }
    },
  };
}
