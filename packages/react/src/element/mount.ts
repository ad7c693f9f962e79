import { identityOf } from "../embed-config.ts";
import { openFlow } from "../embed-flow.ts";
import type { DeckAuthProps } from "../props.ts";

/** What {@link mountDeckAuth} gives. */
export interface MountedDeckAuth {
  /**
   * Changes some of the options: those that are given, also as `undefined`, replace what was there. What starts the flow afresh and
   * what reaches it while it goes on is said at `DeckAuthProps`.
   */
  update(options: Partial<DeckAuthProps>): void;
  /** Puts the keyboard's focus into the flow, now or as soon as it is there. */
  focus(): void;
  /** Takes the flow away. No callback comes after it; calling it twice does no harm. */
  unmount(): void;
}

/**
 * `<DeckAuth>` without React: the same flow in the same frame, with the same options and callbacks. What `element` holds is replaced.
 *
 * ```ts
 * const place = document.body.appendChild(document.createElement("div"));
 * const deckAuth = mountDeckAuth(place, { token: fetchToken, embedUrl: "https://auth.example.com", onSuccess });
 * ```
 *
 * @param element where the flow is shown. It should stand in the document, and stay there until `unmount()`.
 */
export function mountDeckAuth(element: HTMLElement, options: DeckAuthProps): MountedDeckAuth {
  const newest = { current: { ...options } };
  let identity = identityOf(options);
  let isMounted = true;
  let flow = openFlow(element, newest);
  return {
    update(changes) {
      if (!isMounted) return;
      newest.current = { ...newest.current, ...changes };
      if (identity === (identity = identityOf(newest.current))) return flow.update();
      flow.close();
      flow = openFlow(element, newest);
    },
    focus() {
      flow.focus();
    },
    unmount() {
      isMounted = false;
      flow.close();
    },
  };
}
