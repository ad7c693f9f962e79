import type { Bus } from "./bus.ts";
import { createNudgeLog } from "./nudge-log.ts";

/** So many nudges are kept for pages that come back. */
const kept = 1_000;

/** For one process. When more than one serves your app, a webhook reaches one of them and a page may listen to another. */
export function memoryBus(): Bus {
  const log = createNudgeLog(kept, (missed) => missed.forEach((tell) => tell()));
  // Another one for each process, so that a page that comes back to a new one is not told that it missed nothing.
  log.begin(crypto.randomUUID().slice(0, 8), 0, 0);
  return {
    publish: async (nudge) => log.append(log.position + 1, nudge),
    subscribe: log.subscribe,
  };
}
