import type * as z from "zod/mini";
import type { embedConfig } from "./messages.ts";
import type { EmbedConfig } from "./payloads.ts";

/** A configuration as a host said it: of the right shape, and whatever in it. */
export type GivenConfig = z.infer<typeof embedConfig>;

const textOf = (value: unknown): string => (typeof value === "object" ? JSON.stringify(value) : String(value));

/** An id that is none is text, too: nothing has it, so that it counts as not found (design 7.1). */
const idOf = (value: unknown): string | undefined => (value === null || value === undefined ? undefined : textOf(value));

/** Of use only whole: half of it would say that a run is to be gone on with, and not which. */
function resumeOf(value: unknown): EmbedConfig["resume"] {
  const { credentialId, taskRunId }: { credentialId?: unknown; taskRunId?: unknown } = Object(value);
  const [credential, run] = [idOf(credentialId), idOf(taskRunId)];
  return credential === undefined || run === undefined ? undefined : { credentialId: credential, taskRunId: run };
}

/** Makes sense of what a host said, value by value; `null` is as good as nothing. Looks stay as they were given. */
export const readConfig = (given: GivenConfig): EmbedConfig => ({
  ...given,
  sourceId: Array.isArray(given.sourceId) ? given.sourceId.map(textOf) : idOf(given.sourceId),
  credentialId: idOf(given.credentialId),
  // Stored, so nothing else becomes text (the host is told instead).
  externalId: typeof given.externalId === "number" ? String(given.externalId) : (given.externalId ?? undefined),
  taskId: idOf(given.taskId),
  sourcesIndex: given.sourcesIndex === true ? true : undefined,
  resume: resumeOf(given.resume),
});
