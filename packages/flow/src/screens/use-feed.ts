import { useSyncExternalStore } from "react";
import type { Feed, FeedState } from "../api/screenshots-feed.ts";

const nothing = () => () => {};

/** What is known of the pictures, drawn again whenever it changes; `null` without a feed. */
export function useFeed<Image>(feed: Feed<Image> | null): FeedState<Image> | null {
  const current = () => feed?.current() ?? null;
  return useSyncExternalStore(feed?.subscribe ?? nothing, current, current);
}
