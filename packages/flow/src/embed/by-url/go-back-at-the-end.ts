import type { Clock } from "@deck-auth/contract";
import type { EmbedMessageBody } from "@deck-auth/contract/messages";
import type { Transport } from "../../transports/transport.ts";

/** How long a success is shown before the page goes on by itself, in milliseconds. Whoever is quicker uses its button. */
const successShown = 4_000;

/** A way to go back by itself, once. */
export interface WayBack {
  /** Takes note of what the flow says, and passes it on. */
  following(transport: Transport): Transport;
  /** The person goes already, or the page does: it does not wait for the time after a success any more. */
  stopWaiting(): void;
}

/**
 * Goes back by itself, once: a while after a success, or when the page is closed. After anything else there is something to read,
 * which nobody should have to hurry through; the person goes back by the button.
 */
export function goBackAtTheEnd(clock: Clock, goBack: () => void): WayBack {
  let hasGone = false;
  let stopWaiting = (): void => {};
  function go(): void {
    stopWaiting();
    if (hasGone) return;
    hasGone = true;
    goBack();
  }
  function follow(message: EmbedMessageBody): void {
    if (message.type === "close") go();
    else if (message.type === "success" && message.data.error === undefined && message.data.verified !== false) stopWaiting = clock.after(successShown, go);
  }
  return {
    following: (transport) => ({
      ...transport,
      post(message) {
        transport.post(message);
        follow(message);
      },
    }),
    stopWaiting: () => stopWaiting(),
  };
}

/** Whether a click was on the link that leads back. */
export const isReturnLink = ({ target }: Event): boolean => target instanceof Element && target.closest("[data-deck-action=return]") !== null;
