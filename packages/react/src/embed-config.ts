import type { DeckAuthProps } from "./props.ts";

/** What makes a flow this one. It never changes under a user who may be typing a password (T6): a change is another flow. */
export const identityOf = (props: DeckAuthProps): string =>
  // The list holds for what is inside `resume`, too.
  JSON.stringify(props, ["embedUrl", "sourceId", "credentialId", "externalId", "taskId", "resume", "taskRunId"]);

/**
 * What the embed page gets to know, as JSON: all that can be said, so neither the callbacks nor, ever, the token outside of
 * its own messages. A prop that is taken away is missing, and so goes back to its default; what the page does not know it drops.
 */
export const configOf = (props: DeckAuthProps): string =>
  JSON.stringify({
    ...props,
    token: undefined,
    embedUrl: undefined,
    closable: !!props.onClose,
    sourceNotFound: !!props.onSourceNotFound,
  });
