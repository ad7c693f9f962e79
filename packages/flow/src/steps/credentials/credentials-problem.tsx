import { useCopy } from "../../i18n/copy.tsx";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import { Notice } from "../../ui/notice.tsx";
import type { CredentialsStepProblem } from "./credentials-step.tsx";

interface CredentialsProblemProps {
  problem: CredentialsStepProblem;
  /** How many fields were empty at the last submission. With one, the message at the field is enough. */
  missing: number;
}

/** What stands above the fields when a submission did not go through. An alert: give it a new `key` for each answer. */
export function CredentialsProblem({ problem, missing }: CredentialsProblemProps) {
  const t = useCopy();
  if (missing > 1) return <Notice tone="danger" title={t("credentials.bothMissing")} />;
  if (problem === null) return null;
  if (problem.kind === "error") return <ErrorNotice type={problem.type} code={problem.code} requestId={problem.requestId} />;
  if (problem.kind === "unconfirmed" || problem.kind === "contradicted")
    return (
      <Notice tone="danger" title={t(`credentials.${problem.kind}.title`)}>
        <p>{t(`credentials.${problem.kind}.text`)}</p>
      </Notice>
    );
  // A named field says it itself.
  return problem.field === null ? <Notice tone="danger" title={t("credentials.refused")} /> : null;
}
