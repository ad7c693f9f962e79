import { isId, taskRun } from "@deck-auth/contract";
import type { InteractionAnswer } from "@deck-auth/contract";
import { asApiError, knownError } from "../api/api-error.ts";
import { isPassing, retrying } from "../api/retry.ts";
import type { RetryPolicy } from "../api/retry.ts";
import type { WriteTools } from "./write-tools.ts";

/** Answers: one more try than a person would notice; the prompt stays open for another. */
const answerPolicy: RetryPolicy = { tries: 3, within: 60_000 };

/**
 * Sends the typed answer. Each submission has its own key (R90), kept when its answer was lost, so that the same answer sent
 * again reaches the source once. `interaction_not_required` means that the prompt is gone, so an answer that was lost on its
 * way back had arrived; a closed window means that it is gone too. Either way the run says what came of it (R83, R85, R111).
 */
export async function answerPrompt(
  taskRunId: string | null,
  tools: WriteTools,
  signal: AbortSignal,
): Promise<{ updatedAt: string | null }> {
  const { secrets } = tools;
  if (!isId("taskRun", taskRunId)) throw knownError("request", "resource_not_found");
  // Defined, not assigned: a field may be named `__proto__` (T22).
  const body: InteractionAnswer = { input: Object.fromEntries(secrets.read("answer") ?? []) };
  const open = secrets.pending("answer", taskRunId);
  const key = open !== null && JSON.stringify(open.body) === JSON.stringify(body) ? open.key : tools.newKey();
  const held = secrets.keep("answer", { target: taskRunId, key, body });
  try {
    const run = await retrying(
      () =>
        tools.client.call({
          operation: "task-runs.interaction",
          id: taskRunId,
          body,
          idempotencyKey: key,
          parse: (answer) => taskRun.parse(answer),
          signal,
          forgotten: held.forgotten,
        }),
      (error) => (isPassing(error) ? answerPolicy : null),
      { ...tools, signal, held },
    );
    secrets.settle("answer", taskRunId);
    return { updatedAt: run.updated_at };
  } catch (thrown) {
    const error = asApiError(thrown);
    const isOver = error.is("request", "interaction_not_required") || error.type === "interaction";
    if (error.refused || isOver) secrets.settle("answer", taskRunId);
    else secrets.leaveOpen("answer", taskRunId);
    if (!isOver) throw error;
    return { updatedAt: null };
  }
}
