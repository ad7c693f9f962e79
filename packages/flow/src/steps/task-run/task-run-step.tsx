import { useCallback, useEffect, useLayoutEffect, useRef } from "react";
import type { ReactNode } from "react";
import type { CopyKey } from "../../i18n/catalog.ts";
import { CopyWith, useCopy } from "../../i18n/copy.tsx";
import { useAnnounce } from "../../ui/announcer.tsx";
import { useScreenFocus } from "../../ui/card-context.ts";
import { OfflineIcon } from "../../ui/icons.tsx";
import { Monogram } from "../../ui/monogram.tsx";
import { plainText } from "../../ui/plain-text.ts";
import { Room } from "../../ui/room.tsx";
import { sentences } from "../../ui/sentences.ts";
import { SourceName } from "../../ui/source-name.tsx";
import { shorten } from "../../ui/source-text.tsx";
import { Spinner } from "../../ui/spinner.tsx";
import { StepHeader } from "../../ui/step-header.tsx";
import type { Elapsed } from "../../ui/use-status.ts";
import type { LiveConnection } from "./live-connection.ts";

export interface TaskRunStepProps {
  sourceName: string;
  /** What is being done. */
  phase: "starting" | "connecting" | "verifying" | "checking-answer" | "reviewing" | "cancelling";
  /** How long it has been going on: under 10 s, under 45 s, longer (goal M52). */
  elapsed: Elapsed;
  /** Why there may be no news. The run itself goes on. */
  trouble: null | "offline" | "retrying";
  /** Whether there is a close button, so that the text can speak of closing. */
  closable: boolean;
  /** How the live view stands; absent or `null` where only the words are shown. */
  live?: LiveConnection | null;
  /** The live view. Drawn only if `live` says so. */
  children?: ReactNode;
}

const titles = {
  starting: "run.connecting",
  connecting: "run.connecting",
  verifying: "run.verifying",
  "checking-answer": "run.checkingAnswer",
  reviewing: "run.reviewing",
  cancelling: "run.cancelling",
} as const satisfies Record<TaskRunStepProps["phase"], CopyKey>;

const waits = { soon: "run.soon", long: "run.long", "very-long": "run.veryLong" } as const;

/** The sentence below the title: why there may be no news, else how long it may take. */
function textOf({ phase, elapsed, trouble }: Pick<TaskRunStepProps, "phase" | "elapsed" | "trouble">) {
  if (trouble === "offline") return phase === "starting" ? "run.offlineStart" : "run.offline";
  if (trouble === "retrying") return "run.retrying";
  if (phase === "reviewing") return "run.reviewingText";
  if (phase === "cancelling") return "run.cancellingText";
  return waits[elapsed];
}

const texts = [...Object.values(waits), "run.offline", "run.offlineStart", "run.retrying", "run.reviewingText", "run.cancellingText"] as const;

/** Goes away at any time, when nothing is left to be seen. `onFocusLost` is told if the focus was inside. */
function Live({ onFocusLost, children }: { onFocusLost(): void; children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = place.current;
    return () => {
      if (element?.matches(":focus-within")) onFocusLost();
    };
  }, [onFocusLost]);
  return (
    <div ref={place} data-slot="live">
      {children}
    </div>
  );
}

/** What the run is doing while nothing is asked (R63, R64). Changes are announced, reads are not (R67). */
export function TaskRunStep({ sourceName, phase, elapsed, trouble, closable, live = null, children }: TaskRunStepProps) {
  const t = useCopy();
  const announce = useAnnounce();
  const title = useRef<HTMLHeadingElement>(null);
  useScreenFocus(title);
  const focusTitle = useCallback(() => title.current?.focus(), []);

  const name = plainText(sourceName) || t("source.unnamed");
  const shown = shorten([...name]);
  const titleKey = titles[phase];
  const textKey = textOf({ phase, elapsed, trouble });
  // Leaving is safe as soon as the run goes on by itself; said once somebody may be thinking of it.
  const mayLeave = phase !== "starting" && (elapsed !== "soon" || phase === "reviewing" || trouble !== null);
  const leaveKey = closable ? "run.leave" : "run.stay";
  const titleText = t(titleKey, { source: name });
  const status = sentences(titleText, t(textKey), mayLeave ? t(leaveKey) : "");
  const view = live === null || live === "waiting" ? "" : t("live.said", { state: t(`live.${live}`) });
  const said = useRef<{ status: string; view: string } | null>(null);
  useEffect(() => {
    const before = said.current;
    said.current = { status, view };
    // The title is read when it takes the focus: the same words are not said on top of it.
    const readAlready = before === null && title.current?.matches(":focus");
    if (before?.status !== status && !readAlready) announce([status, view].join(" ").trim());
    // With the title, which may be waiting to be said: the newest announcement takes the place of the others.
    else if (view !== "" && before?.view !== view) announce(`${titleText}. ${view}`);
  }, [status, view, titleText, announce]);
  // What this step still had to say is no longer true beside a prompt or an outcome.
  useEffect(
    () => () => {
      said.current = null;
      announce("");
    },
    [announce],
  );

  const source = <SourceName name={sourceName} />;
  const mark = (
    <span data-slot="run-mark" data-trouble={trouble ?? undefined}>
      <Spinner size="large" />
      {trouble === "offline" ? <OfflineIcon /> : <Monogram name={sourceName} />}
    </span>
  );
  return (
    <section data-slot="task-run" data-live={live === null ? undefined : ""}>
      <StepHeader
        titleRef={title}
        mark={live === null ? mark : undefined}
        title={<CopyWith text={titleKey} values={{ source }} />}
        lead={
          <>
            <span>{t(textKey)}</span>
            {live === null && mayLeave && <span data-slot="run-leave">{t(leaveKey)}</span>}
          </>
        }
        room={{
          title: <Room texts={Object.values(titles).map((key) => t(key, { source: shown }))} />,
          lead: (
            <>
              <Room texts={texts.map((key) => t(key))} />
              {live === null && (
                <span data-slot="run-leave">
                  <Room texts={[t(leaveKey)]} />
                </span>
              )}
            </>
          ),
        }}
      />
      {live !== null && (
        <>
          <Live onFocusLost={focusTitle}>{children}</Live>
          <p data-slot="run-leave">
            <span>{mayLeave && t(leaveKey)}</span>
            <Room texts={[t(leaveKey)]} />
          </p>
        </>
      )}
    </section>
  );
}
