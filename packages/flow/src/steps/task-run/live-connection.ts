import type { CopyKey } from "../../i18n/catalog.ts";

/**
 * How the picture stands to what happens. `waiting`: there is none yet. `reconnecting`: nothing can be read just now. `frozen`: reads
 * work, but bring no newer picture. `paused`: by the person. `ended`: the run is over.
 */
export type LiveConnection = "waiting" | "live" | "reconnecting" | "frozen" | "paused" | "ended";

export const connectionTexts = {
  waiting: "live.waiting",
  live: "live.live",
  reconnecting: "live.reconnecting",
  frozen: "live.frozen",
  paused: "live.paused",
  ended: "live.ended",
} as const satisfies Record<LiveConnection, CopyKey>;
