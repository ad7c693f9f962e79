import type { DeckAuthProps } from "./props.ts";

/** What makes a flow this one. It never changes under a user who may be typing a password (T6): a change is another flow. */
export const identityOf = (props: DeckAuthProps): string =>
  // The list holds for what is inside `resume`, too.
  JSON.stringify(props, ["embedUrl", "sourceId", "credentialId", "externalId", "taskId", "resume", "taskRunId"]);

/** Whether the user may get to choose from more sources than one. */
export const showsPicker = ({ credentialId, resume, sourceId }: Pick<DeckAuthProps, "credentialId" | "resume" | "sourceId">): boolean =>
  !(credentialId || resume || typeof sourceId === "string");

/**
 * What the embed page gets to know, as JSON: all that can be said, so neither the callbacks nor, ever, the token outside of
 * its own messages. A prop that is taken away is missing, and so goes back to its default; what the page does not know it drops.
 */
export const configOf = (props: DeckAuthProps): string =>
  JSON.stringify({
    ...props,
    token: undefined,
    // Who may choose from a few named sources has no use for the index of all.
    sourcesIndex: !!props.sourcesUrl && showsPicker(props) && !props.sourceId?.length,
    closable: !!props.onClose,
    sourceNotFound: !!props.onSourceNotFound,
  });
