import { eventAnswer, destinationAnswer } from "../world/answers.ts";
import { emit } from "../world/events.ts";
import { readCustomHeaders } from "../routes/event-destinations.ts";
import type { DeliveryRecord, DestinationRecord, EventRecord } from "../world/records.ts";
import { now, touch } from "../world/world.ts";
import type { World } from "../world/world.ts";
import { signatureHeaders } from "./sign.ts";

/** A receiver has so long to acknowledge (R273). */
const patience = 5000;

const post = async (world: World, destination: DestinationRecord, event: EventRecord): Promise<boolean> => {
  const body = JSON.stringify(eventAnswer(event));
  const given = new AbortController();
  const stopWaiting = world.settings.clock.after(patience, () => given.abort());
  const { url, custom_headers: custom } = destination.config;
  try {
    const response = await Promise.race([
      world.settings.deliver(String(url), {
        method: "POST",
        redirect: "manual",
        signal: given.signal,
        body,
        headers: {
          ...readCustomHeaders(typeof custom === "string" ? custom : null),
          "content-type": "application/json",
          ...signatureHeaders(world, destination, event.id, body),
        },
      }),
      new Promise<never>((_, reject) => given.signal.addEventListener("abort", () => reject(given.signal.reason))),
    ]);
    return response.ok;
  } catch {
    return false;
  } finally {
    stopWaiting();
  }
};

const record = (world: World, delivery: DeliveryRecord, destination: DestinationRecord, acknowledged: boolean): void => {
  delivery.attempts += 1;
  touch(world, delivery);
  if (acknowledged) {
    delivery.status = "success";
    delivery.delivered = now(world);
    return;
  }
  const wait = world.settings.retryWaits[delivery.attempts - 1];
  if (wait !== undefined) return world.agenda.plan("delivery", delivery.id, now(world) + wait);
  delivery.status = "failure";
  if (destination.status !== "active") return;
  destination.status = "inactive";
  touch(world, destination);
  emit(world, "event_destination.deactivated", destinationAnswer(destination));
};

const attempt = async (world: World, delivery: DeliveryRecord, done: () => void): Promise<void> => {
  const destination = world.destinations.get(delivery.event_destination_id);
  const event = world.events.get(delivery.event_id);
  if (destination === undefined || event === undefined || destination.status !== "active") {
    delivery.status = "failure";
    return;
  }
  const acknowledged = await post(world, destination, event);
  record(world, delivery, destination, acknowledged);
  done();
};

/** Sends every delivery that is due. `done` is called after each attempt: a retry may have been planned. */
export const sendDeliveries = (world: World, done: () => void): void => {
  const next = () => world.agenda.take(now(world), ["delivery"]);
  for (let due = next(); due !== undefined; due = next()) {
    const delivery = world.deliveries.get(due.id);
    if (delivery !== undefined) void attempt(world, delivery, done);
  }
};
