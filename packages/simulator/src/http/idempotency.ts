import { mac } from "../crypto/text.ts";
import type { ReplayRecord } from "../world/records.ts";
import { now, worldKey } from "../world/world.ts";
import type { World } from "../world/world.ts";
import type { Answer } from "./envelope.ts";
import { refuse } from "./errors.ts";

const longestKey = 256;
const life = 24 * 60 * 60 * 1000;

/** The same text for the same JSON value, whatever the order of its keys. */
const canonical = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "";
  const parts = Object.entries(value).map(([name, part]) => `${JSON.stringify(name)}:${canonical(part)}`);
  return `{${parts.sort().join(",")}}`;
};

/** One write with an idempotency key. */
export interface Attempt {
  readonly key: string;
  /** Method, path, query and body as a keyed hash: the body may hold a password, which is kept nowhere. */
  readonly fingerprint: string;
}

/** The attempt that a request is, or `null` when it has no key or needs none (R211). */
export const readAttempt = (world: World, request: Request, url: URL, body: unknown): Attempt | null => {
  const key = request.headers.get("idempotency-key");
  if (key === null || key === "" || request.method === "GET") return null;
  if (key.length > longestKey) throw refuse("idempotency/idempotency_key_error");
  const parameters = [request.method, url.pathname, url.search, canonical(body)].join("\n");
  return { key, fingerprint: mac(worldKey(world), parameters) };
};

/** The stored answer to the same attempt; a 409 when the key was used for something else (R206, R207). */
export const replayOf = (world: World, attempt: Attempt): ReplayRecord | null => {
  const stored = world.replays.get(attempt.key);
  if (stored === undefined) return null;
  if (stored.at + life <= now(world)) {
    world.replays.delete(attempt.key);
    return null;
  }
  if (stored.fingerprint !== attempt.fingerprint) throw refuse("idempotency/idempotency_error");
  return stored;
};

/** Keeps the answer of a success for 24 hours; a refused attempt may be made again with the same key (R208, R210). */
export const keepSuccess = (world: World, attempt: Attempt, answer: Answer): void =>
  void world.replays.set(attempt.key, { ...answer, fingerprint: attempt.fingerprint, at: now(world) });
