import { credential, maximumPageSize, source, sourceList, taskRun } from "@deck-auth/contract";
import type { Clock, Credential, Source, SourceList, TaskRun } from "@deck-auth/contract";
import { QueryClient, infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { Surroundings } from "../surroundings.ts";
import { asApiError, knownError } from "./api-error.ts";
import type { ApiClient } from "./client.ts";
import type { Connection } from "./connection.ts";
import { isPassing, readPolicy, retrying } from "./retry.ts";

/** What the reads need. */
export interface ReadTools {
  client: ApiClient;
  clock: Clock;
  random: () => number;
  surroundings: Surroundings;
  /** What waits for the network. */
  connection: Connection;
}

/**
 * The cache of what the server said. It does not retry by itself: `retrying` does, on the clock that tests can move. It does
 * not wait for the network by itself either: the flow says in words that it is offline.
 */
export const createQueryCache = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: { retry: false, networkMode: "always", staleTime: Infinity, gcTime: Infinity, refetchOnWindowFocus: false, refetchOnReconnect: false },
    },
  });

const patiently = <Result>(tools: ReadTools, signal: AbortSignal, attempt: () => Promise<Result>): Promise<Result> =>
  retrying(attempt, (error) => (isPassing(error) ? readPolicy : null), { ...tools, signal });

/** The first page is asked for without a cursor. */
const firstPage: string = "";

/** One page after another of all sources of the organization (R17). Takes no parameter but the paging ones (R18). */
export const sourcePagesQuery = (tools: ReadTools) =>
  infiniteQueryOptions({
    queryKey: ["sources"],
    initialPageParam: firstPage,
    queryFn: ({ pageParam, signal }): Promise<SourceList> =>
      patiently(tools, signal, () =>
        tools.client.call({
          operation: "sources.list",
          query: { limit: String(maximumPageSize), ...(pageParam === firstPage ? {} : { cursor: pageParam }) },
          parse: (body) => sourceList.parse(body),
          signal,
        }),
      ),
    getNextPageParam: (page) => (page.has_more ? page.next_cursor : null),
  });

/** One source, by id. */
export const sourceQuery = (tools: ReadTools, id: string) =>
  queryOptions({
    queryKey: ["source", id],
    queryFn: ({ signal }): Promise<Source> =>
      patiently(tools, signal, () => tools.client.call({ operation: "sources.get", id, parse: (body) => source.parse(body), signal })),
  });

/** Just these sources. Those that do not exist are left out; when none is left, that is `source_not_found` (R23). */
export const namedSourcesQuery = (tools: ReadTools, cache: QueryClient, ids: readonly string[]) =>
  queryOptions({
    queryKey: ["named-sources", ids],
    async queryFn(): Promise<Source[]> {
      const answers = await Promise.allSettled(ids.map((id) => cache.fetchQuery(sourceQuery(tools, id))));
      const found = answers.flatMap((answer) => (answer.status === "fulfilled" ? [answer.value] : []));
      const missing = answers.flatMap((answer) => (answer.status === "rejected" ? [asApiError(answer.reason)] : []));
      const trouble = missing.find((error) => error.status !== 404);
      if (trouble !== undefined) throw trouble;
      if (found.length === 0) throw knownError("request", "source_not_found");
      return found;
    },
  });

/** One credential, by id: read before it is updated. */
export const credentialQuery = (tools: ReadTools, id: string) =>
  queryOptions({
    queryKey: ["credential", id],
    queryFn: ({ signal }): Promise<Credential> =>
      patiently(tools, signal, () =>
        tools.client.call({ operation: "credentials.get", id, parse: (body) => credential.parse(body), signal }),
      ),
  });

/** One run, read once: whoever watches it decides when to read again. */
export const taskRunQuery = (tools: ReadTools, id: string) =>
  queryOptions({
    queryKey: ["task-run", id],
    queryFn: ({ signal }): Promise<TaskRun> =>
      tools.client.call({ operation: "task-runs.get", id, parse: (body) => taskRun.parse(body), signal }),
    staleTime: 0,
  });

/** Where the prompt that is shown is kept: the run itself may have moved on before the person sees it. */
export const promptKey = (taskRunId: string, number: number) => ["prompt", taskRunId, number] as const;
