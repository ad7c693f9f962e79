import { useEffect, useRef } from "react";
import { useCopy } from "../i18n/copy.tsx";
import { useAnnounce } from "../ui/announcer.tsx";
import { useScreenFocus } from "../ui/card-context.ts";
import { Notice } from "../ui/notice.tsx";
import { sentences } from "../ui/sentences.ts";
import { StepHeader } from "../ui/step-header.tsx";

/** Why the flow does not begin: its host is `slow` to say what it shall be, or has said what this page can make nothing of. */
export type Absence = "slow" | "refused";

/** Below the shell, which may be filled yet: a spinner that never ends says nothing (M69). */
function SlowHost() {
  const t = useCopy();
  const announce = useAnnounce();
  const words = sentences(t("host.slow.title"), t("host.slow.text"));
  useEffect(() => announce(words), [announce, words]);
  return (
    <div data-slot="more-time">
      <Notice tone="info" title={t("host.slow.title")}>
        <p>{t("host.slow.text")}</p>
      </Notice>
    </div>
  );
}

/** In place of the shell: nothing will come of it unless the host says something else. */
function RefusedHost() {
  const t = useCopy();
  const title = useRef<HTMLHeadingElement>(null);
  const announce = useAnnounce();
  const words = sentences(t("host.refused.title"), t("host.refused.text"));
  useScreenFocus(title);
  useEffect(() => announce(words, "assertive"), [announce, words]);
  return <StepHeader title={t("host.refused.title")} lead={t("host.refused.text")} titleRef={title} />;
}

/** Where it is to be said (`Flow`). */
export const absences = { slow: { below: <SlowHost /> }, refused: { instead: <RefusedHost /> } } as const;
