import { useCopy } from "../i18n/copy.tsx";
import { SourceText } from "./source-text.tsx";

/** A source's name inside a sentence of ours; "this website" while the name is not known. */
export function SourceName({ name, first = false }: { name: string | null; first?: boolean }) {
  const t = useCopy();
  return name ? <SourceText>{name}</SourceText> : t(first ? "source.unnamedFirst" : "source.unnamed");
}
