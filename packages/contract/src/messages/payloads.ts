// Plain types of what the messages carry. They stand apart from the schemas so that the host's package, which ships
// no zod, can show them to its users; `messages.ts` is held equal to them by the compiler.

/** The languages that our own texts exist in. What a source says is never translated. */
export type Language = "en-US" | "fr-CA";

/** `status` shows a spinner with text, `live` the pictures that the agent takes. */
export type TaskRunView = "status" | "live";

/** Where the user is. Also the value of `data-deck-screen` on the root of the flow (design 3.4). */
export type Screen =
  | "loading"
  | "source-picker"
  | "credentials"
  | "task-run"
  | "interaction"
  | "success"
  | "unverified"
  | "error";

/** The 15 appearance variables (deck-api 6.8). A value that is not understood is ignored, with a warning. */
export interface AppearanceVariables {
  /** Primary button and accent. Any CSS colour without `url()`, `var()`, `attr()` or `env()`; made opaque. */
  colorPrimary?: string | undefined;
  /** Text on primary buttons. Moved to a readable contrast when it has none. */
  colorPrimaryForeground?: string | undefined;
  /** Background of the card. */
  colorBackground?: string | undefined;
  /** Main text. */
  colorForeground?: string | undefined;
  /** Muted backgrounds and hover. */
  colorMuted?: string | undefined;
  /** Secondary text. */
  colorMutedForeground?: string | undefined;
  /** Neutral accent. */
  colorNeutral?: string | undefined;
  /** Errors. */
  colorDanger?: string | undefined;
  /** Success. */
  colorSuccess?: string | undefined;
  /** Borders. */
  colorBorder?: string | undefined;
  /** Borders of inputs. */
  colorInput?: string | undefined;
  /** The focus ring. */
  colorRing?: string | undefined;
  /** A font stack. Only fonts that the user's machine has: the embed page loads none. */
  fontFamily?: string | undefined;
  /** Pixels, clamped to 0 to 32. */
  borderRadius?: number | undefined;
  /** `none`, `sm`, `md`, `lg`, or up to four box-shadows of lengths and a colour. */
  shadow?: string | undefined;
  /** Taken as if it stood in `branding`, where it belongs. */
  logoUrl?: string | undefined;
  /** Taken as if it stood in `branding`, where it belongs. */
  logoPlacement?: "top" | "left" | undefined;
}

/** The customer's own mark in the header of the card. */
export interface AppearanceBranding {
  /**
   * Shown in a 40 by 40 box, hidden when it fails to load. `https://content.cdn.deck.co/…`,
   * `https://cdn.brandfetch.io/…` or a `data:` image; PNG, JPG, GIF or WebP. Anything else is neither shown nor requested.
   * A `data:` image may have 48 KB; all that a flow is given may have 96 KB as JSON, and with more it does not begin: `onError` gets
   * `request/input_too_long`.
   */
  logoUrl?: string | undefined;
  /** Above the title or left of it. @default "top" */
  logoPlacement?: "top" | "left" | undefined;
}

/** How the flow looks (deck-api 6.8). */
export interface AppearanceConfig {
  /** `auto` follows the user's system. @default "default" */
  theme?: "default" | "dark" | "auto" | undefined;
  /** Override the theme, one by one. */
  variables?: AppearanceVariables | undefined;
  branding?: AppearanceBranding | undefined;
}

/** A flow that was begun before, from an earlier `onEvent`. */
export interface ResumePoint {
  /** The credential that was stored. */
  credentialId: string;
  /** The run that was started with it. */
  taskRunId: string;
}

/** Our own strings, replaced: language, then key, then text. Unknown keys are ignored with a warning. */
export type CopyOverrides = Partial<Record<Language, Record<string, string>>>;

/** What a flow is to be, in whatever way it is shown. */
export interface FlowOptions {
  /**
   * One id: no picker. Several: a picker over these. Absent or empty: a search over all sources of the organization (R4). Some 3,000
   * of them fit: all that a flow is given may have 96 KB as JSON, and with more it does not begin.
   */
  sourceId?: string | readonly string[] | undefined;
  /** Update mode: asks for new details for this credential. `sourceId` is ignored then. */
  credentialId?: string | undefined;
  /** Your own id for the user, stored on the credential and echoed in `onSuccess`. */
  externalId?: string | undefined;
  /** A task to run with the credential, which proves that it logs in. */
  taskId?: string | undefined;
  /** Theme, colours, radius, font, logo. */
  appearance?: AppearanceConfig | undefined;
  /** Of our own texts; what a source says is never translated. @default "en-US" */
  language?: Language | undefined;
  /**
   * What is shown while the task runs: `status` in words, or `live`, which adds pictures of the run and what its agent writes. They
   * come from the origins that the embed page's deployment lists and never reach your page; without any, the words stay.
   * @default "status"
   */
  taskRunView?: TaskRunView | undefined;
  /** Your words in place of ours, by language and key. */
  copy?: CopyOverrides | undefined;
  /**
   * After a terminal error of the credential, offer "Try again" in place: collect anew, update the same credential, run again.
   * Callbacks come anew for each try.
   * @default false
   */
  retryable?: boolean | undefined;
  /**
   * Goes on with a flow that was begun before: the ids from an earlier event, both set. Read them from where you kept them when you
   * begin, and do not feed events back into this: a change starts afresh.
   */
  resume?: ResumePoint | undefined;
}

