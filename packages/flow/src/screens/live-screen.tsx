import type { Clock } from "@deck-auth/contract";
import { useEffect, useState } from "react";
import { createFeed } from "../api/screenshots-feed.ts";
import type { Feed, FeedState } from "../api/screenshots-feed.ts";
import { loadImage } from "../api/screenshots-image.ts";
import type { Session } from "../session.ts";
import { LiveAside } from "../steps/task-run/live-aside.tsx";
import { LiveView } from "../steps/task-run/live-view.tsx";
import { useChosenSource } from "./display-source.ts";
import { useChart } from "./use-chart.ts";
import { useFeed } from "./use-feed.ts";

export type LiveFeed = Feed<HTMLImageElement>;

/** Kept while screens come and go, and while the host changes the view: neither picture nor transcript is lost. */
const feeds = new WeakMap<Session, { taskRunId: string; feed: LiveFeed }>();

/** The pictures of the session's run. */
export function feedOf(session: Session, taskRunId: string): LiveFeed {
  const known = feeds.get(session);
  if (known?.taskRunId === taskRunId) return known.feed;
  const feed = createFeed(taskRunId, {
    ...session.tools,
    cache: session.cache,
    imageOrigins: session.imageOrigins,
    loadImage,
    warn: (message) => console.warn(`[deck-auth] ${message}`),
  });
  feeds.set(session, { taskRunId, feed });
  return feed;
}

function useFollowing(feed: LiveFeed | null, howOften: "on" | "once" | "never"): void {
  useEffect(() => (feed === null || howOften === "never" ? undefined : feed.follow(howOften)), [feed, howOften]);
}

/** Whole seconds since then, in steps of five: what changes each second is read by nobody. */
function useSecondsSince(then: number | null, clock: Clock): number {
  const [, draw] = useState(0);
  const elapsed = then === null ? 0 : clock.now() - then;
  const seconds = Math.max(0, Math.floor(elapsed / 5_000) * 5);
  useEffect(() => {
    if (then === null) return undefined;
    return clock.after(then + (seconds + 5) * 1_000 - clock.now(), () => draw((count) => count + 1));
  }, [then, seconds, clock]);
  return seconds;
}

const nothing: FeedState<HTMLImageElement> = { picture: null, lines: [], connection: "waiting", blocked: false };

interface LiveRunProps {
  session: Session;
  /** `null` until there is a run. */
  feed: LiveFeed | null;
  sourceName: string;
  /** Whether the agent is at work: nothing is asked for before. */
  isUnderWay: boolean;
}

/** The pictures of a run while they come. */
export function LiveRun({ session, feed, sourceName, isUnderWay }: LiveRunProps) {
  const { picture, lines, connection } = useFeed(feed) ?? nothing;
  useFollowing(feed, isUnderWay ? "on" : "never");
  const secondsAgo = useSecondsSince(picture?.shownAt ?? null, session.tools.clock);
  return (
    <LiveView
      sourceName={sourceName}
      image={picture?.image ?? null}
      connection={connection}
      secondsAgo={secondsAgo}
      lines={lines}
      onPause={(paused) => feed?.setPaused(paused)}
    />
  );
}

interface LastPictureProps {
  session: Session;
  taskRunId: string;
  hasEnded: boolean;
}

/** The last picture, below a prompt or an outcome; once more it is read while something is asked, to show what asks. */
export function LastPicture({ session, taskRunId, hasEnded }: LastPictureProps) {
  const source = useChosenSource(session, useChart(session).context.chosenSourceId);
  const feed = feedOf(session, taskRunId);
  const state = useFeed(feed);
  useFollowing(feed, hasEnded ? "never" : "once");
  if (state === null || state.picture === null || state.blocked) return null;
  return <LiveAside sourceName={source?.name ?? ""} image={state.picture.image} connection={hasEnded ? "ended" : "paused"} />;
}
