import { useLayoutEffect, useRef } from "react";
import type { ReactNode } from "react";

export interface LivePictureProps {
  /** Loaded and decoded already, so that it is there at once; `null` while there is none. */
  image: HTMLImageElement | null;
  /** What it is, for those who do not see it. */
  alt: string;
  /** Id of what else is to be known of it. */
  describedBy?: string;
  /** Stands in the picture's place while there is none. */
  children?: ReactNode;
}

/**
 * The place of a picture, with room for it from the start. It is for watching alone: the style sheet keeps pointers away, and
 * nothing in it takes the focus (goal M53).
 */
export function LivePicture({ image, alt, describedBy, children }: LivePictureProps) {
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (image === null) place.current?.replaceChildren();
    else if (image.parentNode !== place.current) place.current?.replaceChildren(image);
  }, [image]);
  useLayoutEffect(() => {
    if (image === null) return;
    image.alt = alt;
    if (describedBy === undefined) image.removeAttribute("aria-describedby");
    else image.setAttribute("aria-describedby", describedBy);
  }, [image, alt, describedBy]);
  return (
    <div data-slot="live-picture">
      <div ref={place} data-slot="live-image" />
      {image === null && children}
    </div>
  );
}
