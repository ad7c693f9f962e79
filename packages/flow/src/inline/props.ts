import type { Clock } from "@deck-auth/contract";
import type {
  AppearanceConfig,
  CopyOverrides,
  DeckAuthEvent,
  ErrorData,
  Language,
  ResumePoint,
  SuccessData,
  TaskRunView,
} from "@deck-auth/contract/messages";
import type { Fetch } from "../api/client.ts";

/**
 * The props of `DeckAuthInline`: those of `<DeckAuth>`, and what stands in for the embed page's deployment. Three are left out, as there
 * is no frame to bring anything to: `embedUrl`; `eventsUrl`, for the flow reads its run itself, every few seconds; and `sourcesUrl`, for
 * it walks the API's list of sources itself.
 */
export interface DeckAuthInlineProps {
  /**
   * A session token (`tk_…`), or a function that gets one; the function is asked once more when a token is refused, and when the user
   * asks for more time while it still works. One that fails then does not end the flow.
   */
  token: string | (() => Promise<string>);
  /** One id: no picker. Several: a picker over these. Absent or empty: a search over all sources of the organization. */
  sourceId?: string | string[];
  /** Update mode: new details for this credential. */
  credentialId?: string;
  /** The host's own id for its user, stored on the credential and echoed in `onSuccess`. */
  externalId?: string;
  /** A task to run with the credential, which proves that it logs in. */
  taskId?: string;
  appearance?: AppearanceConfig;
  /** @default "en-US" */
  language?: Language;
  /** `live` shows pictures of the run, from `imageOrigins`, and what its agent writes; the status alone until there are any. @default "status" */
  taskRunView?: TaskRunView;
  /** Our own strings, replaced. */
  copy?: CopyOverrides;
  /** Go on with a flow that was begun before. */
  resume?: ResumePoint;
  /** Once for each credential stored. */
  onSuccess(data: SuccessData): void;
  /** Each error, once. Branch on `type` and `code`. */
  onError?(error: ErrorData): void;
  /** Given: there is a close button, and Escape works. */
  onClose?(): void;
  onEvent?(event: DeckAuthEvent): void;
  /** Given: the row "not listed" calls this, in place of our own explanation. */
  onSourceNotFound?(): void;
  /** After a terminal credential error, offer "Try again" in place. Callbacks then come anew for the new try. @default false */
  retryable?: boolean;
  /** Base address of the API. @default "https://api.deck.co/v2" */
  apiUrl?: string;
  /** Where pictures of a run may come from, each as a full origin: https, or http on this machine. Read when the flow begins. @default none */
  imageOrigins?: readonly string[];
  /** @default the page's own */
  fetch?: Fetch;
  /** @default the machine's own time */
  clock?: Clock;
}

/** What a `ref` on `DeckAuthInline` gives: the same as one on `<DeckAuth>`. */
export interface DeckAuthHandle {
  /** Puts the keyboard's focus into the flow, now or as soon as it is there. */
  focus(): void;
}
