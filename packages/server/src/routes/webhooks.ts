import type { DeckEvent } from "@deck-auth/contract";
import type { Settings } from "../options.ts";
import { nudgeOf } from "../relay/nudge-of.ts";
import { within } from "../timeout.ts";
import { WebhookVerificationError } from "../webhooks/error.ts";
import { createSeen } from "../webhooks/seen.ts";
import { verifyWebhook } from "../webhooks/verify.ts";
import { answerJson, refuse } from "./answers.ts";

/** How long your handler is waited for, in milliseconds. Deck wants its answer within five seconds. */
const patience = 4_000;

/**
 * `POST /webhooks`. Once verified, the answer is 200 whatever happens next: a few other answers in a row and Deck turns
 * the destination off for everybody (T42).
 */
export function createWebhooksRoute(settings: Settings): (request: Request) => Promise<Response> {
  const { bus, clock, log, onWebhook, webhookSecrets } = settings;
  const seen = createSeen(clock);

  async function nudge(event: DeckEvent): Promise<void> {
    const about = nudgeOf(event);
    if (bus === null || about === null) return;
    try {
      await within(clock, patience, () => bus.publish(about));
    } catch (error) {
      log({ level: "error", event: "bus_failed", error: error instanceof Error ? error.name : typeof error });
    }
  }

  async function tellApp(event: DeckEvent): Promise<void> {
    if (onWebhook === null) return;
    try {
      await within(clock, patience, () => onWebhook(event));
    } catch (error) {
      log({ level: "error", event: "webhook_handler_failed", eventId: event.id, eventType: event.type, error: error instanceof Error ? error.name : typeof error });
    }
  }

  return async (request) => {
    try {
      const { event, id } = await verifyWebhook(request, webhookSecrets, clock);
      if (event === null) log({ level: "warn", event: "webhook_unreadable", webhookId: id });
      else if (seen.claim(`webhook ${id}`, `event ${event.id}`)) await Promise.all([nudge(event), tellApp(event)]);
      return answerJson(200, { received: true });
    } catch (error) {
      if (!(error instanceof WebhookVerificationError)) throw error;
      log({ level: "warn", event: "webhook_refused", reason: error.reason });
      return refuse(401, { type: "request", code: "webhook_invalid", message: "The webhook could not be verified." });
    }
  };
}
