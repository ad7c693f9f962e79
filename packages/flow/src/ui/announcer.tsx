import { steadyClock } from "@deck-auth/contract";
import type { Clock } from "@deck-auth/contract";
import { createContext, useCallback, useContext, useEffect, useMemo, useRef } from "react";
import type { ReactNode } from "react";
import { createAnnouncementQueue } from "./announcement-queue.ts";

/**
 * `polite` waits its turn, at most one in 5 s, and is not repeated, but on another `occasion`. With an occasion it is said in any
 * case, without one only if nothing newer waits; an empty text takes back what waits so. `assertive` is for what ends or stops
 * something, and is said at once.
 */
export type Announce = (text: string, urgency?: "polite" | "assertive", occasion?: string) => void;

const AnnounceContext = createContext<Announce>(() => {});

/** Says a text to those who listen, without showing it. */
export const useAnnounce = (): Announce => useContext(AnnounceContext);

/** Holds the two live regions, there from the first drawing on: a region that comes with its text is not heard. */
export function Announcer({ clock = steadyClock, children }: { clock?: Clock | undefined; children: ReactNode }) {
  const polite = useRef<HTMLDivElement>(null);
  const assertive = useRef<HTMLDivElement>(null);
  // Made while drawing, not in an effect: the step inside may have something to say before our own effects run.
  const queue = useMemo(
    () =>
      createAnnouncementQueue(clock, (text) => {
        // A node of its own, so that the same words on another occasion are a change.
        polite.current?.replaceChildren(document.createTextNode(text));
      }),
    [clock],
  );
  useEffect(() => {
    queue.start();
    return () => queue.stop();
  }, [queue]);

  const announce = useCallback<Announce>(
    (text, urgency = "polite", occasion = "") => {
      if (urgency === "polite") {
        queue.say(text, occasion);
        return;
      }
      // A node of its own each time: the same words twice are two announcements.
      const words = document.createElement("span");
      words.textContent = text;
      assertive.current?.replaceChildren(words);
    },
    [queue],
  );

  return (
    <AnnounceContext.Provider value={announce}>
      {children}
      <div ref={polite} data-slot="visually-hidden" role="status" aria-live="polite" aria-atomic="true" />
      <div ref={assertive} data-slot="visually-hidden" aria-live="assertive" aria-atomic="true" />
    </AnnounceContext.Provider>
  );
}
