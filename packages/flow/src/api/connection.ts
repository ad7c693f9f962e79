import type { Surroundings } from "../surroundings.ts";

/** The requests that wait for the network, and whether there are any: what a person is told of being offline. */
export interface Connection {
  /** Whether a request waits for the network to come back, or tries meanwhile whether it has. */
  isAwaited(): boolean;
  /** Returns what stops listening. */
  subscribe(run: () => void): () => void;
  /**
   * A request counts as waiting until what is returned is called: over all its tries, so that one that fails at once, as each does while
   * the network is away, is not told as a network that came and went.
   */
  expect(): () => void;
  /**
   * Resolves when the network is back. Also when the person returns or asks for it: devices are sometimes wrong about their network,
   * and one more try shows it. Rejects when `signal` aborts.
   */
  wait(signal: AbortSignal): Promise<void>;
  /** Whoever waits tries now. */
  tryNow(): void;
}

export function createConnection(surroundings: Surroundings): Connection {
  let expecting = 0;
  const waiting = new Set<() => void>();
  const listeners = new Set<() => void>();
  function count(change: 1 | -1): void {
    const before = expecting > 0;
    expecting += change;
    if (before !== expecting > 0) for (const tell of listeners) tell();
  }
  return {
    isAwaited: () => expecting > 0,
    subscribe(run) {
      listeners.add(run);
      return () => listeners.delete(run);
    },
    expect() {
      count(1);
      return () => count(-1);
    },
    wait: (signal) =>
      new Promise((resolve, reject) => {
        const end = (settle: () => void) => () => {
          stopOnline();
          stopReturn();
          signal.removeEventListener("abort", abort);
          waiting.delete(go);
          settle();
        };
        const go = end(resolve);
        const abort = end(() => reject(signal.reason));
        const stopOnline = surroundings.onOnline(go);
        const stopReturn = surroundings.onReturn(go);
        signal.addEventListener("abort", abort);
        waiting.add(go);
        if (signal.aborted) abort();
      }),
    tryNow() {
      for (const go of waiting) go();
    },
  };
}
