import type { ComponentType } from "react";
import type { CopyKey } from "../../../i18n/catalog.ts";
import type { Prompt, PromptField } from "../../../api/prompt.ts";
import { BooleanField } from "./boolean-field.tsx";
import { ChoiceField } from "./choice-field.tsx";
import { CodeField } from "./code-field.tsx";
import type { FieldKind } from "./kind.ts";
import { withoutSeparators } from "./kind.ts";
import { SecretField } from "./secret-field.tsx";
import { lineOf } from "./line-field.tsx";

/** What every kind of field is given. */
export interface FieldControlProps {
  field: PromptField;
  prompt: Prompt;
  /** Id and name in the page: ours, never the API's (T22). */
  id: string;
  name: string;
  error: string | null;
  /** Id of the notice that says that this was not accepted; absent while nothing says so. */
  rejectedBy?: string | undefined;
  /** An answer is being sent: what was typed stays as it is. */
  readOnly: boolean;
}

interface KindOfField {
  Control: ComponentType<FieldControlProps>;
  /** What is said when it is empty. */
  missing: CopyKey & `interaction.missing${string}`;
  /** Whether the source may be asked twice without the person typing it twice (M44). Never for what is secret. */
  stays: boolean;
  /** From what the form holds to what the API is sent: a string, always. `null`: empty. */
  read(typed: string | null, field: PromptField): string | null;
}

const unlessBlank = (typed: string | null) => (typed === null || typed.trim() === "" ? null : typed);
const line = (typed: string | null) => unlessBlank(typed);

/** A kind of field is one line here and one file beside it. */
export const fieldKinds: Readonly<Record<FieldKind, KindOfField>> = {
  text: { Control: lineOf({ label: "interaction.text" }), missing: "interaction.missing", stays: true, read: line },
  number: { Control: lineOf({ label: "interaction.number", inputMode: "decimal" }), missing: "interaction.missing", stays: true, read: line },
  email: { Control: lineOf({ label: "interaction.email", type: "email" }), missing: "interaction.missing", stays: true, read: line },
  telephone: { Control: lineOf({ label: "interaction.telephone", type: "tel" }), missing: "interaction.missing", stays: true, read: line },
  date: { Control: lineOf({ label: "interaction.date", type: "date" }), missing: "interaction.missingDate", stays: true, read: line },
  code: {
    Control: CodeField,
    missing: "interaction.missingCode",
    stays: false,
    read: (typed) => (unlessBlank(typed) === null || typed === null ? null : withoutSeparators(typed)),
  },
  // A space may belong to a secret: only nothing at all is empty.
  secret: { Control: SecretField, missing: "interaction.missing", stays: false, read: (typed) => (typed === "" ? null : typed) },
  // Not ticked is an answer, too.
  boolean: { Control: BooleanField, missing: "interaction.missing", stays: true, read: (typed) => String(typed !== null) },
  // The page knows an option by its number, the API by its value.
  choice: {
    Control: ChoiceField,
    missing: "interaction.missingChoice",
    stays: true,
    read: (typed, { options }) => (typed === null || typed === "" ? null : (options?.[Number(typed)]?.value ?? null)),
  },
};
