import { useEffect, useRef } from "react";
import { CopyWith, useCopy, useErrorText } from "../../i18n/copy.tsx";
import { useAnnounce } from "../../ui/announcer.tsx";
import { Button } from "../../ui/button.tsx";
import { useScreenFocus } from "../../ui/card-context.ts";
import { plainText } from "../../ui/plain-text.ts";
import { RequestId } from "../../ui/request-id.tsx";
import { ReturnLink } from "../../ui/return-link.tsx";
import { sentences } from "../../ui/sentences.ts";
import { SourceName } from "../../ui/source-name.tsx";
import { StepHeader } from "../../ui/step-header.tsx";
import { OutcomeMark } from "./outcome-mark.tsx";
import { outcomeCopy } from "./outcome-text.ts";

export type Outcome =
  /** Stored, and verified (`true`) or not to be verified (`null`: no linked task). */
  | { kind: "success"; verified: boolean | null }
  /** Stored, but the check did not succeed; why, where the run says so. */
  | { kind: "unverified"; error: OutcomeError | null }
  /** A terminal error. */
  | ({ kind: "error" } & OutcomeError);

interface OutcomeError {
  type: string;
  code: string;
  requestId: string | null;
}

export interface OutcomeStepProps {
  outcome: Outcome;
  /** `null`: not known. */
  sourceName: string | null;
  /** Given: "Try again" is offered. */
  onRetry?: (() => void) | undefined;
  /** Given: there is a button that closes. */
  onClose?: (() => void) | undefined;
  /** Given: a link leads back there, in place of that button. After a success the page goes there by itself. */
  returnTo?: string | undefined;
}

/** How it ended. It stays until the host takes it away (R13); nothing can be typed here (R99). */
export function OutcomeStep({ outcome, ...rest }: OutcomeStepProps) {
  if (outcome.kind === "error") return <Failed outcome={outcome} {...rest} />;
  if (outcome.kind === "unverified" && outcome.error !== null) return <Unproven error={outcome.error} {...rest} />;
  return <Ended outcome={outcome} {...rest} />;
}

type Of<Kind extends Outcome["kind"]> = Omit<OutcomeStepProps, "outcome"> & { outcome: Extract<Outcome, { kind: Kind }> };

function Ended({ outcome, sourceName, onRetry, onClose, returnTo }: Of<"success" | "unverified">) {
  const t = useCopy();
  const { title, named, unnamed } = outcomeCopy(outcome);
  const going = returnTo === undefined ? null : t("outcome.returning");
  const next = outcome.kind === "unverified" ? t("outcome.unverified.next") : going;
  const text = sourceName ? t(named, { source: plainText(sourceName) }) : t(unnamed);
  const titleRef = useOutcomeTitle(t(title), [text, next].filter(Boolean).join(" "), "polite");
  return (
    <section data-slot="outcome" data-outcome={outcome.kind}>
      <div data-slot="outcome-body">
        <StepHeader
          titleRef={titleRef}
          mark={<OutcomeMark tone={outcome.kind === "success" ? "success" : "neutral"} />}
          title={t(title)}
          lead={sourceName ? <CopyWith text={named} values={{ source: <SourceName name={sourceName} first /> }} /> : t(unnamed)}
        />
        {next && <p data-slot="outcome-next">{next}</p>}
      </div>
      <Actions onRetry={onRetry} onClose={onClose} returnTo={returnTo} closeText={t("outcome.close")} />
    </section>
  );
}

function Failed({ outcome, onRetry, onClose, returnTo }: Of<"error">) {
  const t = useCopy();
  const { title, explanation, next } = useErrorText(outcome.type, outcome.code);
  const titleRef = useOutcomeTitle(title, `${explanation} ${next}`, "assertive");
  return (
    <section data-slot="outcome" data-outcome="error">
      <div data-slot="outcome-body">
        <StepHeader titleRef={titleRef} mark={<OutcomeMark tone="danger" />} title={title} lead={explanation} />
        <p data-slot="outcome-next">{next}</p>
        {outcome.requestId !== null && <RequestId id={outcome.requestId} />}
      </div>
      <Actions onRetry={onRetry} onClose={onClose} returnTo={returnTo} closeText={t("outcome.closeError")} />
    </section>
  );
}

/** Stored; what the check failed of is the catalogue's to explain. */
function Unproven({ error, onRetry, onClose, returnTo }: Omit<OutcomeStepProps, "outcome"> & { error: OutcomeError }) {
  const t = useCopy();
  const { title, explanation, next } = useErrorText(error.type, error.code);
  const text = sentences(title, explanation);
  const titleRef = useOutcomeTitle(t("outcome.unverified.title"), `${text} ${next}`, "polite");
  return (
    <section data-slot="outcome" data-outcome="unverified">
      <div data-slot="outcome-body">
        <StepHeader titleRef={titleRef} mark={<OutcomeMark tone="neutral" />} title={t("outcome.unverified.title")} lead={text} />
        <p data-slot="outcome-next">{next}</p>
        {error.requestId !== null && <RequestId id={error.requestId} />}
      </div>
      <Actions onRetry={onRetry} onClose={onClose} returnTo={returnTo} closeText={t("outcome.close")} />
    </section>
  );
}

function Actions({ onRetry, onClose, returnTo, closeText }: Pick<OutcomeStepProps, "onRetry" | "onClose" | "returnTo"> & { closeText: string }) {
  const t = useCopy();
  if (!onRetry && !onClose && returnTo === undefined) return null;
  return (
    <div data-slot="actions">
      {onRetry && (
        <Button variant="primary" data-deck-action="retry" onClick={onRetry}>
          {t("outcome.retry")}
        </Button>
      )}
      {returnTo !== undefined && <ReturnLink address={returnTo} variant={onRetry ? "secondary" : "primary"} />}
      {onClose && returnTo === undefined && (
        <Button variant={onRetry ? "secondary" : "primary"} onClick={onClose}>
          {closeText}
        </Button>
      )}
    </div>
  );
}

/** Takes the focus, which reads the title, and has the rest said; where the focus is not ours, all of it is said. */
function useOutcomeTitle(title: string, rest: string, urgency: "polite" | "assertive") {
  const announce = useAnnounce();
  const titleRef = useRef<HTMLHeadingElement>(null);
  useScreenFocus(titleRef);
  useEffect(() => {
    announce(titleRef.current?.matches(":focus") ? rest : sentences(title, rest), urgency, "outcome");
  }, [title, rest, urgency, announce]);
  return titleRef;
}
