import { useId, useState } from "react";
import { useCopy } from "../i18n/copy.tsx";
import { Button } from "./button.tsx";
import { plainText } from "./plain-text.ts";

/** More than this would push our own words out of sight (T21). */
const shownAtFirst = 500;

/** The beginning of a text that is not ours, as far as it is shown unasked. */
export const shorten = (letters: readonly string[]): string =>
  letters.length > shownAtFirst ? `${letters.slice(0, shownAtFirst).join("").trimEnd()}…` : letters.join("");

/** A name or a label that is not ours: as text, in its own direction, in a language that nobody knows (R72, A-12). */
export function SourceText({ children }: { children: string }) {
  return (
    <bdi data-slot="source-text" lang="" dir="auto">
      {shorten([...plainText(children)])}
    </bdi>
  );
}

/** A message that is not ours, quoted. A long one opens on request. */
export function SourceMessage({ text }: { text: string }) {
  const t = useCopy();
  const id = useId();
  const [open, setOpen] = useState(false);
  const letters = [...plainText(text).trim()];
  const long = letters.length > shownAtFirst;
  return (
    <div data-slot="source-message">
      <blockquote id={id} lang="" dir="auto">
        {open ? letters.join("") : shorten(letters)}
      </blockquote>
      {long && (
        <Button variant="link" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
          {t(open ? "interaction.showLess" : "interaction.showAll")}
        </Button>
      )}
    </div>
  );
}
