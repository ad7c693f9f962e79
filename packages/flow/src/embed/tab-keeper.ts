import type { Clock } from "@deck-auth/contract";
import type { Keeper } from "../checkpoint.ts";
import { agingKeeper } from "./aging-keeper.ts";

const fieldsOf = (state: unknown): object => (typeof state === "object" && state !== null ? state : {});

/** The page's own entry of the history: outlives a reload, and nothing else. */
function historyKeeper({ history, location }: Window): Keeper {
  const keep = (progress: string | null) => history.replaceState({ ...fieldsOf(history.state), progress }, "", location.pathname + location.search);
  return {
    read() {
      const state = fieldsOf(history.state);
      return "progress" in state && typeof state.progress === "string" ? state.progress : null;
    },
    write: keep,
    remove: () => keep(null),
  };
}

/** The names of all that is kept in a tab's storage begin so. */
const prefix = "deck-auth:";

/** What nobody has changed for so long, in milliseconds, is of a flow that nobody comes back to. */
const longestKept = 12 * 60 * 60_000;

/** Takes away what other flows of this tab have left, which nothing else ever would. */
function prune(storage: Storage, name: string, now: number): void {
  for (const other of Object.keys(storage)) {
    const [at] = storage.getItem(other)?.split(" ") ?? [];
    // What has no time is none of ours.
    if (other.startsWith(prefix) && other !== name && !(now - Number(at) <= longestKept)) storage.removeItem(other);
  }
}

/**
 * The storage of this tab, under a name that no other frame or flow has (F25). Browsers refuse it to frames of another site, some
 * always and some on request, and some only when something is written; then the page's entry of the history (F29). The time is
 * kept as well, and what is older than `longest` milliseconds counts as nothing.
 *
 * @param flow its name, or a frame's nonce
 * @param longest @default however old
 */
export function tabKeeper(page: Window, flow: string, clock: Clock, longest = Infinity): Keeper {
  const name = `${prefix}${flow}`;
  try {
    const { sessionStorage } = page;
    const probe = `${name}?`;
    sessionStorage.setItem(probe, "");
    sessionStorage.removeItem(probe);
    prune(sessionStorage, name, clock.now());
    const place: Keeper = {
      read: () => sessionStorage.getItem(name),
      write: (text) => sessionStorage.setItem(name, text),
      remove: () => sessionStorage.removeItem(name),
    };
    return agingKeeper(place, clock, longest);
  } catch {
    return agingKeeper(historyKeeper(page), clock, longest);
  }
}
