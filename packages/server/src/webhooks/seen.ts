import type { Clock } from "@deck-auth/contract";

/** Remembers what came before. */
export interface Seen {
  /** Whether none of these was claimed in the last 25 hours; claims them. */
  claim(...names: string[]): boolean;
}

/** An hour more than Deck goes on delivering. */
export const claimSeconds = 25 * 60 * 60;
/** Some 20 MB at most. */
const maximumNames = 100_000;

/** In this process's memory. The oldest are forgotten first. */
export function createSeen(clock: Clock): Seen {
  const claimed = new Map<string, number>();
  return {
    claim(...names) {
      const now = clock.now();
      for (const [name, at] of claimed) {
        if (at > now - claimSeconds * 1000 && claimed.size <= maximumNames) break;
        claimed.delete(name);
      }
      const isNew = names.every((name) => !claimed.has(name));
      for (const name of names) if (!claimed.has(name)) claimed.set(name, now);
      return isNew;
    },
  };
}
