import type { Clock } from "@deck-auth/contract";
import { useEffect, useRef } from "react";
import { useCopy } from "../../i18n/copy.tsx";
import { useAnnounce } from "../../ui/announcer.tsx";

interface CountAnnouncementOptions {
  query: string;
  total: number;
  /** How many of them are in the list. */
  listed: number;
  searching: boolean;
  state: "loading" | "gathering" | "complete" | "failed" | "offline";
  clock: Clock;
}

/** A pause in typing, in milliseconds. */
const pause = 400;

/**
 * Says how many match, once for each pause in typing, not for each key nor for each page that arrives (M29); else what
 * is the matter with the list.
 */
export function useCountAnnouncement({ query, total, listed, searching, state, clock }: CountAnnouncementOptions): void {
  const t = useCopy();
  const announce = useAnnounce();

  let message: string;
  if (searching && state !== "loading") {
    if (total === 0) message = t("picker.noMatch.title", { query });
    else message = total > listed ? t("picker.closest", { count: total, listed }) : t("picker.count", { count: total });
  }
  else if (state === "loading" || state === "gathering") message = t("picker.loading");
  else if (state === "failed") message = t(total === 0 ? "picker.failed.title" : "picker.failedPart");
  else if (state === "offline") message = t("picker.offline.title");
  else message = total === 0 ? t("picker.none.title") : t("picker.count", { count: total });

  const newest = useRef(message);
  newest.current = message;
  useEffect(() => clock.after(pause, () => announce(newest.current)), [query, state, clock, announce]);
}
