import { useCopy } from "../../../i18n/copy.tsx";
import { PasswordField } from "../../../ui/password-field.tsx";
import { FieldLabel } from "./field-label.tsx";
import type { FieldControlProps } from "./registry.tsx";

/** Masked, and shown on request. Not offered to password managers: it is no password of this page's. */
export function SecretField({ field, prompt, id, name, error, rejectedBy, readOnly }: FieldControlProps) {
  const t = useCopy();
  return (
    <PasswordField
      id={id}
      name={name}
      autoComplete="off"
      label={<FieldLabel label={field.label} generic={prompt.type === "security_question" ? "interaction.secret" : "interaction.password"} />}
      revealLabel={t("interaction.reveal")}
      shownText={t("interaction.shown")}
      hiddenText={t("interaction.hidden")}
      error={error}
      rejectedBy={rejectedBy}
      readOnly={readOnly}
    />
  );
}
