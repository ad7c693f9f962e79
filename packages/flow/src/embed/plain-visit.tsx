import { useCopy } from "../i18n/copy.tsx";
import { Notice } from "../ui/notice.tsx";
import { StepHeader } from "../ui/step-header.tsx";

/** Shown to who opens the page without a host: it says so, and to an engineer why. */
export function PlainVisit() {
  const t = useCopy();
  return (
    <>
      <StepHeader title={t("visit.title")} lead={t("visit.text")} />
      <Notice tone="info" title={t("visit.engineer")} />
    </>
  );
}
