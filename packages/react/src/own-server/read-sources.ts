import type { HostMessageBody, SourceIndexItem } from "@deck-auth/contract/messages";

/** What a `sources` message carries. */
type Part = Extract<HostMessageBody, { type: "sources" }>["data"];

/** Milliseconds that the index may take: the first user of all waits until the server has walked the catalogue. */
const patience = 10_000;

/** UTF-16 units that the items of a message may take as JSON, so that it stays below 96 KB with its envelope. */
const room = 90_000;

/** The known keys of an item, as often as there is something to show; other rows are left out. */
function itemsOf(rows: unknown[]): SourceIndexItem[] {
  return rows.flatMap((row) => {
    const { id, name = null, host } = Object(row);
    const fits = typeof id === "string" && (name === null || typeof name === "string") && typeof host === "string";
    return fits ? [{ id, name, host }] : [];
  });
}

/** The index in messages of their greatest size. */
function partsOf(items: SourceIndexItem[]): Part[] {
  const parts: SourceIndexItem[][] = [[]];
  let used = 0;
  for (const item of items) {
    const size = JSON.stringify(item).length + 1;
    if (size > room) continue;
    if (used + size > room) {
      parts.push([]);
      used = 0;
    }
    parts.at(-1)?.push(item);
    used += size;
  }
  return parts.map((items, index) => ({ part: index + 1, of: parts.length, items }));
}

/**
 * The server helper's index of sources in parts. Whatever goes wrong, there is an answer, because the embed page waits for one:
 * a single part of none says that it has to walk the catalogue by itself.
 */
export async function readSources(address: URL | undefined, signal: AbortSignal): Promise<Part[]> {
  const asked = new AbortController();
  const stop = (): void => asked.abort();
  const patient = setTimeout(stop, patience);
  signal.addEventListener("abort", stop);
  try {
    if (!address) throw address;
    const response = await fetch(address, { mode: "same-origin", signal: asked.signal });
    if (!response.ok) throw response;
    const { items } = await response.json();
    return partsOf(itemsOf(items));
  } catch {
    stop();
    return [{ part: 1, of: 0, items: [] }];
  } finally {
    clearTimeout(patient);
    signal.removeEventListener("abort", stop);
  }
}
