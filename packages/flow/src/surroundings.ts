/** What the device says about itself, given to the flow so that tests can play it. */
export interface Surroundings {
  isOnline(): boolean;
  isVisible(): boolean;
  /** The network came back. Returns what stops listening. */
  onOnline(run: () => void): () => void;
  /** The person is back: the page became visible, was restored, got the focus, or the network came back. */
  onReturn(run: () => void): () => void;
  /** The page became visible or hidden. */
  onVisibility(run: (visible: boolean) => void): () => void;
  /** The page is being left: nothing secret may outlive it. */
  onLeave(run: () => void): () => void;
}

function listen(targets: readonly (readonly [EventTarget, string])[], run: () => void): () => void {
  for (const [target, type] of targets) target.addEventListener(type, run);
  return () => {
    for (const [target, type] of targets) target.removeEventListener(type, run);
  };
}

/** The surroundings of a real page. */
export function browserSurroundings(page: Window): Surroundings {
  const isVisible = () => page.document.visibilityState !== "hidden";
  return {
    isOnline: () => page.navigator.onLine,
    isVisible,
    onOnline: (run) => listen([[page, "online"]], run),
    onReturn: (run) =>
      listen(
        [
          [page, "online"],
          [page, "focus"],
          [page, "pageshow"],
          [page.document, "visibilitychange"],
        ],
        () => {
          if (isVisible()) run();
        },
      ),
    onVisibility: (run) => listen([[page.document, "visibilitychange"]], () => run(isVisible())),
    onLeave: (run) => listen([[page, "pagehide"]], run),
  };
}
