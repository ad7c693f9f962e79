import type { Clock } from "@deck-auth/contract";
import type { DeckAuthEvent, ErrorData, FlowOptions, SuccessData } from "@deck-auth/contract/messages";
import type { Fetch } from "../api/client.ts";

/**
 * The props of `DeckAuthInline`: those of `<DeckAuth>`, and what stands in for the embed page's deployment. Three are left out, as there
 * is no frame to bring anything to: `embedUrl`; `eventsUrl`, for the flow reads its run itself, every few seconds; and `sourcesUrl`, for
 * it walks the API's list of sources itself.
 */
export interface DeckAuthInlineProps extends FlowOptions {
  /**
   * A session token (`tk_…`), or a function that gets one; the function is asked once more when a token is refused, and when the user
   * asks for more time while it still works. One that fails then does not end the flow.
   */
  token: string | (() => Promise<string>);
  /** Once for each credential stored. */
  onSuccess(data: SuccessData): void;
  /** Each error, once. Branch on `type` and `code`. */
  onError?: ((error: ErrorData) => void) | undefined;
  /** Given: there is a close button, and Escape works. */
  onClose?: (() => void) | undefined;
  onEvent?: ((event: DeckAuthEvent) => void) | undefined;
  /** Given: the row "not listed" calls this, in place of our own explanation. */
  onSourceNotFound?: (() => void) | undefined;
  /** Base address of the API. @default "https://api.deck.co/v2" */
  apiUrl?: string | undefined;
  /** Where pictures of a run may come from, each as a full origin: https, or http on this machine. Read when the flow begins. @default none */
  imageOrigins?: readonly string[] | undefined;
  /** @default the page's own */
  fetch?: Fetch | undefined;
  /** @default the machine's own time */
  clock?: Clock | undefined;
}

/** What a `ref` on `DeckAuthInline` gives: the same as one on `<DeckAuth>`. */
export interface DeckAuthHandle {
  /** Puts the keyboard's focus into the flow, now or as soon as it is there. */
  focus(): void;
}
