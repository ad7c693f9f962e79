import type { Surroundings } from "../surroundings.ts";

/** The requests that wait for the network, and whether there are any: what a person is told of being offline. */
export interface Connection {
  /** Whether a request waits for the network to come back. */
  isAwaited(): boolean;
  /** Returns what stops listening. */
  subscribe(run: () => void): () => void;
  /**
   * Resolves when the network is back. Also when the person returns or asks for it: devices are sometimes wrong about their network,
   * and one more try shows it. Rejects when `signal` aborts.
   */
  wait(signal: AbortSignal): Promise<void>;
  /** Whoever waits tries now. */
  tryNow(): void;
}

export function createConnection(surroundings: Surroundings): Connection {
  const waiting = new Set<() => void>();
  const listeners = new Set<() => void>();
  function change(run: () => void): void {
    const before = waiting.size > 0;
    run();
    if (before !== waiting.size > 0) for (const tell of listeners) tell();
  }
  return {
    isAwaited: () => waiting.size > 0,
    subscribe(run) {
      listeners.add(run);
      return () => listeners.delete(run);
    },
    wait: (signal) =>
      new Promise((resolve, reject) => {
        const end = (settle: () => void) => () => {
          stopOnline();
          stopReturn();
          signal.removeEventListener("abort", abort);
          change(() => waiting.delete(go));
          settle();
        };
        const go = end(resolve);
        const abort = end(() => reject(signal.reason));
        const stopOnline = surroundings.onOnline(go);
        const stopReturn = surroundings.onReturn(go);
        signal.addEventListener("abort", abort);
        change(() => waiting.add(go));
        if (signal.aborted) abort();
      }),
    tryNow() {
      for (const go of waiting) go();
    },
  };
}
