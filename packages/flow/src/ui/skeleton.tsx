import { Room } from "./room.tsx";

interface SkeletonProps {
  shape?: "line" | "tile" | "control";
  /** Given: as large as this text would be there. */
  text?: string;
}

/** The place of something that is still on its way, so that nothing jumps when it comes. */
export function Skeleton({ shape = "line", text }: SkeletonProps) {
  return (
    <span data-slot="skeleton" data-shape={text === undefined ? shape : "text"} aria-hidden="true">
      {text !== undefined && <Room texts={[text]} />}
    </span>
  );
}
