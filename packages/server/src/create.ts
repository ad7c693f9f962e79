import type { Confirmation, ConfirmationRequest, TaskRun } from "@deck-auth/contract";
import { cancelTaskRun } from "./cancel.ts";
import { confirm } from "./confirm.ts";
import { createClient } from "./deck/client.ts";
import { readSubject } from "./guards/subject.ts";
import type { Owner, Subject } from "./guards/subject.ts";
import { readOptions } from "./options.ts";
import type { DeckAuthOptions } from "./options.ts";
import { createRelay } from "./relay/relay.ts";
import { createHandle } from "./routes/handle.ts";
import { createSourceIndex } from "./sources/source-index.ts";
import { Stopping } from "./stopping.ts";
import { createToken } from "./token.ts";
import type { CreatedToken } from "./token.ts";
import { verifyWebhook } from "./webhooks/verify.ts";
import type { RawWebhook, VerifiedWebhook } from "./webhooks/verify.ts";

/** Everything that has to happen beside the secret key. It keeps the key to itself: printing it shows functions. */
export interface DeckAuth {
  /**
   * Answers the routes below `basePath`: `POST /token`, `POST /confirm`, `GET /sources`, `POST /webhooks` if there are
   * `webhookSecrets`, and `GET /events` if there is a `bus`. Takes and gives the platform's own `Request` and
   * `Response`, never rejects, and lets nobody through whom `authorize` does not name.
   */
  handle(request: Request): Promise<Response>;
  /** A fresh session token, for routes of your own. Check who asks before you call it. @throws DeckAuthError */
  createToken(): Promise<CreatedToken>;
  /**
   * What may be trusted of what `onSuccess` reported: read from the API with the secret key, for the user that your
   * session names. While `ownerMatches` is false nothing may. @throws DeckAuthError when the API cannot be asked
   */
  confirm(reported: ConfirmationRequest, subject: Subject): Promise<Confirmation>;
  /**
   * Stops a run, for use from your `onClose` (closing the component never does, R140, R179). With a `subject` only a run
   * of that user's own credential is stopped; give it whenever the id came from a browser. A subject that is `undefined` is refused.
   * @throws DeckAuthError `request/resource_not_found` for an unknown run or another user's; `request/resource_not_ready` when it has ended
   */
  cancelTaskRun(taskRunId: string): Promise<TaskRun>;
  cancelTaskRun(taskRunId: string, subject: Subject): Promise<TaskRun>;
  /**
   * Checks a webhook's signature, for routes of your own (R174). Give the `Request` before anybody reads it, or the raw bytes.
   * Duplicates are yours to drop, by the event's `id`. @throws WebhookVerificationError; TypeError without `webhookSecrets`
   */
  verifyWebhook(webhook: RawWebhook): Promise<VerifiedWebhook>;
  /**
   * Ends the streams of `GET /events` and takes no new ones, and stops a walk through the sources. Call it on SIGTERM: pages come back to
   * another process. Everything else is answered as before.
   */
  drain(): void;
}

function readOwner(subject: Subject | undefined): Owner {
  const owner = readSubject(subject);
  if (owner === null) throw new TypeError("The subject must be { subject }, a text of 1 to 255 characters, with an optional externalId, credentialIds and sourceIds.");
  return owner;
}

/**
 * The server side of `<DeckAuth>`. Runs wherever `fetch`, `Request` and `Response` exist.
 *
 * @throws TypeError when an option is missing or wrong; Error in a browser
 */
export function createDeckAuth(options: DeckAuthOptions): DeckAuth {
  const settings = readOptions(options);
  const client = createClient(settings);
  const stopping = new AbortController();
  const relay = settings.bus === null ? null : createRelay(settings.bus, settings, client, stopping.signal);
  return {
    handle: createHandle(settings, client, relay, createSourceIndex(client, settings, stopping.signal)),
    createToken: () => createToken(client),
    confirm: async (reported, subject) => confirm(client, reported, readOwner(subject), settings),
    // By how many were given: a subject that is missing by mistake must not be leave to stop anybody's run.
    cancelTaskRun: async (...[taskRunId, ...subjects]: [string, ...Subject[]]) => cancelTaskRun(client, taskRunId, subjects.length === 0 ? null : readOwner(subjects[0])),
    async verifyWebhook(webhook) {
      if (settings.webhookSecrets.length === 0) throw new TypeError("verifyWebhook() needs `webhookSecrets`.");
      return verifyWebhook(webhook, settings.webhookSecrets, settings.clock);
    },
    drain() {
      stopping.abort(new Stopping());
      relay?.drain();
    },
  };
}
