import { useEffect, useId, useLayoutEffect, useRef } from "react";
import type { CopyKey } from "../../i18n/catalog.ts";
import { CopyWith, useCopy } from "../../i18n/copy.tsx";
import { useAnnounce } from "../../ui/announcer.tsx";
import { useScreenFocus } from "../../ui/card-context.ts";
import { plainText } from "../../ui/plain-text.ts";
import { SourceName } from "../../ui/source-name.tsx";
import { shorten } from "../../ui/source-text.tsx";
import { StepHeader } from "../../ui/step-header.tsx";
import type { Wait } from "../../ui/wait-note.tsx";
import { PromptForm } from "./prompt-form.tsx";
import type { Prompt } from "../../api/prompt.ts";
import { inputName } from "./read-answer.ts";

export interface InteractionStepProps {
  prompt: Prompt;
  /** Another one for every prompt, even for one that reads the same (R80): the form begins anew, at its first field. */
  promptKey: string;
  sourceName: string;
  /** The source did not accept the answer before (R79). */
  repeated: boolean;
  /** What was answered before, by the API's names: filled in again where it may be (M44). Read when a prompt comes up. */
  before?: ReadonlyMap<string, string> | undefined;
  /** An answer is under way: another one is ignored, what was typed stays. */
  busy: boolean;
  /** How that answer stands. @default "soon" */
  wait?: Wait;
  problem:
    | null
    /** `field`: the API's name of the one that does not fit, where it says so. */
    | { kind: "invalid"; field: string | null }
    | { kind: "error"; type: string; code: string; requestId: string | null };
  /** Every declared field by its name; all values are strings (R76). */
  onAnswer(values: ReadonlyMap<string, string>): void;
}

/** The focus goes to the first field, and past the message: so it is said, word for word, for every prompt anew (M44). */
function useMessageAnnouncement(message: string, sourceName: string, promptKey: string): void {
  const t = useCopy();
  const announce = useAnnounce();
  useEffect(() => {
    const words = shorten([...plainText(message).trim()]);
    const source = plainText(sourceName) || t("source.unnamedFirst");
    if (words !== "") announce(`${t("interaction.says", { source })} ${words}`, "polite", `prompt ${promptKey}`);
  }, [message, sourceName, promptKey, announce, t]);
}

// The type chooses a heading, nothing else: the form comes from the fields (R71).
const titles = new Map<string, CopyKey & `interaction.title.${string}`>([
  ["mfa", "interaction.title.mfa"],
  ["security_question", "interaction.title.question"],
  ["account_selection", "interaction.title.account"],
]);

/** Asks what the source asks. There is no way back to the credentials from here (R82). */
export function InteractionStep({ prompt, promptKey, sourceName, ...form }: InteractionStepProps) {
  const t = useCopy();
  useMessageAnnouncement(prompt.message, sourceName, promptKey);
  const titleId = useId();
  const title = useRef<HTMLHeadingElement>(null);
  const container = useRef<HTMLDivElement>(null);
  const first = useRef<HTMLElement | null>(null);
  useLayoutEffect(() => {
    first.current = container.current?.querySelector<HTMLElement>(`[name="${inputName(0)}"]`) ?? title.current;
  });
  useScreenFocus(first, promptKey);
  return (
    <>
      <StepHeader
        titleId={titleId}
        titleRef={title}
        title={t(titles.get(prompt.type) ?? "interaction.title")}
        lead={
          <>
            <CopyWith text="interaction.asks" values={{ source: <SourceName name={sourceName} first /> }} />
            {prompt.fields.length > 1 && <> {t("interaction.required")}</>}
          </>
        }
      />
      <div ref={container} data-slot="step-body">
        <PromptForm key={promptKey} prompt={prompt} sourceName={sourceName} titleId={titleId} {...form} />
      </div>
    </>
  );
}
