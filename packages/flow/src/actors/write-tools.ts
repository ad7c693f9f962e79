import type { ReadTools } from "../api/queries.ts";
import type { RetryPolicy } from "../api/retry.ts";
import type { Checkpoint } from "../checkpoint.ts";
import type { Secrets } from "../secrets.ts";

/** What the writes need. */
export interface WriteTools extends ReadTools {
  secrets: Secrets;
  /** Keeps ids and keys, for a page that is reloaded or killed. */
  checkpoint: Checkpoint;
  /** A fresh idempotency key; a UUID in a browser. */
  newKey: () => string;
}

/** Writes. They may be tried again only because each carries an idempotency key (design 4.4). */
export const writePolicy: RetryPolicy = { tries: 6, within: 60_000 };
