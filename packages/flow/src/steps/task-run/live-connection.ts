import type { FeedConnection } from "../../api/screenshots-feed.ts";

/** How the picture stands to what happens; beside what the feed knows, `ended`: the run is over. */
export type LiveConnection = FeedConnection | "ended";
