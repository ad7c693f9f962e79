import type { DeckAuthEvent } from "@deck-auth/contract/messages";
import type { Post } from "../host-message.ts";
import type { DeckAuthProps } from "../props.ts";
import { followRun } from "./follow-run.ts";
import { ownAddress } from "./own-address.ts";
import { readSources } from "./read-sources.ts";

/** Is told each event of the flow; nothing when a page begins to load or to listen; `null` when the flow is taken away. */
export type OwnServer = (event?: DeckAuthEvent | null) => void;

/**
 * Stands between a flow and the routes that the app's own server has for it (design 3.1): the index of sources behind
 * `sourcesUrl` goes to the embed page in parts, the stream behind `eventsUrl` becomes nudges. Neither is needed: without them the
 * embed page asks the API itself.
 *
 * @param searches whether the user gets to search all sources: nobody else reads the index.
 */
export function link(newest: { readonly current: DeckAuthProps }, searches: boolean, post: Post): OwnServer {
  const flow = new AbortController();
  let run: AbortController | undefined;
  let runId: string | null = null;
  let isLive = false;
  let pages = 0;
  let sources: ReturnType<typeof readSources> | undefined;

  async function greet(page: number): Promise<void> {
    const { sourcesUrl } = newest.current;
    if (searches && sourcesUrl) sources ??= readSources(ownAddress("sourcesUrl", sourcesUrl), flow.signal);
    if (isLive) post("relay", { live: isLive });
    // Over one port each part goes once, however often the page began.
    for (const part of (await sources) ?? []) if (page === pages) post("sources", part);
  }

  function follow(eventsUrl: string, taskRunId: string): void {
    const address = ownAddress("eventsUrl", eventsUrl);
    run?.abort();
    run = new AbortController();
    runId = taskRunId;
    address?.searchParams.set("taskRunId", taskRunId);
    const live = (next: boolean): void => post("relay", { live: (isLive = next) });
    if (address) void followRun(address, { live, nudge: () => post("nudge", {}) }, run.signal);
  }

  return (event) => {
    if (event === undefined) return void greet((pages += 1));
    const { eventsUrl } = newest.current;
    if (event === null) {
      flow.abort();
      run?.abort();
    } else if (event.type === "succeeded" || event.type === "failed") run?.abort();
    else if (event.taskRunId && event.taskRunId !== runId && eventsUrl) follow(eventsUrl, event.taskRunId);
  };
}
