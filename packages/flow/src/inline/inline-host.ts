import type { EmbedConfig, EmbedMessageBody, EmbedUpdate } from "@deck-auth/contract/messages";
import type { DeckAuthInlineProps } from "./props.ts";

/** What may change while the flow goes on. */
export const updateOf = (props: DeckAuthInlineProps): EmbedUpdate => ({
  appearance: props.appearance,
  language: props.language,
  taskRunView: props.taskRunView,
  copy: props.copy,
  closable: props.onClose !== undefined,
  sourceNotFound: props.onSourceNotFound !== undefined,
  retryable: props.retryable,
});

/** What fixes a flow; another value is another flow. */
export const identityOf = (props: DeckAuthInlineProps): string =>
  JSON.stringify([props.sourceId, props.credentialId, props.externalId, props.taskId, props.resume, props.apiUrl]);

export const configOf = (props: DeckAuthInlineProps): EmbedConfig => ({
  ...updateOf(props),
  sourceId: props.sourceId,
  credentialId: props.credentialId,
  externalId: props.externalId,
  taskId: props.taskId,
  resume: props.resume,
});

/** A callback that throws is the host's bug: it shows up like any uncaught error, and the flow goes on (R110). */
function call(callback: () => void): void {
  try {
    callback();
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}

/** Turns what the flow posts into calls of the host's functions, the newest ones. */
export function tellHost(message: EmbedMessageBody, props: DeckAuthInlineProps): void {
  if (message.type === "success") {
    const { error, ...data } = message.data;
    call(() => props.onSuccess(data));
    if (error !== undefined) call(() => props.onError?.(error));
  } else if (message.type === "error") {
    const { type, code, message: text } = message.data;
    call(() => props.onError?.({ type, code, message: text }));
  } else if (message.type === "close") call(() => props.onClose?.());
  else if (message.type === "event") {
    call(() => props.onEvent?.(message.data));
    if (message.data.type === "source_not_listed") call(() => props.onSourceNotFound?.());
  }
}

/** The token to begin with, or a fresh one; `null` when the host cannot give it. */
export async function askForToken(token: DeckAuthInlineProps["token"]): Promise<string | null> {
  if (typeof token === "string") return token;
  try {
    return await token();
  } catch {
    return null;
  }
}
