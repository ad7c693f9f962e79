import * as z from "zod/mini";
import { destinationCreateRequest, destinationTypes, destinationUpdateRequest } from "@deck-auth/contract/api";
import { checkBody } from "../http/body.ts";
import { refuse } from "../http/errors.ts";
import { page } from "../http/paging.ts";
import { passes } from "../http/query.ts";
import { deliveryAnswer, destinationAnswer } from "../world/answers.ts";
import { emit } from "../world/events.ts";
import type { DestinationRecord } from "../world/records.ts";
import { newRecord, now, touch } from "../world/world.ts";
import { makeSecret } from "../webhooks/sign.ts";
import type { Handler } from "./call.ts";
import { find } from "./find.ts";

/** A replaced secret still signs for so long, so that receivers can change over (R278). */
const rotation = 24 * 60 * 60 * 1000;

const headers = z.record(z.string().check(z.regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/)), z.string());

/** `custom_headers` is an object written as a JSON string (deck-api 4.3). */
export const readCustomHeaders = (text: string | null | undefined): Record<string, string> => {
  if (text === null || text === undefined || text === "") return {};
  try {
    return z.parse(headers, JSON.parse(text));
  } catch {
    throw refuse("request/input_format_invalid", "webhook.custom_headers");
  }
};

const isConfig = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

/** The configuration under the key named after the type; one under another key is refused (deck-api 4.3). */
const configOf = (type: string, body: Readonly<Record<string, unknown>>): Record<string, unknown> | null => {
  const other = destinationTypes.find((name) => name !== type && body[name] !== undefined);
  if (other !== undefined) throw refuse("request/input_invalid", other);
  const config = body[type];
  return isConfig(config) ? config : null;
};

const create: Handler = ({ world, body: given }) => {
  const body = checkBody(destinationCreateRequest, given);
  const type = body.type ?? "webhook";
  const config = configOf(type, body);
  if (config === null) throw refuse("request/input_missing", type);
  const isWebhook = type === "webhook";
  if (isWebhook) readCustomHeaders(body.webhook?.custom_headers);
  const kept = newRecord(world, "eventDestination");
  const secret = isWebhook ? (body.webhook?.secret ?? makeSecret(world, kept.id)) : null;
  const destination: DestinationRecord = {
    ...kept,
    name: body.name,
    status: isWebhook ? "active" : "pending_verification",
    type,
    events: [...body.events],
    config: isWebhook ? { url: body.webhook?.url, custom_headers: body.webhook?.custom_headers ?? null } : config,
    secret,
    formerSecret: null,
  };
  world.destinations.add(destination);
  const answer = destinationAnswer(destination);
  return isWebhook ? { ...answer, webhook: { url: body.webhook?.url, secret } } : answer;
};

const setStatus = (world: Parameters<Handler>[0]["world"], destination: DestinationRecord, status: "active" | "inactive"): void => {
  if (destination.status === status) return;
  if (destination.type !== "webhook") throw refuse("request/action_not_supported", "status");
  destination.status = status;
  touch(world, destination);
  emit(world, status === "active" ? "event_destination.activated" : "event_destination.deactivated", destinationAnswer(destination));
};

const update: Handler = ({ world, id, body: given }) => {
  const destination = find(world.destinations, "eventDestination", id);
  const body = checkBody(destinationUpdateRequest, given);
  const { webhook } = body;
  const config = configOf(destination.type, body);
  readCustomHeaders(webhook?.custom_headers);
  if (body.name !== undefined) destination.name = body.name;
  if (body.events !== undefined) destination.events = [...body.events];
  if (webhook?.url !== undefined) destination.config["url"] = webhook.url;
  if (webhook?.custom_headers !== undefined) destination.config["custom_headers"] = webhook.custom_headers;
  const secret = webhook?.secret;
  if (typeof secret === "string" && secret !== destination.secret) {
    destination.formerSecret = destination.secret === null ? null : { secret: destination.secret, until: now(world) + rotation };
    destination.secret = secret;
  }
  if (destination.type !== "webhook" && config !== null) destination.config = config;
  touch(world, destination);
  if (body.status !== undefined) setStatus(world, destination, body.status);
  return destinationAnswer(destination);
};

export const eventDestinationRoutes = {
  "event-destinations.create": create,
  "event-destinations.list": ({ world, operation, query }) => {
    const rows = [...world.destinations.newestFirst()].filter((destination) => passes(query, "status", destination.status));
    return page(world, operation, query, rows, (destination) => destination.sequence, destinationAnswer);
  },
  "event-destinations.get": ({ world, id }) => destinationAnswer(find(world.destinations, "eventDestination", id)),
  "event-destinations.update": update,
  "event-destinations.delete": ({ world, id }) => {
    const destination = find(world.destinations, "eventDestination", id);
    world.destinations.remove(destination.id);
    return { id: destination.id, object: "event_destination", deleted: true };
  },
  "event-destinations.deliveries": ({ world, operation, query, id }) => {
    const destination = find(world.destinations, "eventDestination", id);
    const rows = [...world.deliveries.newestFirst()].filter(
      (delivery) =>
        delivery.event_destination_id === destination.id &&
        delivery.attempts > 0 &&
        passes(query, "status", delivery.status === "success" ? "success" : "failure") &&
        passes(query, "type", delivery.event_type),
    );
    return page(world, `${operation}/${id}`, query, rows, (delivery) => delivery.sequence, deliveryAnswer);
  },
} satisfies Record<string, Handler>;
