import { useCopy } from "../i18n/copy.tsx";
import { Notice } from "./notice.tsx";
import { sentences } from "./sentences.ts";
import { useStatus } from "./use-status.ts";
import type { Elapsed } from "./use-status.ts";

/** How what was sent stands: on its way for so long, or waiting for the network. */
export type Wait = Elapsed | "offline";

const waits = { long: "slow.long", "very-long": "slow.veryLong" } as const;

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
