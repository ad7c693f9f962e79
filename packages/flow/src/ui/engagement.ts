/**
 * Whether the person is at work in the flow. The flow moves the focus only for somebody who is: a host page must never
 * lose it to us because a list has loaded or a run has moved on (goal M88).
 */
export interface Engagement {
  current(): boolean;
  stop(): void;
}

/** Begins with a click or the focus inside `root`, ends when something of the host's page takes the focus. */
export function watchEngagement(root: HTMLElement): Engagement {
  let engaged = false;
  const stopping = new AbortController();
  const { signal } = stopping;
  const begin = () => {
    engaged = true;
  };
  root.addEventListener("focusin", begin, { signal });
  root.addEventListener("pointerdown", begin, { signal });
  root.addEventListener(
    "focusout",
    ({ relatedTarget }) => {
      // Without a target the window lost the focus, or the focused element is gone: neither is a choice of the person.
      if (relatedTarget instanceof Node && !root.contains(relatedTarget)) engaged = false;
    },
    { signal },
  );
  return { current: () => engaged, stop: () => stopping.abort() };
}