/**
 * What may change while the flow goes on, without losing a step or a typed letter. As the host gave it: each value is read where
 * it is used, and one that makes no sense there is its default and spoils nothing else.
 */
export interface EmbedUpdate {
  /** An `AppearanceConfig`. */
  appearance?: unknown;
  /** A `Language`; anything else is `en-US`. */
  language?: unknown;
  /** A `TaskRunView`; anything else is `status`. */
  taskRunView?: unknown;
  /** `CopyOverrides`. */
  copy?: unknown;
  /** Whether the host was given `onClose`: shows the close button and listens to Escape. Anything but `true` is no. */
  closable?: unknown;
  /** Whether the host was given `onSourceNotFound`. Anything but `true` is no. */
  sourceNotFound?: unknown;
  /** Offer "Try again" after a terminal credential error. Anything but `true` is no. */
  retryable?: unknown;
}

/** What the host tells the embed page in `init`. Everything can be serialised; callbacks stay in the host's page. */
export interface EmbedConfig extends EmbedUpdate {
  /** One id: no picker. Several: a picker over these. Absent or empty: a search over all sources of the organization. */
  sourceId?: string | readonly string[] | undefined;
  /** Update mode: new details for this credential. `sourceId` is ignored then. */
  credentialId?: string | undefined;
  /** The host's own id for its user, stored on the credential and echoed in `success`. */
  externalId?: string | undefined;
  /** A task to run with the credential, which proves that it logs in. */
  taskId?: string | undefined;
  /** The host will send the index of sources in `sources` messages, so the pages are not walked. */
  sourcesIndex?: boolean | undefined;
  /** Go on with a flow that was begun before. */
  resume?: ResumePoint | undefined;
}

/** What `onSuccess` receives: exactly these four (R55). */
export interface SuccessData {
  /** The credential that was stored, or updated. */
  credentialId: string;
  /** Your own id for the user, as it stands on the credential; `null` when it has none. */
  externalId: string | null;
  /** The task run that proved it, or did not. `null` when no `taskId` was given, or when the run could not start. */
  taskRunId: string | null;
  /** Whether the run ended in success; `null` when no `taskId` was given. */
  verified: boolean | null;
}

/** What `onError` receives: exactly these three (R91). Branch on `type` and `code` together, never on `message`. */
export interface ErrorData {
  /** What kind of thing went wrong: `auth`, `source`, `request` and so on. */
  type: string;
  /** What it was, within its type: `timeout` exists under four of them. */
  code: string;
  /** For engineers, in English. May change. */
  message: string;
}

/** What every event of `onEvent` carries beside its own fields. None of it says who the user is or what was typed. */
export interface EventBase {
  /** Random, one for each mounted flow; not an id of the API. */
  sessionId: string;
  /** Counts from 1 within the flow. */
  sequence: number;
  /** ISO 8601, by the clock of the user's machine. */
  at: string;
  /** The screen shown when the event happened. */
  screen: Screen;
  /** The credential; `null` until one is stored, unless the host named one to update or to go on with. */
  credentialId: string | null;
  /** The task run; `null` until one is started or gone on with, and throughout where no `taskId` was given. */
  taskRunId: string | null;
}

/** What happened, without personal data. */
export type EventDetail =
  /** The flow began. */
  | { type: "opened" }
  /** Another screen came up; `screen` says which. */
  | { type: "screen_shown" }
  /** A row of the picker was chosen. */
  | { type: "source_chosen"; sourceId: string }
  /** The row "not listed" was used. */
  | { type: "source_not_listed" }
  /** Credentials were submitted. Says nothing of them. */
  | { type: "submitted" }
  /** The API accepted the credentials; `credentialId` is set from here on. */
  | { type: "stored" }
  /** The run changed its status; the first one also tells that `taskRunId` is set. */
  | { type: "run_status"; status: string }
  /** The source asks something. `repeated`: it did not accept the answer before. */
  | { type: "prompt_shown"; interactionType: string; fieldCount: number; repeated: boolean }
  /** An answer was submitted. Says nothing of it. */
  | { type: "answered" }
  /** A started flow was taken up again. */
  | { type: "resumed" }
  /** "Try again" was used. */
  | { type: "retried" }
  /** The page went out of sight. */
  | { type: "hidden" }
  /** The page came back into sight. */
  | { type: "visible" }
  /** A stored credential has come to its end, as `onSuccess` says. */
  | { type: "succeeded"; verified: boolean | null }
  /** An error ended the flow, or followed a success. */
  | { type: "failed"; error: { type: string; code: string } }
  /** The close button or Escape was used. */
  | { type: "closed" };

/** What `onEvent` receives. */
export type DeckAuthEvent = EventBase & EventDetail;

/** One row of the index behind `sourcesUrl`. */
export interface SourceIndexItem {
  /** As the API gives it: `src_…`. */
  id: string;
  /** Display name, or null. */
  name: string | null;
  /** Host of the website, without scheme and path. */
  host: string;
}
