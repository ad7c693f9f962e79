import { credential, hasEnded, isId, taskRun } from "@deck-auth/contract";
import type { Confirmation, ConfirmationRequest, Credential, TaskRun } from "@deck-auth/contract";
import type { DeckClient, Parser } from "./deck/client.ts";
import { DeckAuthError } from "./errors.ts";
import type { Owner } from "./guards/subject.ts";

/** The resource, or `null` when there is none of that id. Any other refusal is thrown. */
async function find<T>(client: DeckClient, path: string, answer: Parser<T>): Promise<T | null> {
  try {
    return await client({ method: "GET", path, answer });
  } catch (error) {
    // 400 is what an id of another type gets, 404 what an unknown one gets.
    if (error instanceof DeckAuthError && (error.status === 404 || error.status === 400)) return null;
    throw error;
  }
}

/** The credential of this id, or `null`; without a request when it cannot be an id. */
export const findCredential = async (client: DeckClient, id: string): Promise<Credential | null> =>
  isId("credential", id) ? find(client, `/credentials/${id}`, credential) : null;

/** The run of this id, or `null`; without a request when it cannot be an id. */
export const findTaskRun = async (client: DeckClient, id: string): Promise<TaskRun | null> =>
  isId("taskRun", id) ? find(client, `/task-runs/${id}`, taskRun) : null;

/** Whether the API says that this credential is the owner's. A credential without an `external_id` is nobody's. */
export const isOwned = (stored: Credential, owner: Owner): boolean =>
  stored.external_id === owner.externalId || owner.credentialIds.includes(stored.id);

/** What the run proves about the credential. */
function judgeRun(run: TaskRun | null, credentialId: string): Pick<Confirmation, "taskRunId" | "verified"> {
  if (run === null || run.credential_id !== credentialId) return { taskRunId: null, verified: false };
  if (!hasEnded(run.status)) return { taskRunId: run.id, verified: null };
  return { taskRunId: run.id, verified: run.status === "completed" && run.result === "success" };
}

/**
 * Reads credential and run with the secret key and says what may be trusted (T37). Somebody else's credential and one
 * that does not exist get the same answer, so that nobody learns which ids exist.
 */
export async function confirm(client: DeckClient, request: ConfirmationRequest, owner: Owner): Promise<Confirmation> {
  const { credentialId, taskRunId } = request;
  const stored = await findCredential(client, credentialId);
  if (stored === null || stored.id !== credentialId || !isOwned(stored, owner)) {
    return { credentialId, externalId: null, sourceId: null, status: null, ownerMatches: false, taskRunId: null, verified: null };
  }
  const named = taskRunId === null || taskRunId === undefined ? null : taskRunId;
  const run = named === null ? { taskRunId: null, verified: null } : judgeRun(await findTaskRun(client, named), credentialId);
  return {
    credentialId,
    externalId: stored.external_id,
    sourceId: stored.source_id,
    status: stored.status,
    ownerMatches: true,
    ...run,
  };
}
