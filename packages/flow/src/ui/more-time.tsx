import { useEffect, useLayoutEffect, useRef } from "react";
import { useCopy } from "../i18n/copy.tsx";
import { useAnnounce } from "./announcer.tsx";
import { Button } from "./button.tsx";
import { Notice } from "./notice.tsx";
import { sentences } from "./sentences.ts";

export interface MoreTimeProps {
  /** `ending`: there can be more time. `renewing`: it was asked for. `last`: there is none to be had. `fresh`: nothing to say. */
  life: "fresh" | "ending" | "renewing" | "last";
  onMore(): void;
}

/** Says that the time here ends soon, and gives more of it at one press; what was typed stays. */
export function MoreTime({ life, onMore }: MoreTimeProps) {
  const t = useCopy();
  const announce = useAnnounce();
  const part = life === "renewing" ? "ending" : life;
  const told = useRef(false);
  const words = part === "fresh" ? (told.current ? t("session.renewed") : "") : sentences(t(`session.${part}.title`), t(`session.${part}.text`));
  useEffect(() => {
    if (words !== "") announce(words, "polite", part);
    told.current = part !== "fresh";
    // A later drawing in other words is no news.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [part, announce]);
  if (part === "fresh") return null;
  return (
    <div data-slot="more-time">
      <Notice tone="info" title={t(`session.${part}.title`)}>
        <p>{t(`session.${part}.text`)}</p>
        {part === "ending" && <More busy={life === "renewing"} onMore={onMore} />}
      </Notice>
    </div>
  );
}

/** When it goes away it gives the focus back to where it came from, so that typing goes on. */
function More({ busy, onMore }: { busy: boolean; onMore(): void }) {
  const t = useCopy();
  const button = useRef<HTMLButtonElement>(null);
  const before = useRef<EventTarget | null>(null);
  useLayoutEffect(() => {
    const element = button.current;
    return () => {
      if (element?.matches(":focus") && before.current instanceof HTMLElement) before.current.focus();
    };
  }, []);
  return (
    <Button
      buttonRef={button}
      busy={busy}
      onClick={onMore}
      onFocus={({ relatedTarget }) => {
        before.current = relatedTarget;
      }}
    >
      {t("session.more")}
    </Button>
  );
}
