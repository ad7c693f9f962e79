import { useEffect, useId, useLayoutEffect, useRef, useState } from "react";
import type { FormEvent } from "react";
import { CopyWith, useCopy } from "../../i18n/copy.tsx";
import { useAnnounce } from "../../ui/announcer.tsx";
import { Button } from "../../ui/button.tsx";
import { useScreenFocus } from "../../ui/card-context.ts";
import { PasswordField } from "../../ui/password-field.tsx";
import { SourceText } from "../../ui/source-text.tsx";
import { StepHeader } from "../../ui/step-header.tsx";
import { useSubmitLatch } from "../../ui/submit-latch.ts";
import { TextField } from "../../ui/text-field.tsx";
import { WaitNote } from "../../ui/wait-note.tsx";
import type { Wait } from "../../ui/wait-note.tsx";
import { useEndings } from "../../ui/use-endings.ts";
import { useCapsLock } from "./caps-lock.ts";
import { CredentialsProblem } from "./credentials-problem.tsx";
import { Destination } from "./destination.tsx";
import { missingFields, readForm } from "./form-check.ts";
import type { FieldName } from "./form-check.ts";
import { useSpaceWarning } from "./space-warning.ts";

/** Why the form is still here after a submission. It stays usable. */
export type CredentialsStepProblem =
  | null
  /** The API did not take a field, or did not say which (R46). */
  | { kind: "field"; field: FieldName | null }
  | { kind: "error"; type: string; code: string; requestId: string | null }
  /** No definite answer came: it may or may not have been stored. */
  | { kind: "unconfirmed" }
  /** What was typed before has been stored after all, and this is something else. */
  | { kind: "contradicted" };

export interface CredentialsStepProps {
  source: { name: string; host: string };
  /** Neither the host's page nor its app can read what is typed: this is a frame of another origin. @default false */
  sealed?: boolean;
  /** `update`: new details for a credential that is stored already. */
  mode: "create" | "update";
  /** A submission is under way: another one is ignored, what was typed stays (R41). */
  busy: boolean;
  /** How that submission stands. @default "soon" */
  wait?: Wait;
  problem: CredentialsStepProblem;
  /** The username of a try before this one: filled in when the form comes up. */
  typedBefore?: string | undefined;
  onSubmit(values: { username: string; password: string }): void;
  /** Absent: no way back from here. */
  onBack?: (() => void) | undefined;
}

/** User name and password for one source. The inputs are uncontrolled and read once, at submit (design 4.2). */
export function CredentialsStep({ source, sealed = false, mode, busy, wait = "soon", problem, typedBefore, onSubmit, onBack }: CredentialsStepProps) {
  const t = useCopy();
  const titleId = useId();
  const username = useRef<HTMLInputElement>(null);
  const password = useRef<HTMLInputElement>(null);
  const [invalid, setInvalid] = useState<readonly { field: FieldName; refused: boolean }[]>([]);
  const endings = useEndings(busy);
  // Submissions that were not sent, and since which answer: what the API said before that is old news.
  const [stopped, setStopped] = useState({ count: 0, sinceEnding: -1 });
  const latch = useSubmitLatch(busy);
  const capsLock = useCapsLock();
  const usernameSpace = useSpaceWarning();
  const passwordSpace = useSpaceWarning();
  useCapsLockAnnouncement(capsLock.on);
  useScreenFocus(username);
  const [first] = useState(typedBefore);
  // As a property, never as an attribute, which page scripts and recorders read (T27).
  useLayoutEffect(() => {
    if (first !== undefined && username.current?.value === "") username.current.value = first;
  }, [first]);

  const focus = (field: FieldName) => (field === "username" ? username : password).current?.focus();

  // What the API refused is shown like what was found here, and goes away with the next edit.
  const refused = problem?.kind === "field" && !busy ? problem.field : null;
  useEffect(() => {
    if (refused === null) return;
    setInvalid([{ field: refused, refused: true }]);
    focus(refused);
  }, [refused]);

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!latch.take()) return;
    const values = readForm(event.currentTarget);
    const missing = missingFields(values);
    setInvalid(missing.map((field) => ({ field, refused: false })));
    if (missing[0] === undefined) {
      onSubmit(values);
      return;
    }
    setStopped({ count: stopped.count + 1, sinceEnding: endings });
    focus(missing[0]);
  };

  const errorOf = (field: FieldName) => {
    const found = invalid.find((entry) => entry.field === field);
    if (found === undefined) return null;
    return t(found.refused ? `credentials.${field}Refused` : `credentials.${field}Missing`);
  };
  const edited = (field: FieldName) => setInvalid((now) => (now.some((one) => one.field === field) ? now.filter((one) => one.field !== field) : now));

  return (
    <>
      <StepHeader
        titleId={titleId}
        title={
          <CopyWith
            text={mode === "update" ? "credentials.updateTitle" : "credentials.title"}
            values={{ source: <SourceText>{source.name}</SourceText> }}
          />
        }
        lead={t(mode === "update" ? "credentials.updateLead" : "credentials.lead")}
        onBack={onBack}
      />
      {/* Were our script to fail, `post` keeps the password out of the address (T29). */}
      <form data-slot="step-form" method="post" noValidate onSubmit={submit} aria-labelledby={titleId} aria-busy={busy}>
        <CredentialsProblem
          // An alert is heard when its node is new: one for each submission, sent or not.
          key={`${stopped.count} ${endings}`}
          problem={stopped.sinceEnding === endings ? null : problem}
          missing={invalid.filter((entry) => !entry.refused).length}
        />
        <div data-slot="fields">
          <TextField
            inputRef={username}
            name="username"
            autoComplete="username"
            label={t("credentials.username")}
            error={errorOf("username")}
            warning={usernameSpace.present ? t("credentials.usernameSpace") : null}
            readOnly={busy}
            {...usernameSpace.handlers}
            onChange={() => edited("username")}
          />
          <PasswordField
            inputRef={password}
            name="password"
            autoComplete="current-password"
            label={t("credentials.password")}
            revealLabel={t("credentials.showPassword")}
            shownText={t("credentials.passwordShown")}
            hiddenText={t("credentials.passwordHidden")}
            error={errorOf("password")}
            warning={capsLock.on ? t("credentials.capsLock") : passwordSpace.present ? t("credentials.passwordSpace") : null}
            readOnly={busy}
            {...capsLock.handlers}
            {...passwordSpace.handlers}
            onChange={() => edited("password")}
          />
        </div>
        <Destination source={source} sealed={sealed} />
        <Button type="submit" variant="primary" busy={busy}>
          {t("credentials.submit")}
        </Button>
        <WaitNote wait={wait} />
      </form>
    </>
  );
}

function useCapsLockAnnouncement(on: boolean): void {
  const t = useCopy();
  const announce = useAnnounce();
  useEffect(() => {
    if (on) announce(t("credentials.capsLock"));
  }, [on, announce, t]);
}
