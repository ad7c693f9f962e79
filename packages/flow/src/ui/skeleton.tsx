/** The place of something that is still on its way, so that nothing jumps when it comes. */
export function Skeleton({ shape = "line" }: { shape?: "line" | "tile" | "control" }) {
  return <span data-slot="skeleton" data-shape={shape} aria-hidden="true" />;
}
