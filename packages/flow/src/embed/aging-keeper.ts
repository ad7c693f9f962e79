import type { Clock } from "@deck-auth/contract";
import type { Keeper } from "../checkpoint.ts";

/** Keeps the time as well, and takes what is older than `longest` milliseconds for nothing. */
export function agingKeeper(keeper: Keeper, clock: Clock, longest: number): Keeper {
  return {
    read() {
      const [at = "", text = ""] = keeper.read()?.split(" ") ?? [];
      return clock.now() - Number(at) > longest ? null : text;
    },
    write: (text) => keeper.write(`${clock.now()} ${text}`),
    remove: () => keeper.remove(),
  };
}
