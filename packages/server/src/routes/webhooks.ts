import type { DeckEvent } from "@deck-auth/contract";
import type { Settings } from "../options.ts";
import { nudgeOf } from "../relay/nudge-of.ts";
import { within } from "../timeout.ts";
import { WebhookVerificationError } from "../webhooks/error.ts";
import { createSeen } from "../webhooks/seen.ts";
import { verifyWebhook } from "../webhooks/verify.ts";
import { answerJson, refuse, refuseBroken } from "./answers.ts";

/** How long the bus, and it and your handler together, are waited for, in milliseconds. Deck wants its answer within five seconds. */
const busPatience = 2_000;
const patience = 4_000;

/**
 * `POST /webhooks`. Once verified, the answer is 200 whatever happens next: a few other answers in a row and Deck turns
 * the destination off for everybody (T42).
 */
export function createWebhooksRoute(settings: Settings): (request: Request) => Promise<Response> {
  const { bus, clock, log, onWebhook, webhookSecrets } = settings;
  const seen = createSeen(clock);

  const busFailed = (error: unknown) => log({ level: "error", event: "bus_failed", error: error instanceof Error ? error.name : typeof error });

  /** Claims the webhook for this process and passes its nudge on; `false` when it came before. */
  async function accept(id: string, event: DeckEvent): Promise<boolean> {
    // A webhook that is named by its event has one name to remember.
    const names = [...new Set([id, event.id])];
    const about = nudgeOf(event);
    if (bus?.accept !== undefined) {
      try {
        return await within(clock, busPatience, async () => bus.accept?.(names, about) ?? true);
      } catch (error) {
        busFailed(error);
        return seen.claim(...names);
      }
    }
    if (!seen.claim(...names)) return false;
    if (bus !== null && about !== null) await within(clock, busPatience, () => bus.publish(about)).catch(busFailed);
    return true;
  }

  async function tellApp(event: DeckEvent, patience: number): Promise<void> {
    if (onWebhook === null) return;
    try {
      await within(clock, patience, () => onWebhook(event));
    } catch (error) {
      log({ level: "error", event: "webhook_handler_failed", eventId: event.id, eventType: event.type, error: error instanceof Error ? error.name : typeof error });
    }
  }

  return async (request) => {
    const begun = clock.now();
    try {
      const { event, id } = await verifyWebhook(request, webhookSecrets, clock);
      if (event === null) log({ level: "warn", event: "webhook_unreadable", webhookId: id });
      else if (await accept(id, event)) await tellApp(event, begun + patience - clock.now());
      return answerJson(200, { received: true });
    } catch (error) {
      if (!(error instanceof WebhookVerificationError)) throw error;
      log({ level: "warn", event: "webhook_refused", reason: error.reason });
      if (error.reason === "broken_off") return refuseBroken();
      return refuse(401, { type: "request", code: "webhook_invalid", message: "The webhook could not be verified." });
    }
  };
}
