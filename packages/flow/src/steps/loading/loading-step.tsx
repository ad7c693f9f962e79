import { useRef } from "react";
import { useCopy } from "../../i18n/copy.tsx";
import { Button } from "../../ui/button.tsx";
import { useScreenFocus } from "../../ui/card-context.ts";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { StepHeader } from "../../ui/step-header.tsx";
import { useStatus } from "../../ui/wait-note.tsx";
import type { Elapsed } from "../../ui/wait-note.tsx";

export interface LoadingStepProps {
  /** What could not be had, if so; `null` while it is on its way. */
  stuck: null | { kind: "failed" } | { kind: "offline" } | { kind: "error"; type: string; code: string; requestId: string | null };
  /** How long it has been on its way. @default "soon" */
  elapsed?: Elapsed;
  onRetry(): void;
}

const leads = { soon: "loading.text", long: "slow.long", "very-long": "slow.veryLong" } as const;

/** The place of a form whose source is still being read. Of the form's own height, so that nothing jumps. */
export function LoadingStep({ stuck, elapsed = "soon", onRetry }: LoadingStepProps) {
  const t = useCopy();
  const title = useRef<HTMLHeadingElement>(null);
  useScreenFocus(title, stuck?.kind ?? "");
  const lead = t(leads[elapsed]);
  useStatus(stuck === null && elapsed !== "soon" ? lead : "");
  return (
    <>
      <StepHeader title={t("loading.title")} lead={lead} titleRef={title} />
      {stuck === null ? (
        <div data-slot="loading-form" role="presentation">
          <Skeleton />
          <Skeleton shape="control" />
          <Skeleton />
          <Skeleton shape="control" />
          <Skeleton shape="control" />
        </div>
      ) : (
        <div data-slot="loading-stuck">
          {stuck.kind === "error" ? (
            <ErrorNotice {...stuck} />
          ) : (
            <Notice key={stuck.kind} tone="danger" title={t(`loading.${stuck.kind}.title`)}>
              <p>{t(`loading.${stuck.kind}.text`)}</p>
            </Notice>
          )}
          <Button variant="primary" data-deck-action="retry" onClick={onRetry}>
            {t("loading.retry")}
          </Button>
        </div>
      )}
    </>
  );
}
