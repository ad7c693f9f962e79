import { useId, useState } from "react";
import type { FormEvent } from "react";
import { CopyWith, useCopy } from "../../i18n/copy.tsx";
import { Button } from "../../ui/button.tsx";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import { Monogram } from "../../ui/monogram.tsx";
import { Notice } from "../../ui/notice.tsx";
import { SourceMessage } from "../../ui/source-text.tsx";
import { SourceName } from "../../ui/source-name.tsx";
import { Spinner } from "../../ui/spinner.tsx";
import { useSubmitLatch } from "../../ui/submit-latch.ts";
import { useEndings } from "../../ui/use-endings.ts";
import { fieldKind } from "./fields/kind.ts";
import { fieldKinds } from "./fields/registry.tsx";
import type { InteractionStepProps } from "./interaction-step.tsx";
import { inputName, readAnswer } from "./read-answer.ts";

type PromptFormProps = Omit<InteractionStepProps, "promptKey"> & { titleId: string };

/** The message and the fields of one prompt. The next prompt gets a form of its own. */
export function PromptForm({ prompt, sourceName, repeated, busy, problem, onAnswer, titleId }: PromptFormProps) {
  const t = useCopy();
  const prefix = useId();
  const messageId = `${prefix}message`;
  const latch = useSubmitLatch(busy);
  const endings = useEndings(busy);
  const [missing, setMissing] = useState<readonly number[]>([]);
  const [stopped, setStopped] = useState(0);
  const asked = prompt.fields.length > 0;

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!latch.take()) return;
    const form = event.currentTarget;
    const answer = readAnswer(form, prompt);
    setMissing(answer.missing);
    const [firstMissing] = answer.missing;
    if (firstMissing === undefined) {
      onAnswer(answer.values);
      return;
    }
    setStopped(stopped + 1);
    form.querySelector<HTMLElement>(`[name="${inputName(firstMissing)}"]`)?.focus();
  };

  const edited = (event: FormEvent<HTMLFormElement>) => {
    if (!(event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement)) return;
    const { name } = event.target;
    setMissing((now) => (now.some((index) => inputName(index) === name) ? now.filter((index) => inputName(index) !== name) : now));
  };

  return (
    <form
      data-slot="step-form"
      method="post"
      noValidate
      autoComplete="off"
      onSubmit={submit}
      onChange={edited}
      aria-labelledby={titleId}
      aria-describedby={prompt.message.trim() === "" ? undefined : messageId}
      aria-busy={busy}
    >
      {missing.length > 1 ? (
        <Notice key={`missing ${stopped}`} tone="danger" title={t("interaction.missingSome")} />
      ) : (
        <Trouble key={endings} {...{ prompt, sourceName, repeated, problem }} />
      )}
      {prompt.message.trim() !== "" && (
        <figure data-slot="quote">
          <Monogram name={sourceName} size="tiny" />
          <figcaption>
            <CopyWith text="interaction.says" values={{ source: <SourceName name={sourceName} first /> }} />
          </figcaption>
          <div id={messageId}>
            <SourceMessage text={prompt.message} />
          </div>
        </figure>
      )}
      {asked ? (
        <div data-slot="fields">
          {prompt.fields.map((field, index) => {
            const kind = fieldKinds[fieldKind(field, prompt)];
            return (
              <kind.Control
                key={index}
                field={field}
                prompt={prompt}
                id={`${prefix}${inputName(index)}`}
                name={inputName(index)}
                error={missing.includes(index) ? t(kind.missing) : null}
                readOnly={busy}
              />
            );
          })}
        </div>
      ) : (
        <p data-slot="approve">
          <Spinner />
          {t("interaction.approve")}
        </p>
      )}
      <div data-slot="actions">
        <Button type="submit" variant="primary" busy={busy}>
          {t("interaction.submit")}
        </Button>
      </div>
    </form>
  );
}

/** Why this is asked (again). An alert: it comes with the form, or with the answer to a submission, as a new node. */
function Trouble({ prompt, sourceName, repeated, problem }: Pick<PromptFormProps, "prompt" | "sourceName" | "repeated" | "problem">) {
  const t = useCopy();
  if (problem?.kind === "error") return <ErrorNotice type={problem.type} code={problem.code} requestId={problem.requestId} />;
  if (problem?.kind === "invalid")
    return (
      <Notice
        tone="danger"
        title={<CopyWith text="interaction.invalid" values={{ source: <SourceName name={sourceName} /> }} />}
      />
    );
  if (!repeated) return null;
  const code = prompt.fields.some((field) => fieldKind(field, prompt) === "code");
  return <Notice tone="danger" title={t(code ? "interaction.repeatedCode" : "interaction.repeated")} />;
}
