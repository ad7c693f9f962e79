import { isId } from "@deck-auth/contract";
import type { Source } from "@deck-auth/contract";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { asApiError } from "../api/api-error.ts";
import type { ApiError } from "../api/api-error.ts";
import { namedSourcesQuery, sourcePagesQuery } from "../api/queries.ts";
import { failureOf, isFinal } from "../failure.ts";
import type { Session } from "../session.ts";
import type { PickableSource } from "../steps/source-picker/source.ts";
import { displayEntry, displaySource } from "./display-source.ts";

/** How far the gathering of sources has come. */
export type GatheringState = "loading" | "gathering" | "complete" | "failed" | "offline";

export interface GatheredSources {
  sources: readonly PickableSource[];
  state: GatheringState;
  /** What stopped the gathering, or `null`. */
  error: ApiError | null;
  retry(): void;
}

/** Pause between two pages, so that one user's walk does not eat the organization's requests (design 3.1). */
const pagePause = 250;
/** Pause after a page could not be had although some could: what is there stays searchable meanwhile. */
const troublePause = 5_000;

/** Whether the list waits for the network, or tries whether it is back. */
function useOffline({ tools }: Session): boolean {
  const { subscribe, isAwaited } = tools.connection;
  return useSyncExternalStore(subscribe, isAwaited, () => false);
}

/** What could not be read is read as soon as the network is back. */
function useReturn({ tools }: Session, missed: boolean, again: () => unknown): void {
  const { surroundings } = tools;
  useEffect(() => (missed ? surroundings.onOnline(() => void again()) : undefined), [missed, surroundings, again]);
}

/** All sources of the organization, page after page; the first is usable while the others come (R16, R17). */
function useAllSources(session: Session, enabled: boolean): GatheredSources {
  const query = useInfiniteQuery({ ...sourcePagesQuery(session.tools), enabled }, session.cache);
  const { data, error, hasNextPage, isFetching, fetchNextPage, refetch } = query;
  const { clock, connection, surroundings } = session.tools;
  const isOffline = useOffline(session);
  const trouble = error === null ? null : asApiError(error);
  // A cursor that the API no longer knows: only the first page leads on from here (deck-api 1.4).
  const restart = trouble?.is("request", "cursor_invalid") === true;
  // The API will say the same again: it is asked only when the person wishes.
  const isRefused = trouble !== null && !restart && isFinal(failureOf(trouble));
  const goOn = useCallback(() => (data === undefined || restart ? refetch() : fetchNextPage()), [data, restart, refetch, fetchNextPage]);
  useEffect(() => {
    if (!enabled || isFetching || !hasNextPage || isRefused) return undefined;
    return clock.after(error === null ? pagePause : troublePause, () => void goOn());
  }, [enabled, isFetching, hasNextPage, isRefused, error, clock, goOn]);

  const failed = error !== null && !restart;
  useReturn(session, enabled && failed, goOn);

  // The person asked for what is missing. Else it is said to be missing until it is there, however often it is tried.
  const [isWished, setWished] = useState(false);
  useEffect(() => {
    if (!isFetching) setWished(false);
  }, [isFetching]);

  const sources = useMemo(() => {
    // A source that moved from one page to the next while they were read would stand twice.
    const byId = new Map<string, Source>();
    for (const page of data?.pages ?? []) for (const source of page.data) byId.set(source.id, source);
    return [...byId.values()].map(displaySource);
  }, [data]);

  let state: GatheringState = hasNextPage ? "gathering" : "complete";
  if (data === undefined) state = "loading";
  if (failed && !isWished && !(isFetching && data === undefined)) state = surroundings.isOnline() ? "failed" : "offline";
  if (isFetching && isOffline) state = "offline";
  return {
    sources,
    state,
    error: isRefused || (failed && data === undefined) ? trouble : null,
    retry() {
      setWished(true);
      // A page that waits for the network is asked for again as it is: a walk that began anew would be one that is not offline at first.
      if (isFetching && isOffline) connection.tryNow();
      else void goOn();
    },
  };
}

/** Just the sources that the host named; unknown ones are skipped, none left is `source_not_found` (R20, R23). */
function useNamedSources(session: Session, ids: readonly string[], enabled: boolean): GatheredSources {
  const { cache, tools } = session;
  const query = useQuery({ ...namedSourcesQuery(tools, cache, ids), enabled }, cache);
  const { data, error, isFetching, refetch } = query;
  const isOffline = useOffline(session);
  const failed = error !== null && !isFetching;
  useReturn(session, enabled && failed, refetch);
  let state: GatheringState = data === undefined ? "loading" : "complete";
  if (failed) state = tools.surroundings.isOnline() ? "failed" : "offline";
  if (isFetching && isOffline) state = "offline";
  const sources = useMemo(() => data?.map(displaySource) ?? none, [data]);
  return {
    sources,
    state,
    error: failed ? asApiError(error) : null,
    retry() {
      tools.connection.tryNow();
      void refetch();
    },
  };
}

const none: readonly PickableSource[] = [];
/** The index that the host handed over, ready to be shown, or how far it is. */
function useHandedSources(session: Session): "awaited" | "none" | readonly PickableSource[] {
  const { current, subscribe } = session.handedSources;
  const handed = useSyncExternalStore(subscribe, current, current);
  return useMemo(() => (typeof handed === "string" ? handed : handed.map(displayEntry)), [handed]);
}

const notYet: GatheredSources = { sources: none, state: "loading", error: null, retry: () => {} };

/**
 * @param named the ids to choose from, or `null` for all. Does not change while the flow lasts.
 * @param enabled whether the host is known: nothing is asked for before.
 */
export function useSources(session: Session, named: readonly string[] | null, enabled: boolean): GatheredSources {
  const ids = useMemo(() => [...new Set(named ?? [])].filter((id) => isId("source", id)), [named]);
  const handed = useHandedSources(session);
  const walks = enabled && handed === "none";
  const all = useAllSources(session, walks && named === null);
  // A few that are named are read by their ids: no more requests than there are rows, and the index may not know a new one yet.
  const some = useNamedSources(session, ids, enabled && named !== null);
  if (!enabled || (handed === "awaited" && named === null)) return notYet;
  if (named !== null) return some;
  return typeof handed === "string" ? all : { sources: handed, state: "complete", error: null, retry: () => {} };
}
