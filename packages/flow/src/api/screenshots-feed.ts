import type { Screenshot, ScreenshotList } from "@deck-auth/contract";
import type { QueryClient } from "@tanstack/react-query";
import { asApiError } from "./api-error.ts";
import type { ReadTools } from "./queries.ts";
import { judgePicture } from "./screenshots-address.ts";
import { createTranscript, keyOf } from "./screenshots-transcript.ts";
import type { TranscriptLine } from "./screenshots-transcript.ts";
import { firstPage, screenshotsQuery } from "./screenshots.ts";

/**
 * How the picture stands to what happens. `waiting`: there is none yet, or none that could be shown. `reconnecting`: nothing can be read
 * just now. `frozen`: reads work, but bring no newer picture. `paused`: by the person.
 */
export type FeedConnection = "waiting" | "live" | "reconnecting" | "frozen" | "paused";

export interface FeedState<Image> {
  /** The newest picture, ready to be shown, and since when it is. */
  picture: { image: Image; shownAt: number } | null;
  lines: readonly TranscriptLine[];
  connection: FeedConnection;
  /** The pictures come from where the deployment does not expect any: there is nothing to show. */
  blocked: boolean;
}

export interface FeedTools<Image> extends ReadTools {
  cache: QueryClient;
  /** Where pictures may come from; decided by the deployment alone. */
  imageOrigins: readonly string[];
  /** Fetches and decodes. Rejects when the picture cannot be shown. */
  loadImage(url: string, signal: AbortSignal): Promise<Image>;
  /** Told once when the pictures come from where the deployment does not expect any. */
  warn(message: string): void;
}

export interface Feed<Image> {
  current(): FeedState<Image>;
  subscribe(run: () => void): () => void;
  /** Reads on until the returned function is called: again and again, or `once` more. */
  follow(howOften: "on" | "once"): () => void;
  setPaused(paused: boolean): void;
}

/** Agents take a picture about every 5 s (deck-api 2.7): asking more often brings nothing. */
const pace = 5_000;
/** An API that answers with an error is asked less and less often, up to this (R68). */
const slowestPace = 40_000;
/** Reads work, but three pictures are missing. */
const frozenAfter = 15_000;
/** A picture that is not there by then is given up. */
const patience = 20_000;
/** After so many pictures that could not be loaded, one after another, there is nothing to be shown (R66). */
const mostFailedPictures = 3;

/**
 * The pictures of one run, while somebody looks: off when nobody does, when paused, when the page is hidden. Failures drop frames;
 * they are never an error of the flow.
 */
