import type { ReadTools } from "../api/queries.ts";
import type { Secrets } from "../secrets.ts";

/** What the writes need. */
export interface WriteTools extends ReadTools {
  secrets: Secrets;
  /** A fresh idempotency key; a UUID in a browser. */
  newKey: () => string;
}
