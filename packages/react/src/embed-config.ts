import type { EmbedConfig } from "@deck-auth/contract/messages";
import type { DeckAuthProps } from "./props.ts";
import { knownLanguage } from "./texts.ts";

/** What makes a flow this one. It never changes under a user who may be typing a password (T6): a change is another flow. */
export const startOf = ({ sourceId, credentialId, externalId, taskId, resume }: DeckAuthProps): EmbedConfig => ({
  sourceId,
  credentialId,
  externalId,
  taskId,
  resume,
});

/** What the embed page gets to know. All that may change is there: a prop that is taken away goes back to its default. */
export const configOf = (props: DeckAuthProps): EmbedConfig => ({
  ...startOf(props),
  appearance: props.appearance ?? {},
  copy: props.copy ?? {},
  language: knownLanguage(props.language),
  taskRunView: props.taskRunView ?? "status",
  closable: !!props.onClose,
  sourceNotFound: !!props.onSourceNotFound,
  retryable: !!props.retryable,
});
