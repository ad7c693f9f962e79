import { useEffect, useRef } from "react";
import type { ReactNode } from "react";
import { useCopy, useErrorText } from "../../i18n/copy.tsx";
import { useAnnounce } from "../../ui/announcer.tsx";
import { Button } from "../../ui/button.tsx";
import { useScreenFocus } from "../../ui/card-context.ts";
import { AlertIcon, OfflineIcon } from "../../ui/icons.tsx";
import { Room } from "../../ui/room.tsx";
import { sentences } from "../../ui/sentences.ts";
import { Skeleton } from "../../ui/skeleton.tsx";
import { StepHeader } from "../../ui/step-header.tsx";
import { useStatus } from "../../ui/use-status.ts";
import type { Elapsed } from "../../ui/use-status.ts";

export interface LoadingStepProps {
  /** What could not be had, if so; `null` while it is on its way. */
  stuck: null | { kind: "failed" } | { kind: "offline" } | { kind: "error"; type: string; code: string };
  /** What helps where it is stuck, below the words. */
  children?: ReactNode;
  /** How long it has been on its way. @default "soon" */
  elapsed?: Elapsed;
  /** Whether the form that comes is sealed off from the app, and says so. @default false */
  sealed?: boolean;
  onRetry(): void;
}

const leads = { soon: "loading.text", long: "slow.long", "very-long": "slow.veryLong" } as const;

/** What the next screen needs is on its way; or it could not be had, and can be asked for again. */
export function LoadingStep({ stuck, elapsed = "soon", sealed = false, onRetry, children }: LoadingStepProps) {
  return stuck === null ? <OnItsWay elapsed={elapsed} sealed={sealed} /> : <Stuck stuck={stuck} onRetry={onRetry}>{children}</Stuck>;
}

/**
 * The place of a form whose source is still being read. Of the form's own shape and height, so that nothing jumps: but for a line
 * perhaps, as nobody knows yet how long the source's name is.
 */
function OnItsWay({ elapsed, sealed }: { elapsed: Elapsed; sealed: boolean }) {
  const t = useCopy();
  const title = useRef<HTMLHeadingElement>(null);
  useScreenFocus(title);
  const lead = t(leads[elapsed]);
  useStatus(elapsed !== "soon" ? lead : "");
  const source = t("source.unnamed");
  return (
    <>
      <StepHeader
        title={t("loading.title")}
        lead={lead}
        titleRef={title}
        room={{ title: <Room texts={[t("loading.title")]} />, lead: <Room texts={[t("credentials.lead")]} /> }}
      />
      <div data-slot="loading-form" role="presentation">
        <div data-slot="fields">
          {(["credentials.username", "credentials.password"] as const).map((label) => (
            <div key={label} data-slot="field">
              <span data-slot="label">
                <Skeleton text={t(label)} />
              </span>
              <Skeleton shape="control" />
            </div>
          ))}
        </div>
        <div data-slot="loading-destination">
          <div data-slot="destination-source">
            <Skeleton shape="tile" />
            <div data-slot="destination-name">
              <p>
                <Skeleton text={source} />
              </p>
              <p>
                <Skeleton text={source} />
              </p>
            </div>
          </div>
          <div data-slot="destination-note">
            <span data-slot="icon" />
            <Skeleton text={sealed ? `${t("credentials.destination", { source })} ${t("credentials.unseen")}` : t("credentials.destination", { source })} />
          </div>
        </div>
        <Skeleton shape="control" />
      </div>
    </>
  );
}

/** Why it did not come. */
function Stuck({ stuck, onRetry, children }: { stuck: NonNullable<LoadingStepProps["stuck"]>; onRetry(): void; children: ReactNode }) {
  const t = useCopy();
  const announce = useAnnounce();
  const titleRef = useRef<HTMLHeadingElement>(null);
  useScreenFocus(titleRef, stuck.kind);
  const { type, code } = stuck.kind === "error" ? stuck : { type: "", code: "" };
  const error = useErrorText(type, code);
  const title = stuck.kind === "error" ? error.title : t(`loading.${stuck.kind}.title`);
  const text = stuck.kind === "error" ? `${error.explanation} ${error.next}` : t(`loading.${stuck.kind}.text`);
  useEffect(() => {
    announce(titleRef.current?.matches(":focus") ? text : sentences(title, text), "assertive", "loading");
    return () => announce("", "assertive", "loading");
  }, [title, text, announce]);
  return (
    <div data-slot="loading-stuck">
      <StepHeader
        titleRef={titleRef}
        mark={<span data-slot="loading-mark">{stuck.kind === "offline" ? <OfflineIcon /> : <AlertIcon />}</span>}
        title={title}
        lead={text}
      />
      {children}
      <div data-slot="actions">
        <Button variant="primary" data-deck-action="retry" onClick={onRetry}>
          {t("loading.retry")}
        </Button>
      </div>
    </div>
  );
}
