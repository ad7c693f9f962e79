import type { Clock } from "@deck-auth/contract";
import type { Screen } from "@deck-auth/contract/messages";
import { useEffect, useMemo, useRef } from "react";
import type { ReactNode, Ref } from "react";
import { useCopy, useLanguage } from "../i18n/copy.tsx";
import { Announcer } from "./announcer.tsx";
import { CardContext } from "./card-context.ts";
import type { CardContent, CardLogo } from "./card-context.ts";
import { watchEngagement } from "./engagement.ts";
import type { Engagement } from "./engagement.ts";

export interface CardProps {
  /** The public `data-deck-screen` (design 3.4). */
  screen: Screen;
  /** @default "default" */
  theme?: "default" | "dark" | "auto";
  /** An address that `theme/` has checked. Hidden when it does not load. */
  logo?: CardLogo | null;
  /** Given: there is a close button (R136). */
  onClose?: (() => void) | undefined;
  /** Given: there is a back button. A step may give its own instead. */
  onBack?: (() => void) | undefined;
  /** What is to be said on every screen, below the step. */
  below?: ReactNode;
  /** For the spacing of announcements. @default the machine's own time */
  clock?: Clock;
  /** The root element, for appearance variables to be set on. */
  rootRef?: Ref<HTMLDivElement>;
  /** One step, beginning with its `StepHeader`. */
  children: ReactNode;
}

/** The root of the flow and the frame around every step. It stays while steps come and go. */
export function Card({ screen, theme = "default", logo = null, onClose, onBack, below, clock, rootRef, children }: CardProps) {
  const t = useCopy();
  const language = useLanguage();
  const frame = useRef<HTMLDivElement>(null);
  const engagement = useRef<Engagement | null>(null);
  useEffect(() => {
    if (frame.current === null) return undefined;
    const watch = watchEngagement(frame.current);
    engagement.current = watch;
    return () => watch.stop();
  }, []);
  const content = useMemo<CardContent>(() => ({ onClose, onBack, logo, engagement }), [onClose, onBack, logo]);
  return (
    <div ref={rootRef} data-deck-auth="" data-deck-screen={screen} data-theme={theme} data-slot="root" lang={language} dir="ltr">
      <div ref={frame} data-slot="card">
        <Announcer clock={clock}>
          <CardContext.Provider value={content}>
            <div data-slot="card-content">{children}</div>
          </CardContext.Provider>
          {below}
          <p data-slot="card-footer">{t("card.footer")}</p>
        </Announcer>
      </div>
    </div>
  );
}
