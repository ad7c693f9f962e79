import { isId, taskRun } from "@deck-auth/contract";
import type { TaskRunCreate } from "@deck-auth/contract";
import { asApiError, knownError } from "../api/api-error.ts";
import { isPassing, retrying } from "../api/retry.ts";
import type { RetryPolicy } from "../api/retry.ts";
import { writePolicy } from "./write-tools.ts";
import type { WriteTools } from "./write-tools.ts";

/** Starting a run while no session is free: a slot frees when another run ends. */
const slotPolicy: RetryPolicy = { tries: 40, within: 120_000 };

export interface StartInput {
  taskId: string | null;
  credentialId: string | null;
}

/**
 * Starts the linked task's run, once: every try carries the same key, also that of a page that was reloaded meanwhile. While no
 * session is free it waits for one.
 */
export async function startRun(input: StartInput, tools: WriteTools, signal: AbortSignal): Promise<{ taskRunId: string; status: string }> {
  // An id that cannot be a task's is a task that does not exist, and is not asked for (design 7.1).
  if (!isId("task", input.taskId)) throw knownError("request", "task_not_found");
  if (input.credentialId === null) throw knownError("request", "credential_not_found");
  const id = input.taskId;
  const body: TaskRunCreate = { credential_id: input.credentialId };
  const idempotencyKey = tools.checkpoint.current().runKey ?? tools.newKey();
  tools.checkpoint.note({ runKey: idempotencyKey });
  try {
    const run = await retrying(
      () =>
        tools.client.call({ operation: "tasks.run", id, body, idempotencyKey, parse: (answer) => taskRun.parse(answer), signal }),
      (error) => {
        if (error.is("rate_limit", "session_limit_exceeded")) return slotPolicy;
        return isPassing(error) ? writePolicy : null;
      },
      { ...tools, signal },
    );
    tools.checkpoint.note({ taskRunId: run.id, runKey: null });
    return { taskRunId: run.id, status: run.status };
  } catch (thrown) {
    if (asApiError(thrown).refused) tools.checkpoint.note({ runKey: null });
    throw thrown;
  }
}
