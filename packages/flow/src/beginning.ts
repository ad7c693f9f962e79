import { isSessionToken } from "@deck-auth/contract";
import type { EmbedConfig, GivenConfig } from "@deck-auth/contract/messages";
import type { FlowInput } from "./chart.ts";
import type { Checkpoint, Keeper } from "./checkpoint.ts";
import { resumptionOf } from "./resumption.ts";
import type { Transport } from "./transports/transport.ts";

/** What the host gives once it is known. */
export interface Beginning {
  /** `null`: a page that was reloaded and has none any more; the host is asked for one when it is needed. */
  token: string | null;
  /** As the host gave it, whatever way it came. */
  config: GivenConfig;
  transport: Transport;
  /** Where ids are kept for a page that is reloaded or killed. @default nowhere */
  keeper?: Keeper;
  /** The address to go back to, with what the flow has come to in it. @default none: the host takes the page away */
  returnAddress?: ReturnAddress;
}

/** Makes the address that a flow opened by URL returns to. */
export type ReturnAddress = (ids: { storedCredentialId: string | null; taskRunId: string | null }) => string;

/** An empty list is as good as none (R22); one id in a list is still a picker (R21). */
function fixedSource(sourceId: EmbedConfig["sourceId"]): string | readonly string[] | null {
  if (sourceId === undefined || (typeof sourceId !== "string" && sourceId.length === 0)) return null;
  return sourceId;
}

/** What the flow begins with. */
export const inputOf = (token: string | null, config: EmbedConfig, checkpoint: Checkpoint): FlowInput => ({
  tokenUsable: token === null || isSessionToken(token),
  sourceId: fixedSource(config.sourceId),
  externalId: config.externalId ?? null,
  taskId: config.taskId ?? null,
  ...resumptionOf(config, checkpoint),
});
