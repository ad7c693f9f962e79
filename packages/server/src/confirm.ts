import { credential, hasEnded, isId, taskRun } from "@deck-auth/contract";
import type { Confirmation, ConfirmationRequest, Credential, TaskRun } from "@deck-auth/contract";
import type { DeckClient, Parser } from "./deck/client.ts";
import { DeckAuthError } from "./errors.ts";
import type { Owner } from "./guards/subject.ts";
import type { Settings } from "./options.ts";

/** What is confirmed, and against which time. */
type Rules = Pick<Settings, "confirmation" | "clock" | "log">;

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
export const isOwned = (stored: Pick<Credential, "id" | "external_id">, owner: Owner): boolean =>
  stored.external_id === owner.externalId || owner.credentialIds.includes(stored.id);

/** What a run of this credential proves about it; `null`: there is no such run. */
function judgeRun(run: TaskRun | null): Pick<Confirmation, "taskRunId" | "verified"> {
  if (run === null) return { taskRunId: null, verified: false };
  if (!hasEnded(run.status)) return { taskRunId: run.id, verified: null };
  return { taskRunId: run.id, verified: run.status === "completed" && run.result === "success" };
}

/** Why nothing is confirmed; `null` when the credential may be trusted. */
function objection(stored: Credential, run: TaskRun | null, owner: Owner, { confirmation: { sourceIds, withinMs }, clock }: Rules): "owner" | "source" | "stale" | null {
  if (!isOwned(stored, owner)) return "owner";
  const isAllowed = sourceIds?.has(stored.source_id) !== false && owner.sourceIds?.includes(stored.source_id) !== false;
  if (!isAllowed) return "source";
  const times = [stored.created_at, stored.updated_at, run?.updated_at].map((time) => Date.parse(time ?? ""));
  // What nobody can read says nothing; when nothing is said it is an old one.
  const changed = Math.max(...times.filter((time) => !Number.isNaN(time)));
  return changed >= clock.now() - withinMs ? null : "stale";
}

/**
 * Reads credential and run with the secret key and says what may be trusted (T37). Somebody else's credential and one
 * that does not exist get the same answer, so that nobody learns which ids exist; so do a source that is not allowed and a
 * report that comes too late, so that whoever looks at `ownerMatches` alone trusts nothing wrong. The log tells them apart.
 */
export async function confirm(client: DeckClient, request: ConfirmationRequest, owner: Owner, rules: Rules): Promise<Confirmation> {
  const { credentialId, taskRunId } = request;
  const found = await findCredential(client, credentialId);
  const stored = found?.id === credentialId ? found : null;
  const named = taskRunId ?? null;
  // Another user's run is not even read.
  const run = named === null || stored === null || !isOwned(stored, owner) ? null : await findTaskRun(client, named);
  const own = run?.credential_id === credentialId ? run : null;
  const reason = stored === null ? "owner" : objection(stored, own, owner, rules);
  if (stored === null || reason !== null) {
    if (reason !== null && isId("credential", credentialId)) rules.log({ level: "warn", event: "confirmation_withheld", reason, credentialId });
    return { credentialId, externalId: null, sourceId: null, status: null, ownerMatches: false, taskRunId: null, verified: null };
  }
  return {
    credentialId,
    externalId: stored.external_id,
    sourceId: stored.source_id,
    status: stored.status,
    ownerMatches: true,
    ...(named === null ? { taskRunId: null, verified: null } : judgeRun(own)),
  };
}
