import { event } from "@deck-auth/contract";
import type { Clock, DeckEvent } from "@deck-auth/contract";
import { BodyBroken, readBytes } from "../guards/body.ts";
import { WebhookVerificationError } from "./error.ts";
import { decodeBase64 } from "./secret.ts";

/** A webhook as it came: its headers and its raw bytes. A `Request` that nobody has read is one too. */
export interface RawWebhook {
  headers: Headers;
  /** The bytes as they came. JSON that was parsed and written again has another signature. */
  body: Uint8Array | ReadableStream<Uint8Array> | null;
}

/** A webhook that Deck signed. */
export interface VerifiedWebhook {
  /** `webhook-id`: the same for every attempt to deliver it (R274). */
  id: string;
  /** What happened; `null` when the body, though signed, is no event that we can read. */
  event: DeckEvent | null;
}

/** Farthest that the sender's clock may be off, in seconds (R175). */
const tolerance = 300;
const largestBody = 256 * 1024;
const mostSignatures = 8;

const idShape = /^[A-Za-z0-9_-]{1,255}$/;
const timestampShape = /^\d{1,12}$/;
/** Version, comma, value. A header sent twice is joined with ", " on its way here and does not fit. */
const signatureShape = /^v[0-9a-z]+,[A-Za-z0-9+/=_-]+$/;

function readHeaders(headers: Headers): { id: string; timestamp: string; signatures: string[] } {
  const id = headers.get("webhook-id") ?? "";
  const timestamp = headers.get("webhook-timestamp") ?? "";
  const signatures = (headers.get("webhook-signature") ?? "").split(" ");
  const fits = idShape.test(id) && timestampShape.test(timestamp) && signatures.length <= mostSignatures;
  if (!fits || !signatures.every((signature) => signatureShape.test(signature))) throw new WebhookVerificationError("headers");
  return { id, timestamp, signatures };
}

async function readBody(body: RawWebhook["body"]): Promise<Uint8Array | null> {
  if (body instanceof Uint8Array) return body;
  try {
    return await readBytes(body, largestBody);
  } catch (error) {
    throw error instanceof BodyBroken ? new WebhookVerificationError("broken_off") : error;
  }
}

/** The text that Deck signs: id, timestamp and the raw body, with dots between (deck-api 4.5). */
function signedBytes(id: string, timestamp: string, body: Uint8Array): Uint8Array<ArrayBuffer> {
  const head = new TextEncoder().encode(`${id}.${timestamp}.`);
  const bytes = new Uint8Array(head.length + body.length);
  bytes.set(head);
  bytes.set(body, head.length);
  return bytes;
}

/** Keys ready for use: making one takes as long as using it. */
const keys = new WeakMap<Uint8Array, Promise<CryptoKey>>();

function keyOf(secret: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  const key = keys.get(secret) ?? crypto.subtle.importKey("raw", secret, { name: "HMAC", hash: "SHA-256" }, false, ["verify"]);
  keys.set(secret, key);
  return key;
}

/** Whether one of the signatures was made with one of the secrets (R176). `subtle.verify` compares in constant time. */
async function isSigned(signatures: string[], secrets: readonly Uint8Array<ArrayBuffer>[], bytes: Uint8Array<ArrayBuffer>): Promise<boolean> {
  for (const secret of secrets) {
    const key = await keyOf(secret);
    for (const signature of signatures) {
      const value = signature.startsWith("v1,") ? decodeBase64(signature.slice(3)) : null;
      if (value !== null && (await crypto.subtle.verify("HMAC", key, value, bytes))) return true;
    }
  }
  return false;
}

function readEvent(body: Uint8Array): DeckEvent | null {
  try {
    const parsed = event.safeParse(JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body)));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/**
 * Believes a webhook only if Deck signed these very bytes, less than five minutes ago (R174, T41). What it says is read
 * afterwards.
 *
 * @throws WebhookVerificationError
 */
export async function verifyWebhook(webhook: RawWebhook, secrets: readonly Uint8Array<ArrayBuffer>[], clock: Clock): Promise<VerifiedWebhook> {
  const { id, timestamp, signatures } = readHeaders(webhook.headers);
  if (Math.abs(Math.floor(clock.now() / 1000) - Number(timestamp)) > tolerance) throw new WebhookVerificationError("timestamp");
  const body = await readBody(webhook.body);
  if (body === null || body.length > largestBody) throw new WebhookVerificationError("too_large");
  if (!(await isSigned(signatures, secrets, signedBytes(id, timestamp, body)))) throw new WebhookVerificationError("signature");
  return { id, event: readEvent(body) };
}
