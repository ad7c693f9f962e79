import type { Keeper } from "../checkpoint.ts";

const fieldsOf = (state: unknown): object => (typeof state === "object" && state !== null ? state : {});

/** The page's own entry of the history: outlives a reload, and nothing else. */
function historyKeeper({ history, location }: Window): Keeper {
  const keep = (progress: string | null) => history.replaceState({ ...fieldsOf(history.state), progress }, "", location.pathname);
  return {
    read() {
      const state = fieldsOf(history.state);
      return "progress" in state && typeof state.progress === "string" ? state.progress : null;
    },
    write: keep,
    remove: () => keep(null),
  };
}

/**
 * The storage of this tab, under a name that no other frame or flow has (F25). Browsers refuse it to frames of another site, some
 * always and some on request; then the page's entry of the history (F29).
 */
export function tabKeeper(page: Window, name: string): Keeper {
  try {
    const { sessionStorage } = page;
    return {
      read: () => sessionStorage.getItem(name),
      write: (text) => sessionStorage.setItem(name, text),
      remove: () => sessionStorage.removeItem(name),
    };
  } catch {
    return historyKeeper(page);
  }
}
