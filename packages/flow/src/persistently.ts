import type { Clock } from "@deck-auth/contract";

/** Pause between two tries. */
const pause = 2_000;

/**
 * Fetches code that something cannot do without, again and again until it is here: a file that is lost on the way, or that a
 * deployment has just replaced, must not leave a dead page behind. Stops trying once `isLeft` says that nobody waits.
 */
export async function persistently<Loaded>(load: () => Promise<Loaded>, clock: Clock, isLeft: () => boolean = () => false): Promise<Loaded> {
  for (;;) {
    try {
      // oxlint-disable-next-line no-await-in-loop -- one try after the other
      return await load();
    } catch (thrown) {
      if (isLeft()) throw thrown;
      // oxlint-disable-next-line no-await-in-loop
      await new Promise<void>((resolve) => clock.after(pause, resolve));
      if (isLeft()) throw thrown;
    }
  }
}
