import type { Clock } from "@deck-auth/contract";

/** The process ends: what nobody waits for at its end is not begun, and what waits is let go of. */
export class Stopping extends Error {
  override readonly name = "Stopping";
}

/** Resolves so many milliseconds later. @throws what the signal was aborted with, as soon as it is */
export function pause(clock: Clock, milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      cancel();
      reject(signal?.reason);
    };
    const cancel = clock.after(milliseconds, () => {
      signal?.removeEventListener("abort", stop);
      resolve();
    });
    if (signal?.aborted === true) stop();
    else signal?.addEventListener("abort", stop);
  });
}

/** The outcome of `work`. @throws what the signal was aborted with, as soon as it is */
export function unlessStopped<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    signal.addEventListener("abort", stop);
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", stop));
  });
}
