import type { EmbedMessage } from "@deck-auth/contract/messages";
import type { DeckAuthProps } from "./props.ts";

/** Calls the host's functions, always those of now. */
export type Call = (callback: (props: DeckAuthProps) => void) => void;

/**
 * A callback that throws is the host's bug: it shows up like any other uncaught error of the page, and the flow goes on (R110).
 *
 * @param newest gives the props of now.
 */
export const createCall =
  (newest: () => DeckAuthProps): Call =>
  (callback) => {
    try {
      callback(newest());
    } catch (error) {
      queueMicrotask(() => {
        throw error;
      });
    }
  };

/** Turns messages of the embed page into calls, each once for its occasion. */
export function createTell(call: Call): (message: EmbedMessage) => void {
  let outcome = "";

  /** A page that was reloaded may tell again what it ended with; the host hears it once (R54, R111). */
  const isNew = (data: object) => outcome !== (outcome = JSON.stringify(data));

  return ({ type, data }) => {
    if (type === "success") {
      const { error, ...success } = data;
      if (!isNew(success)) return;
      call((props) => props.onSuccess(success));
      // In the same tick, before a host that takes the flow away on success can lose it (deck-api 7.2).
      if (error) call((props) => props.onError?.(error));
    }
    if (type === "error") {
      const { terminal, ...error } = data;
      if (!terminal || isNew(error)) call((props) => props.onError?.(error));
    }
    if (type === "close") call((props) => props.onClose?.());
    if (type === "event") {
      call((props) => props.onEvent?.(data));
      if (data.type === "source_not_listed") call((props) => props.onSourceNotFound?.());
      // Another try has an outcome of its own.
      if (data.type === "retried") outcome = "";
    }
  };
}
