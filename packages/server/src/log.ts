/** Something worth a line in the server's log. It holds codes, ids and our own words: no key, no token, no user input. */
export type DeckAuthLogEntry =
  /** `authorize` threw or rejected. The caller was refused. `error` is the name of the error's class. */
  | { level: "error"; event: "authorize_threw"; error: string }
  /** `authorize` did not answer within five seconds. The caller was refused. */
  | { level: "error"; event: "authorize_timeout" }
  /** `authorize` answered something that is neither a subject nor null. The caller was refused. */
  | { level: "error"; event: "authorize_invalid" }
  /** The Deck API refused or failed for good; retries are over. */
  | { level: "error"; event: "deck_failed"; type: string; code: string; status: number | null; requestId: string | null }
  /** The Deck API refused or failed, and is asked again. */
  | { level: "warn"; event: "deck_retried"; type: string; code: string; status: number | null; requestId: string | null }
  /** A subject asked more often than its limit allows, too many streams are open, or too many pages came at once. */
  | { level: "warn"; event: "limit_reached"; route: string }
  /** A request was refused because of where it came from. */
  | { level: "warn"; event: "origin_refused"; route: string }
  /** A webhook without a good signature. Somebody else knows the address, or a secret is missing here. */
  | { level: "warn"; event: "webhook_refused"; reason: string }
  /** A signed webhook whose body is no event that we can read. Deck was answered 200. */
  | { level: "warn"; event: "webhook_unreadable"; webhookId: string }
  /** `onWebhook` threw, or went on four seconds after the webhook's arrival (`TimedOut`). Deck was answered 200. */
  | { level: "error"; event: "webhook_handler_failed"; eventId: string; eventType: string; error: string }
  /** The bus could not pass a nudge on. Pages find out by reading their runs; Deck was answered 200. */
  | { level: "error"; event: "bus_failed"; error: string }
  /** A credential was reported that may not be trusted: not this user's (`owner`), of a source that is not allowed, or changed too long ago. */
  | { level: "warn"; event: "confirmation_withheld"; reason: "owner" | "source" | "stale"; credentialId: string }
  /** The Express adapter found the body of a webhook read already, so that its signature cannot be checked. Deck was answered 500. */
  | { level: "error"; event: "webhook_body_parsed" }
  /**
   * Redis is not to be had, for one of the two connections. Without the `writer` webhooks are accepted and wait in this process; without
   * the `reader` its pages hear nothing and find out by reading. `error` is a code, the first word of Redis's refusal, or the name of the error's class.
   */
  | { level: "error"; event: "redis_down"; part: "reader" | "writer"; error: string }
  /** Redis is there. So many webhooks had waited for it. */
  | { level: "warn"; event: "redis_up"; part: "writer"; waiting: number }
  /** Redis can be read. */
  | { level: "warn"; event: "redis_up"; part: "reader" }
  /** Redis was away for longer than the buffer lasted. Every page reads its run anew. */
  | { level: "error"; event: "redis_overflow" }
  /** The store of the index of sources failed. This process goes on by itself. */
  | { level: "warn"; event: "source_store_failed"; error: string }
  /** What was given as `next` to the Express adapter's middleware threw or rejected. The sender was answered 500. */
  | { level: "error"; event: "next_failed"; error: string }
  /** A fault of this package. Please report it. */
  | { level: "error"; event: "internal_error"; error: string };

/** Where the lines go. */
export type DeckAuthLog = (entry: DeckAuthLogEntry) => void;

/** One line of JSON for each entry, on the process's error output. */
export const consoleLog: DeckAuthLog = ({ level, ...entry }) => {
  console[level](JSON.stringify({ source: "@deck-auth/server", level, ...entry }));
};

/** The same, but one that throws or rejects is borne: what is done and answered does not hang on whether it could be written down. */
export const unfailing =
  (log: DeckAuthLog): DeckAuthLog =>
  (entry) => {
    void (async () => log(entry))().catch(() => undefined);
  };
