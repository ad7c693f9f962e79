import type { Clock } from "@deck-auth/contract";

/** Remembers what came before. */
export interface Seen {
  /** Whether none of these was claimed in the last 25 hours; claims them. */
  claim(...names: string[]): boolean;
}

/** An hour more than Deck goes on delivering. */
export const claimSeconds = 25 * 60 * 60;

/**
 * A webhook that was recorded may be sent again for ten minutes, from five before its time to five after. At 500 webhooks a second, of two
 * names each, that is 600,000 names. They are forgotten by the hundred thousand: a map whose oldest name is looked for each time becomes
 * slow. Some 80 MB at most, with ids as long as Deck's.
 */
const namesOfOne = 100_000;
const mostMaps = 7;

/** In this process's memory. The oldest are forgotten first. */
export function createSeen(clock: Clock): Seen {
  let filling = new Map<string, number>();
  let all = [filling];
  return {
    claim(...names) {
      const now = clock.now();
      const isClaimed = (name: string) => all.some((claimed) => (claimed.get(name) ?? 0) > now - claimSeconds * 1000);
      const fresh = names.filter((name) => !isClaimed(name));
      if (filling.size >= namesOfOne) {
        filling = new Map();
        all = [filling, ...all].slice(0, mostMaps);
      }
      for (const name of fresh) filling.set(name, now);
      return fresh.length === names.length;
    },
  };
}