export function createFeed<Image>(taskRunId: string, tools: FeedTools<Image>): Feed<Image> {
  const { clock, cache, surroundings } = tools;
  const query = (from: string) => screenshotsQuery(tools, taskRunId, from);
  const listeners = new Set<() => void>();
  const transcript = createTranscript();
  let picture: FeedState<Image>["picture"] = null;
  let shown: { key: string; at: number } | null = null;
  let cursor = firstPage;
  let readsFailed = false;
  let refusals = 0;
  let failedPictures = 0;
  let paused = false;
  let blocked = false;

  let follower: (() => void) | null = null;
  let readsLeft = 0;
  let lastRead = Number.NEGATIVE_INFINITY;
  let since = 0;
  /** There while reading goes on; aborted when it stops. */
  let turn: AbortController | null = null;
  let loading = false;
  let cancelWait = () => {};
  let cancelFreeze = () => {};

  function connection(): FeedConnection {
    if (picture === null) return "waiting";
    if (paused) return "paused";
    if (readsFailed || failedPictures > 0) return "reconnecting";
    return clock.now() - Math.max(picture.shownAt, since) < frozenAfter ? "live" : "frozen";
  }

  let state: FeedState<Image> = { picture, lines: transcript.lines(), connection: "waiting", blocked };
  function tell(): void {
    cancelFreeze();
    const next = { picture, lines: transcript.lines(), connection: connection(), blocked };
    if (next.connection === "live" && picture !== null && turn !== null)
      cancelFreeze = clock.after(Math.max(picture.shownAt, since) + frozenAfter - clock.now(), tell);
    const isSame = next.picture === state.picture && next.lines === state.lines && next.connection === state.connection && next.blocked === state.blocked;
    if (isSame) return;
    state = next;
    for (const run of listeners) run();
  }

  function plan(signal: AbortSignal): void {
    if (readsLeft === 0) return;
    const gap = Math.min(slowestPace, pace * 2 ** Math.max(0, refusals - 1));
    cancelWait = clock.after(Math.max(0, lastRead + gap - clock.now()), () => void read(signal));
  }

  async function read(signal: AbortSignal): Promise<void> {
    lastRead = clock.now();
    readsLeft -= 1;
    try {
      const page = await cache.fetchQuery(query(cursor));
      if (signal.aborted) return;
      readsFailed = false;
      refusals = 0;
      take(page, signal);
    } catch (thrown) {
      if (signal.aborted) return;
      const error = asApiError(thrown);
      readsFailed = true;
      refusals = error.status === null ? 0 : refusals + 1;
      // A cursor that the API no longer knows: only the first page leads on from here (deck-api 1.4).
      if (error.is("request", "cursor_invalid")) cursor = firstPage;
    }
    if (!signal.aborted) plan(signal);
    tell();
  }

  function take(page: ScreenshotList, signal: AbortSignal): void {
    transcript.add(page.data);
    // Only the last page has the newest picture. It is read next time, and from then on.
    if (page.has_more && page.next_cursor !== null) {
      cursor = page.next_cursor;
      return;
    }
    const newest = page.data.at(-1);
    const isNews = newest !== undefined && (shown === null || (keyOf(newest) !== shown.key && !(Date.parse(newest.created_at) < shown.at)));
    // While one is on its way, newer ones are dropped: on a slow line none would ever arrive otherwise.
    if (!isNews || loading) return;
    const verdict = judgePicture(newest, tools.imageOrigins);
    if (verdict.kind === "allowed") void load(newest, verdict.url, signal);
    else if (verdict.kind === "unusable") drop();
    else {
      blocked = true;
      tools.warn(`The live view shows no pictures: ${verdict.origin} is not among the deployment's image origins (DECK_AUTH_IMAGE_ORIGINS).`);
      follow();
    }
  }

  function drop(): void {
    failedPictures += 1;
    if (failedPictures < mostFailedPictures) return;
    picture = null;
    shown = null;
  }

  async function load(shot: Screenshot, url: string, signal: AbortSignal): Promise<void> {
    const giveUp = new AbortController();
    const abort = () => giveUp.abort();
    const cancelPatience = clock.after(patience, abort);
    signal.addEventListener("abort", abort);
    loading = true;
    try {
      const image = await tools.loadImage(url, giveUp.signal);
      if (signal.aborted) return;
      failedPictures = 0;
      shown = { key: keyOf(shot), at: Date.parse(shot.created_at) };
      picture = { image, shownAt: clock.now() };
    } catch {
      if (signal.aborted) return;
      drop();
    } finally {
      loading = false;
      cancelPatience();
      signal.removeEventListener("abort", abort);
    }
    tell();
  }

  /** Begins or stops reading, whichever fits what is asked for now. */
  function follow(): void {
    const wanted = follower !== null && !paused && !blocked && surroundings.isVisible();
    if (wanted && turn === null) {
      turn = new AbortController();
      since = clock.now();
      plan(turn.signal);
    } else if (!wanted && turn !== null) {
      turn.abort();
      turn = null;
      cancelWait();
      void cache.cancelQueries({ queryKey: query(cursor).queryKey });
    }
    tell();
  }

  return {
    current: () => state,
    subscribe(run) {
      listeners.add(run);
      return () => void listeners.delete(run);
    },
    follow(howOften) {
      follower?.();
      const stopVisibility = surroundings.onVisibility(follow);
      const stop = () => {
        if (follower !== stop) return;
        follower = null;
        stopVisibility();
        follow();
      };
      follower = stop;
      readsLeft = howOften === "once" ? 1 : Number.POSITIVE_INFINITY;
      follow();
      return stop;
    },
    setPaused(value) {
      paused = value;
      follow();
    },
  };
}
