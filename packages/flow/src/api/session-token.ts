import { isSessionToken } from "@deck-auth/contract";
import type { Clock } from "@deck-auth/contract";

/** How long a host may take to answer `tokenRequired`. */
const patience = 30_000;

/** How long a token is good for (deck-api 2.2). Counted from when it got here: when it was made is not told. */
export const tokenLifetime = 30 * 60_000;

/** So long before that its user is told, with time left to type a password. */
export const warningTime = 4 * 60_000;

/**
 * How the token stands. `ending`: it will be refused soon. `renewing`: the host was asked for another one ahead of time.
 * `last`: it will be refused soon, and the host has no other.
 */
export type TokenLife = "fresh" | "ending" | "renewing" | "last";

/** Holds the session token, and gets another when it is refused. */
export interface SessionTokenHolder {
  current(): string;
  /**
   * The host handed over a token, asked for or not. Something else given by mistake, a secret key above all, counts as
   * none, so that it is never sent (R45).
   */
  replace(token: string): void;
  /** The host has no other token to give. */
  giveUp(): void;
  /**
   * A call was refused with `refused`. Resolves to whether another token is at hand. However many calls fail at once, the
   * host is asked once.
   */
  renew(refused: string): Promise<boolean>;
  life(): TokenLife;
  onLife(run: () => void): () => void;
  /** The person wants more time than the token has: the host is asked for another one. As often as they like. */
  extend(): void;
  /** The flow is gone. */
  stop(): void;
}

/** @param ask tells the host that a token is needed. */
export function createSessionTokenHolder(ask: () => void, clock: Clock): SessionTokenHolder {
  let token = "";
  let asked: { promise: Promise<boolean>; settle(renewed: boolean): void } | null = null;
  let life: TokenLife = "fresh";
  let stopAging = () => {};
  const listeners = new Set<() => void>();

  function become(next: TokenLife): void {
    if (life === next) return;
    life = next;
    for (const run of listeners) run();
  }

  function askHost(): Promise<boolean> {
    let settle: (renewed: boolean) => void = () => {};
    const promise = new Promise<boolean>((resolve) => {
      const stop = clock.after(patience, () => settle(false));
      settle = (renewed) => {
        stop();
        asked = null;
        // The same token once more is no more time: with another one it would be "fresh" by now.
        if (life === "renewing") become("last");
        resolve(renewed);
      };
    });
    asked = { promise, settle };
    ask();
    return promise;
  }

  return {
    current: () => token,
    replace(next) {
      if (!isSessionToken(next)) return asked?.settle(false);
      // The same one again, as some hosts hand it over, is as old as it was.
      if (next !== token) {
        stopAging();
        stopAging = clock.after(tokenLifetime - warningTime, () => become("ending"));
        become("fresh");
      }
      token = next;
      asked?.settle(true);
    },
    giveUp: () => asked?.settle(false),
    renew(refused) {
      if (token !== refused && token !== "") return Promise.resolve(true);
      return asked?.promise ?? askHost();
    },
    life: () => life,
    onLife(run) {
      listeners.add(run);
      return () => void listeners.delete(run);
    },
    extend() {
      if (life !== "ending") return;
      become("renewing");
      if (asked === null) void askHost();
    },
    stop() {
      stopAging();
      listeners.clear();
      asked?.settle(false);
    },
  };
}
