import { isId, maximumPageSize, sourceList } from "@deck-auth/contract";
import type { Clock, Source, SourcesIndex } from "@deck-auth/contract";
import type { DeckClient } from "../deck/client.ts";
import { DeckAuthError } from "../errors.ts";
import { pause } from "../stopping.ts";

/** Between two pages, in milliseconds: 100 requests in 10 seconds, half of what Deck allows a whole organization. */
const betweenPages = 100;

/** A list that has more pages than this, 200,000 sources, does not end. */
const mostPages = 2_000;

function toItem({ id, name, website }: Source): SourcesIndex["items"][number] | null {
  const host = URL.canParse(website.url) ? new URL(website.url).hostname : "";
  // A row must have something to show, and an id that can be used.
  return isId("source", id) && (name !== null || host !== "") ? { id, name, host } : null;
}

const isCursorRefused = (error: unknown) => error instanceof DeckAuthError && error.code === "cursor_invalid";

/** Every source of the organization, in the API's order, each once. @throws DeckAuthError, or what `signal` was aborted with */
export async function walkSources(client: DeckClient, clock: Clock, signal: AbortSignal): Promise<SourcesIndex["items"]> {
  const items = new Map<string, SourcesIndex["items"][number]>();
  let cursor: string | null = null;
  let restarted = false;
  for (let page = 0; page < mostPages; page += 1) {
    const query = new URLSearchParams({ limit: String(maximumPageSize), ...(cursor === null ? {} : { cursor }) });
    try {
      const list = await client({ method: "GET", path: `/sources?${query}`, answer: sourceList, signal });
      for (const one of list.data) {
        const item = toItem(one);
        if (item !== null) items.set(item.id, item);
      }
      if (!list.has_more || list.next_cursor === null) return [...items.values()];
      cursor = list.next_cursor;
    } catch (error) {
      // A cursor that expired on the way: once more from the first page (deck-api 1.4).
      if (!isCursorRefused(error) || restarted) throw error;
      restarted = true;
      cursor = null;
    }
    await pause(clock, betweenPages, signal);
  }
  throw new DeckAuthError({ type: "api", code: "api_error", status: null, requestId: null });
}
