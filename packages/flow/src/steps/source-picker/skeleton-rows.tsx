import { Skeleton } from "../../ui/skeleton.tsx";

/** The shape of a row before it is there, exactly as high as one, so that nothing moves when it comes. */
export function SkeletonRow() {
  return (
    <div data-slot="picker-skeleton">
      <Skeleton shape="tile" />
      <span data-slot="picker-skeleton-text">
        <Skeleton />
        <Skeleton />
      </span>
    </div>
  );
}

/** As many rows as are in sight. Said in words by the status region, so hidden from it. */
export function SkeletonRows() {
  return (
    <div data-slot="picker-skeletons" aria-hidden="true">
      {[1, 2, 3, 4, 5, 6].map((row) => (
        <SkeletonRow key={row} />
      ))}
    </div>
  );
}
