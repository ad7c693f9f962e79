import { isId } from "@deck-auth/contract";
import type { EmbedConfig } from "@deck-auth/contract/messages";
import type { FlowInput } from "./chart.ts";
import type { Checkpoint } from "./checkpoint.ts";
import type { FlowSnapshot } from "./screen.ts";

/** Where the flow begins: where this page was before it was reloaded, else where the host says, else at its beginning. */
export function resumptionOf(config: EmbedConfig, { current }: Checkpoint): Pick<FlowInput, "credentialId" | "resume"> {
  const { resume: wish } = config;
  const credentialId = config.credentialId ?? null;
  const { resumedRunId, updatesId, storeKey, storeTarget, ...kept } = current();
  if (kept.sourceId === null && kept.credentialId === null)
    return { credentialId, resume: wish === undefined ? null : { ...wish, sourceId: null, isOwn: false, inDoubt: false } };
  return {
    credentialId: updatesId ?? credentialId,
    resume: {
      sourceId: kept.sourceId,
      credentialId: kept.credentialId,
      taskRunId: kept.taskRunId,
      isOwn: resumedRunId === null,
      inDoubt: storeKey !== null && (storeTarget === kept.sourceId || isId("credential", storeTarget)),
    },
  };
}

/** Nothing that was stored before counts while something new is collected. */
const nothingStored = { credentialId: null, taskRunId: null, runKey: null };

/** Notes where the chart is. A dead token ends a page, not the flow: with another one it goes on. */
export function noteProgress(snapshot: FlowSnapshot, checkpoint: Checkpoint): void {
  const { chosenSourceId: sourceId, credentialId, storedCredentialId, taskRunId, failure } = snapshot.context;
  if (snapshot.matches("succeeded") || snapshot.matches("unverified")) checkpoint.leave();
  else if (snapshot.matches("failed")) {
    if (failure?.code !== "token_invalid") checkpoint.leave();
  } else if (snapshot.matches("startingRun") || snapshot.matches("running"))
    checkpoint.note({ sourceId, updatesId: credentialId, credentialId: storedCredentialId, taskRunId });
  else if (snapshot.matches("choosingSource")) checkpoint.note({ sourceId: null, updatesId: null, ...nothingStored });
  else if (snapshot.matches("loadingSource") || snapshot.matches("enteringCredentials"))
    checkpoint.note({ sourceId, updatesId: credentialId, ...nothingStored });
}
