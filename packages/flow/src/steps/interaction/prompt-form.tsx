import { useEffect, useId, useLayoutEffect, useRef, useState } from "react";
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
import { WaitNote } from "../../ui/wait-note.tsx";
import { useEndings } from "../../ui/use-endings.ts";
import { fieldKind } from "./fields/kind.ts";
import { fieldKinds } from "./fields/registry.tsx";
import type { InteractionStepProps } from "./interaction-step.tsx";
import { inputName, readAnswer, rejectedFields, restoreAnswer } from "./read-answer.ts";

type PromptFormProps = Omit<InteractionStepProps, "promptKey"> & { titleId: string };

/** The message and the fields of one prompt. The next prompt gets a form of its own. */
export function PromptForm({ prompt, sourceName, repeated, before, busy, wait = "soon", problem, onAnswer, titleId }: PromptFormProps) {
  const t = useCopy();
  const prefix = useId();
  const messageId = `${prefix}message`;
  const noticeId = `${prefix}notice`;
  const form = useRef<HTMLFormElement>(null);
  const latch = useSubmitLatch(busy);
  const endings = useEndings(busy);
  const [missing, setMissing] = useState<readonly number[]>([]);
  const [stopped, setStopped] = useState(0);
  const [rejected, setRejected] = useState<readonly number[]>(() => (repeated ? rejectedFields(prompt) : []));
  const asked = prompt.fields.length > 0;

  // Once, as the form comes up: the next prompt has a form of its own.
  const [first] = useState({ prompt, before });
  useLayoutEffect(() => {
    if (form.current && first.before) restoreAnswer(form.current, first.prompt, first.before);
  }, [first]);

  // What the API refused is marked like what the source did not accept.
  const invalid = problem?.kind === "invalid" && !busy ? placeOf(problem.field, prompt) : -1;
  useEffect(() => {
    if (invalid < 0) return;
    setRejected([invalid]);
    form.current?.querySelector<HTMLElement>(`[name="${inputName(invalid)}"]`)?.focus();
  }, [invalid, endings]);

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!latch.take()) return;
    const answer = readAnswer(event.currentTarget, prompt);
    setMissing(answer.missing);
    setRejected([]);
    const [firstMissing] = answer.missing;
    if (firstMissing === undefined) {
      onAnswer(answer.values);
      return;
    }
    setStopped(stopped + 1);
    event.currentTarget.querySelector<HTMLElement>(`[name="${inputName(firstMissing)}"]`)?.focus();
  };

  const edited = (event: FormEvent<HTMLFormElement>) => {
    if (!(event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement)) return;
    const { name } = event.target;
    const without = (now: readonly number[]) => (now.some((index) => inputName(index) === name) ? now.filter((index) => inputName(index) !== name) : now);
    setMissing(without);
    setRejected(without);
  };

  return (
    <form
      ref={form}
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
        <Notice key={`missing ${stopped}`} id={noticeId} tone="danger" title={t("interaction.missingSome")} />
      ) : (
        <Trouble key={endings} id={noticeId} {...{ prompt, sourceName, repeated, problem }} />
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
                rejectedBy={rejected.includes(index) ? noticeId : undefined}
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
      <WaitNote wait={wait} />
    </form>
  );
}

/** The place of the field that the API names by its path in the body (`input.code`); without a name, of the only one; else -1. */
function placeOf(path: string | null, { fields }: InteractionStepProps["prompt"]): number {
  const named = fields.findIndex(({ name }) => path === name || path === `input.${name}`);
  return named < 0 && fields.length === 1 ? 0 : named;
}

type TroubleProps = Pick<PromptFormProps, "prompt" | "sourceName" | "repeated" | "problem"> & { id: string };

/** Why this is asked (again). An alert: it comes with the form, or with the answer to a submission, as a new node. */
function Trouble({ id, prompt, sourceName, repeated, problem }: TroubleProps) {
  const t = useCopy();
  if (problem?.kind === "error") return <ErrorNotice type={problem.type} code={problem.code} requestId={problem.requestId} />;
  if (problem?.kind === "invalid")
    return (
      <Notice
        id={id}
        tone="danger"
        title={<CopyWith text="interaction.invalid" values={{ source: <SourceName name={sourceName} /> }} />}
      />
    );
  if (!repeated) return null;
  const code = prompt.fields.some((field) => fieldKind(field, prompt) === "code");
  return <Notice id={id} tone="danger" title={t(code ? "interaction.repeatedCode" : "interaction.repeated")} />;
}
