import { createHmac } from "node:crypto";

/** The secret of the Standard Webhooks reference vector. */
export const referenceSecret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

/** Another one, as after a rotation. */
export const otherSecret = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;

/** `v1,…` over these bytes, made with Node's own HMAC. */
export function signature(secret: string, id: string, timestamp: string | number, body: string | Uint8Array): string {
  const key = Buffer.from(secret.slice("whsec_".length), "base64");
  return `v1,${createHmac("sha256", key).update(`${id}.${timestamp}.`).update(body).digest("base64")}`;
}

/** A webhook as Deck sends it. */
export function webhook(body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string>): Request {
  return new Request("https://app.example.com/api/deck-auth/webhooks", { method: "POST", headers: { "content-type": "application/json", ...headers }, body });
}

/** A well-signed one. */
export function signedWebhook(secret: string, id: string, timestamp: number, body: string | Uint8Array<ArrayBuffer>): Request {
  return webhook(body, { "webhook-id": id, "webhook-timestamp": String(timestamp), "webhook-signature": signature(secret, id, timestamp, body) });
}
