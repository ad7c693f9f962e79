import type { Clock } from "@deck-auth/contract";
import type { EmbedMessageBody } from "@deck-auth/contract/messages";
import type { Transport } from "../../transports/transport.ts";

/** How long a success is shown before the page goes on by itself, in milliseconds. Whoever is quicker uses its button. */
const successShown = 4_000;

/**
 * Goes back by itself: a while after a success, and when the page is closed. After anything else there is something to read,
 * which nobody should have to hurry through; the person goes back by the button.
 */
export function returning(transport: Transport, clock: Clock, goBack: () => void): Transport {
  function follow(message: EmbedMessageBody): void {
    if (message.type === "close") goBack();
    else if (message.type === "success" && message.data.error === undefined && message.data.verified !== false) clock.after(successShown, goBack);
  }
  return {
    ...transport,
    post(message) {
      transport.post(message);
      follow(message);
    },
  };
}
