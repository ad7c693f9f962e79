/** A page that comes back from the back-forward cache has its forms as they were left: they are emptied (T31). */
export function forgetOnRestore(page: Window): void {
  page.addEventListener("pageshow", ({ persisted }) => {
    if (persisted) for (const form of page.document.forms) form.reset();
  });
}
