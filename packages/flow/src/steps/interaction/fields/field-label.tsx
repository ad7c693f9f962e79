import type { CopyKey } from "../../../i18n/catalog.ts";
import { useCopy } from "../../../i18n/copy.tsx";
import { SourceText } from "../../../ui/source-text.tsx";

/** The keys of our labels for fields that come without one. */
export type GenericLabel = Extract<
  CopyKey,
  `interaction.${"text" | "number" | "email" | "telephone" | "date" | "code" | "secret" | "password" | "boolean" | "choice"}`
>;

/** The source's own label, as given (R72); where it has none, a general one of ours. */
export function FieldLabel({ label, generic }: { label: string | null; generic: GenericLabel }) {
  const t = useCopy();
  return label === null || label.trim() === "" ? t(generic) : <SourceText>{label}</SourceText>;
}
