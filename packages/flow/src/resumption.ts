import type { EmbedConfig } from "@deck-auth/contract/messages";
import type { FlowInput } from "./chart.ts";
import type { Checkpoint } from "./checkpoint.ts";
import { isOver } from "./screen.ts";
import type { FlowSnapshot } from "./screen.ts";

/** What the host asks to go on with, by the chart's names. */
const resumed = ({ credentialId, taskRunId }: NonNullable<EmbedConfig["resume"]>) => ({ storedCredentialId: credentialId, taskRunId });

/** Where the flow begins: where this page was before it was reloaded, else where the host says, else at its beginning. */
export function resumptionOf(config: EmbedConfig, { current }: Checkpoint): Pick<FlowInput, "credentialId" | "resume"> {
  const { resume: wish } = config;
  const { resumedRunId, sourceId, storedCredentialId, taskRunId, storings, ...kept } = current();
  const credentialId = kept.credentialId ?? config.credentialId ?? null;
  if (sourceId === null && storedCredentialId === null)
    return { credentialId, resume: wish === undefined ? null : { ...resumed(wish), sourceId: null, isOwn: false, inDoubt: false } };
  return {
    credentialId,
    resume: {
      sourceId,
      storedCredentialId,
      taskRunId,
      isOwn: resumedRunId === null,
      inDoubt: storings.some(({ target, key }) => target === (credentialId ?? sourceId) && key !== null),
    },
  };
}

/** Nothing that was stored before counts while something new is collected. */
const nothingStored = { storedCredentialId: null, taskRunId: null, runKey: null };

/** Notes where the chart is. */
export function noteProgress(snapshot: FlowSnapshot, checkpoint: Checkpoint): void {
  const { chosenSourceId: sourceId, credentialId, storedCredentialId, taskRunId } = snapshot.context;
  if (isOver(snapshot)) checkpoint.leave();
  else if (snapshot.matches("startingRun") || snapshot.matches("running"))
    checkpoint.note({ sourceId, credentialId, storedCredentialId, taskRunId });
  else if (snapshot.matches("choosingSource")) checkpoint.note({ sourceId: null, credentialId: null, ...nothingStored });
  else if (snapshot.matches("loadingSource") || snapshot.matches("enteringCredentials"))
    checkpoint.note({ sourceId, credentialId, ...nothingStored });
}
