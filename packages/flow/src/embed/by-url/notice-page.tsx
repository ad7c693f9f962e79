import { createRoot } from "react-dom/client";
import { steadyClock } from "@deck-auth/contract";
import type { Language } from "@deck-auth/contract/messages";
import { loadCatalog } from "../../i18n/catalog.ts";
import { CopyProvider, useCopy } from "../../i18n/copy.tsx";
import { persistently } from "../../persistently.ts";
import { Card } from "../../ui/card.tsx";
import { Notice } from "../../ui/notice.tsx";
import { ReturnLink } from "../../ui/return-link.tsx";
import { StepHeader } from "../../ui/step-header.tsx";

/**
 * Why there is no flow. `visit`: the page was opened without anything. `interrupted`: it was reloaded, and there is nobody who
 * could give it another token. `ended`: it was reloaded after its end.
 */
export type Reason = "visit" | "interrupted" | "ended";

const texts = {
  visit: { title: "visit.title", text: "visit.text" },
  interrupted: { title: "visit.interrupted.title", text: "visit.interrupted.text" },
  ended: { title: "visit.ended.title", text: "visit.ended.text" },
} as const;

/** What such a page says. */
export function NoFlow({ reason, returnTo }: { reason: Reason; returnTo: string | null }) {
  const t = useCopy();
  return (
    <>
      <StepHeader title={t(texts[reason].title)} lead={t(texts[reason].text)} />
      {reason === "visit" && <Notice tone="info" title={t("visit.engineer")} />}
      {returnTo !== null && (
        <div data-slot="actions">
          <ReturnLink address={returnTo} />
        </div>
      )}
    </>
  );
}

/** Shows a page without a flow: it says why, and where to go from here. */
export async function showNotice(
  root: HTMLElement,
  looks: { language: Language; theme: "default" | "dark" | "auto" },
  reason: Reason,
  returnTo: string | null = null,
): Promise<void> {
  const catalog = await persistently(() => loadCatalog(looks.language), steadyClock);
  document.title = catalog[texts[reason].title];
  document.documentElement.lang = looks.language;
  createRoot(root).render(
    <CopyProvider language={looks.language} catalog={catalog}>
      <Card screen="error" theme={looks.theme}>
        <NoFlow reason={reason} returnTo={returnTo} />
      </Card>
    </CopyProvider>,
  );
}
