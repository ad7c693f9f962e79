import type { ReadTools } from "../api/queries.ts";
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
