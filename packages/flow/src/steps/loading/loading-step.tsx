import { useRef } from "react";
import { useCopy } from "../../i18n/copy.tsx";
import { Button } from "../../ui/button.tsx";
import { useScreenFocus } from "../../ui/card-context.ts";
import { Notice } from "../../ui/notice.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { StepHeader } from "../../ui/step-header.tsx";

export interface LoadingStepProps {
  /** What could not be had, if so; `null` while it is on its way. */
  stuck: "failed" | "offline" | null;
  onRetry(): void;
}

/** The place of a form whose source is still being read. Of the form's own height, so that nothing jumps. */
export function LoadingStep({ stuck, onRetry }: LoadingStepProps) {
  const t = useCopy();
  const title = useRef<HTMLHeadingElement>(null);
  useScreenFocus(title, stuck ?? "");
  return (
    <>
      <StepHeader title={t("loading.title")} lead={t("loading.text")} titleRef={title} />
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
          <Notice tone="danger" title={t(`loading.${stuck}.title`)}>
            <p>{t(`loading.${stuck}.text`)}</p>
          </Notice>
          <Button variant="primary" data-deck-action="retry" onClick={onRetry}>
            {t("loading.retry")}
          </Button>
        </div>
      )}
    </>
  );
}
