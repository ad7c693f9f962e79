import type { ReactNode } from "react";

/** There for those who listen, not for those who look. Clipped, not `display: none`, which nobody hears. */
export function VisuallyHidden({ children, id }: { children: ReactNode; id?: string }) {
  return (
    <span data-slot="visually-hidden" id={id}>
      {children}
    </span>
  );
}
