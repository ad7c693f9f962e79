/** Work that goes on in real time (hashing, a store, a delivery), of which a virtual clock knows nothing. */
export interface UnderWay {
  /** The same function; what it does is waited for by {@link over}. */
  watch<Given extends unknown[], T>(work: (...given: Given) => Promise<T>): (...given: Given) => Promise<T>;
  /** Resolves once none of it goes on, nor what followed from it at once. */
  over(): Promise<void>;
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

export function createUnderWay(): UnderWay {
  const going = new Set<Promise<unknown>>();
  return {
    watch: (work) => (...given) => {
      const one = work(...given);
      going.add(one);
      const end = () => void going.delete(one);
      one.then(end, end);
      return one;
    },
    async over() {
      await turn();
      while (going.size > 0) {
        await Promise.allSettled(going);
        await turn();
      }
    },
  };
}

/** Moves virtual time in steps, each once all that goes on in real time is over, so that the machine's speed decides nothing. */
export async function advanceWith({ over }: UnderWay, clock: { advance(milliseconds: number): Promise<void> }, milliseconds: number, step = 100): Promise<void> {
  for (let passed = 0; passed < milliseconds; passed += step) {
    await over();
    await clock.advance(Math.min(step, milliseconds - passed));
  }
  await over();
}
