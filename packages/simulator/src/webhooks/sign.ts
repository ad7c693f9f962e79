import { base64, fromBase64, mac, utf8 } from "../crypto/text.ts";
import { hmac } from "../crypto/sha256.ts";
import type { DestinationRecord } from "../world/records.ts";
import { now, worldKey } from "../world/world.ts";
import type { World } from "../world/world.ts";

const prefix = "whsec_";

/** A signing secret for a destination that brought none: always the same one, as everything here (R272). */
export const makeSecret = (world: World, id: string): string => `${prefix}${base64(utf8(mac(worldKey(world), `secret:${id}`)))}`;

const signature = (secret: string, text: string) => `v1,${base64(hmac(fromBase64(secret.slice(prefix.length)), utf8(text)))}`;

/**
 * The three headers of Standard Webhooks (deck-api 4.5). A secret that was just replaced signs too, so that a receiver with
 * either of them is content.
 */
export const signatureHeaders = (world: World, destination: DestinationRecord, id: string, body: string): Record<string, string> => {
  const timestamp = String(Math.floor(now(world) / 1000));
  const former = destination.formerSecret;
  const secrets = [destination.secret, former !== null && former.until > now(world) ? former.secret : null].flatMap((secret) => secret ?? []);
  return {
    "webhook-id": id,
    "webhook-timestamp": timestamp,
    "webhook-signature": secrets.map((secret) => signature(secret, `${id}.${timestamp}.${body}`)).join(" "),
  };
};
