/**
 * The address of one of the app's own routes; `undefined` when it is none. With another origin the user's cookies would not
 * go along, and the app would not be the one that is asked.
 */
export function ownAddress(prop: "eventsUrl" | "sourcesUrl", given: string): URL | undefined {
  try {
    const url = new URL(given, document.baseURI);
    if (url.origin === location.origin) return url;
  } catch {}
  console.error(`Deck Auth: ${prop} must be of this page's own origin. The flow goes on without it.`);
  return;
}
