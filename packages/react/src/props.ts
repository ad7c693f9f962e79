import type { DeckAuthEvent, ErrorData, FlowOptions, SuccessData } from "@deck-auth/contract/messages";

/**
 * What `<DeckAuth>` takes. Only `token` and `onSuccess` are required (R3).
 *
 * A change of `sourceId`, `credentialId`, `externalId`, `taskId`, `resume` or `embedUrl` starts the flow afresh. All else
 * reaches the flow while it goes on, without losing the step or a typed letter. Values count, not identities: inline
 * objects, arrays and functions cost nothing.
 */
export interface DeckAuthProps extends FlowOptions {
  /**
   * The session token (`tk_…`, good for 30 minutes) that your server got from `POST /token`, or a function that fetches one.
   * A function is called once at the start, and once more each time a token is refused: what the user typed stays, the flow
   * goes on. It is called, too, when the user asks for more time while the token still works; if it fails then, the flow goes on.
   * Otherwise a function that fails, or a refused string, ends the flow with `onError` `request/token_invalid`: give another `key` to begin anew. While
   * a function does not settle the user waits, and is told so after 10 seconds. A changed string is handed over without losing the step (R9). Never a secret key: a value that starts with `sk_` is not sent anywhere.
   */
  token: string | (() => Promise<string>);
  /**
   * Called once for each stored credential, after its task run, if any, has ended (R54). The flow stays on screen: taking it
   * away is yours to do. What it says is for your page; let your server confirm it before you trust it.
   */
  onSuccess: (data: SuccessData) => void;
  /**
   * Called for every error, with exactly `type`, `code` and `message` (R91). Branch on `type` and `code` together; `message`
   * is English, for developers. Beside Deck's errors there are three of the component itself (see
   * `embedUrl`): `api/embed_url_missing`, `api/embed_url_invalid` and `api/embed_unreachable`. Props that the embed page cannot read give
   * `request/input_invalid` or `request/input_too_long`, whose `message` names the prop.
   */
  onError?: ((data: ErrorData) => void) | undefined;
  /**
   * Called for each use of the close button or Escape. Both exist only if this is given (R136, R138). Closing never cancels a
   * task run (R140).
   */
  onClose?: (() => void) | undefined;
  /** Typed events without personal data, for analytics and for `resume`. */
  onEvent?: ((event: DeckAuthEvent) => void) | undefined;
  /** The row "Not listed?" was used. Without it the row explains, and leads back. */
  onSourceNotFound?: (() => void) | undefined;
  /**
   * The server helper's event stream (`/api/deck-auth/events`), of the origin of your page. While the task run goes on your page
   * listens to it with the user's own cookies, and at each event the embed page reads the run at once, in place of every few seconds.
   * When the stream is gone the embed page reads every few seconds again, and your page goes on trying. A change takes effect with the next task
   * run. Another origin is refused with a `console.error`.
   */
  eventsUrl?: string | undefined;
  /**
   * The server helper's index of sources (`/api/deck-auth/sources`), of the origin of your page. It is fetched when the flow opens, and
   * fills the search; without it the embed page reads the organization's catalogue from the API for every user. It is asked for only where all
   * sources are searched, and once a flow; a change takes effect with the next flow. Another origin is refused with a `console.error`.
   */
  sourcesUrl?: string | undefined;
  /**
   * Address of the embed page, here or once by `configureDeckAuth({ embedUrl })`. There is no default; without one `onError`
   * gets `api/embed_url_missing`. It must be https (plain http on loopback only) and of another origin than your page, which is
   * what keeps passwords out of your page; else `api/embed_url_invalid`. When it does not answer within 10 seconds: `api/embed_unreachable`
   * and a readable box in place of a blank one, until it does answer. It answers only origins that its deployment lists.
   */
  embedUrl?: string | undefined;
}

/** What a `ref` on `<DeckAuth>` gives. */
export interface DeckAuthHandle {
  /** Puts the keyboard's focus into the flow, now or as soon as it is there. */
  focus(): void;
}
