import type { EventType } from "@deck-auth/contract/api";
import * as answers from "./answers.ts";
import type * as records from "./records.ts";
import { newRecord, now } from "./world.ts";
import type { World } from "./world.ts";

/** Events are kept for 30 days (deck-api 1.7). */
const retention = 30 * 24 * 60 * 60 * 1000;

/** Notes that something happened; `data` is the resource at this moment, with its own id and object (deck-api 4.1). */
export const emit = (world: World, type: EventType, data: Record<string, unknown>): void => {
  const event: records.EventRecord = { ...newRecord(world, "event"), type, data: structuredClone(data) };
  world.events.add(event);
  for (const old of world.events.oldestFirst()) {
    if (old.created > now(world) - retention) break;
    world.events.remove(old.id);
  }
  for (const destination of world.destinations.oldestFirst()) {
    if (destination.status !== "active" || destination.type !== "webhook") continue;
    if (!destination.events.includes("*") && !destination.events.includes(type)) continue;
    const delivery: records.DeliveryRecord = {
      ...newRecord(world, "eventDelivery"),
      status: "pending",
      event_id: event.id,
      event_type: type,
      event_destination_id: destination.id,
      attempts: 0,
      delivered: null,
    };
    world.deliveries.add(delivery);
    world.agenda.plan("delivery", delivery.id, now(world));
  }
};

export const credentialSummary = (credential: records.CredentialRecord) => ({
  id: credential.id,
  object: "credential",
  status: credential.status,
  source_id: credential.source_id,
  auth_method: credential.auth_method,
  external_id: credential.external_id,
});

/** Carries `interaction` while a prompt is open (R265). */
export const runSummary = (world: World, run: records.RunRecord) => {
  const { id, object, status, result, task_id, credential_id, agent_id, source_id, runtime_ms, created_at, updated_at } =
    answers.runAnswer(world, run);
  const summary = { id, object, status, result, task_id, credential_id, agent_id, source_id, runtime_ms, created_at, updated_at };
  return run.interaction === null ? summary : { ...summary, interaction: run.interaction };
};
