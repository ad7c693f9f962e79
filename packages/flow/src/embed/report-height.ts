/** The tallest that a host is asked for; it clamps too (T7). */
const tallest = 2_000;

/** Tells the height of what is in `root` now, and again whenever it changes, at most once a frame. */
export function reportHeight(root: HTMLElement, tell: (height: number) => void): void {
  let told = -1;
  const observer = new ResizeObserver(() => {
    const height = Math.min(tallest, Math.ceil(root.getBoundingClientRect().height));
    if (height === told) return;
    told = height;
    tell(height);
  });
  observer.observe(root);
}
