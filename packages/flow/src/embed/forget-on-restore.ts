/**
 * A page that comes back from the back-forward cache has its forms as they were left: those in `root` are emptied (T31). Returns what
 * ends this.
 */
export function forgetOnRestore(page: Window, root: ParentNode = page.document): () => void {
  const forget = ({ persisted }: PageTransitionEvent) => {
    if (persisted) for (const form of root.querySelectorAll("form")) form.reset();
  };
  page.addEventListener("pageshow", forget);
  return () => page.removeEventListener("pageshow", forget);
}
