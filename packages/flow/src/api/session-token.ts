import { isSessionToken } from "@deck-auth/contract";
import type { Clock } from "@deck-auth/contract";

/** How long a host may take to answer `tokenRequired`. */
const patience = 30_000;

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
}

/** @param ask tells the host that a token is needed. */
export function createSessionTokenHolder(ask: () => void, clock: Clock): SessionTokenHolder {
  let token = "";
  let asked: { promise: Promise<boolean>; settle(renewed: boolean): void } | null = null;

  function askHost(): Promise<boolean> {
    let settle: (renewed: boolean) => void = () => {};
    const promise = new Promise<boolean>((resolve) => {
      const stop = clock.after(patience, () => settle(false));
      settle = (renewed) => {
        stop();
        asked = null;
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
      token = next;
      asked?.settle(true);
    },
    giveUp: () => asked?.settle(false),
    renew(refused) {
      if (token !== refused && token !== "") return Promise.resolve(true);
      return asked?.promise ?? askHost();
    },
  };
}
