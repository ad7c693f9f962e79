import { isId, taskRun } from "@deck-auth/contract";
import type { TaskRun } from "@deck-auth/contract";
import { findCredential, findTaskRun, isOwned } from "./confirm.ts";
import type { DeckClient } from "./deck/client.ts";
import { DeckAuthError } from "./errors.ts";
import type { Owner } from "./guards/subject.ts";

const notFound = () => new DeckAuthError({ type: "request", code: "resource_not_found", status: null, requestId: null });

/** Cancels a run (R179). With an owner it is cancelled only if its credential is the owner's. */
export async function cancelTaskRun(client: DeckClient, taskRunId: string, owner: Owner | null): Promise<TaskRun> {
  if (!isId("taskRun", taskRunId)) throw notFound();
  if (owner !== null) {
    const credentialId = (await findTaskRun(client, taskRunId))?.credential_id ?? null;
    const stored = credentialId === null ? null : await findCredential(client, credentialId);
    if (stored === null || !isOwned(stored, owner)) throw notFound();
  }
  return client({ method: "POST", path: `/task-runs/${taskRunId}/cancel`, answer: taskRun, idempotencyKey: crypto.randomUUID() });
}
