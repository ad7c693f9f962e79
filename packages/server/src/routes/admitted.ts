import type { DeckClient } from "../deck/client.ts";
import type { Owner } from "../guards/subject.ts";

/** What a route gets, after every guard has let the request through. `body` is `undefined` when there was none. */
export interface Admitted {
  owner: Owner;
  body: unknown;
  client: DeckClient;
}
