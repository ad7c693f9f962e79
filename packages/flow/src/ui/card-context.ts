import { createContext, useContext, useEffect } from "react";
import type { RefObject } from "react";
import type { Engagement } from "./engagement.ts";

/** The customer's mark, already checked (`theme/`). */
export interface CardLogo {
  url: string;
  placement: "top" | "left";
}

/** What the card gives to the step inside it. */
export interface CardContent {
  onClose: (() => void) | undefined;
  onBack: (() => void) | undefined;
  logo: CardLogo | null;
  engagement: RefObject<Engagement | null>;
}

export const CardContext = createContext<CardContent>({
  onClose: undefined,
  onBack: undefined,
  logo: null,
  engagement: { current: null },
});

export const useCard = (): CardContent => useContext(CardContext);

/**
 * Moves the focus to `target` when the step comes up, and again whenever `key` changes, if the person is at work in the
 * flow. While the window has no focus (they read the code on another device, say) it waits for it to come back.
 */
export function useScreenFocus(target: RefObject<HTMLElement | null>, key: string = ""): void {
  const { engagement } = useCard();
  useEffect(() => {
    if (!engagement.current?.current()) return undefined;
    const focus = () => target.current?.focus();
    if (document.hasFocus()) {
      focus();
      return undefined;
    }
    window.addEventListener("focus", focus, { once: true });
    return () => window.removeEventListener("focus", focus);
  }, [target, engagement, key]);
}
