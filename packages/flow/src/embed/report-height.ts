import type { Clock } from "@deck-auth/contract";

/** The tallest that a host is asked for; it clamps too (T7). */
const tallest = 2_000;

/** Milliseconds from one report to the next: a host hears no more than ten in a second (T7). */
const pause = 100;

/** Tells the height of what is in `root` now, and again whenever it changes; the last one in any case. */
export function reportHeight(root: HTMLElement, clock: Clock, tell: (height: number) => void): void {
  let told = -1;
  let rests = false;
  function measure(): void {
    if (rests) return;
    const height = Math.min(tallest, Math.ceil(root.getBoundingClientRect().height));
    if (height === told) return;
    told = height;
    rests = true;
    clock.after(pause, () => {
      rests = false;
      measure();
    });
    tell(height);
  }
  new ResizeObserver(measure).observe(root);
}
