import { useEffect } from "react";
import { useCopy } from "../i18n/copy.tsx";
import { useAnnounce } from "./announcer.tsx";
import { Notice } from "./notice.tsx";
import { sentences } from "./sentences.ts";

/** How long something has been going on, as far as it changes what is said of it. */
export type Elapsed = "soon" | "long" | "very-long";

/** How what was sent stands: on its way for so long, or waiting for the network. */
export type Wait = Elapsed | "offline";

const waits = { long: "slow.long", "very-long": "slow.veryLong" } as const;

/** Says a text to those who listen, when it comes up and when it changes; takes back what is no longer so. */
export function useStatus(text: string): void {
  const announce = useAnnounce();
  useEffect(() => {
    if (text === "") return undefined;
    announce(text);
    return () => announce("");
  }, [text, announce]);
}

/** What is said while a form waits for its answer (F8, M60). Nothing at first: the button shows that it is under way. */
export function WaitNote({ wait }: { wait: Wait }) {
  const t = useCopy();
  const title = wait === "soon" ? "" : t(wait === "offline" ? "loading.offline.title" : waits[wait]);
  const text = wait === "offline" ? t("loading.offline.text") : null;
  useStatus(sentences(title, text ?? ""));
  if (wait === "soon") return null;
  return (
    <Notice tone="info" title={title}>
      {text && <p>{text}</p>}
    </Notice>
  );
}
