import { useId, useLayoutEffect, useRef, useState } from "react";
import type { TranscriptLine } from "../../api/screenshots-transcript.ts";
import { useCopy } from "../../i18n/copy.tsx";
import { Button } from "../../ui/button.tsx";
import { SourceText } from "../../ui/source-text.tsx";

/** As many as stand there while the list is closed: a row of the one before, two of the newest. */
const newest = 2;
/** Whether a line has more rows than are shown of it, on a card as wide as this one. */
const isCutOff = (list: HTMLElement): boolean =>
  [...list.querySelectorAll("[data-slot=source-text]")].some(({ scrollHeight, clientHeight }) => scrollHeight > clientHeight + 1);

/** What the agent wrote beside its pictures, as text and nothing else: the newest lines, or all of them (goal M53). */
export function Transcript({ lines }: { lines: readonly TranscriptLine[] }) {
  const t = useCopy();
  const id = useId();
  const [open, setOpen] = useState(false);
  const list = useRef<HTMLOListElement>(null);
  const atEnd = useRef(true);
  const [cutOff, setCutOff] = useState(false);
  const shown = open ? lines : lines.slice(-newest);
  // The newest line is the last one: it stays in sight, unless the person has gone back to read.
  useLayoutEffect(() => {
    if (list.current !== null && atEnd.current) list.current.scrollTop = list.current.scrollHeight;
  }, [lines, open]);
  // Measured, as only then it is known whether there is more to be shown.
  useLayoutEffect(() => {
    const element = list.current;
    if (element === null || open) return undefined;
    const measure = () => setCutOff(isCutOff(element));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [lines, open]);
  return (
    <section data-slot="transcript" data-empty={lines.length === 0 ? "" : undefined} aria-labelledby={`${id}-title`}>
      <div data-slot="transcript-head">
        <h2 id={`${id}-title`}>{t("live.transcript")}</h2>
        {(open || lines.length > newest || cutOff) && (
          <Button
            variant="link"
            aria-expanded={open}
            aria-controls={id}
            onClick={() => {
              atEnd.current = true;
              setOpen(!open);
            }}
          >
            {t(open ? "live.showLess" : "live.showAll")}
          </Button>
        )}
      </div>
      <ol
        ref={list}
        id={id}
        data-open={open ? "" : undefined}
        // Long enough to be scrolled, by keys too.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={open ? 0 : undefined}
        aria-labelledby={`${id}-title`}
        onScroll={({ currentTarget: { scrollTop, clientHeight, scrollHeight } }) => {
          atEnd.current = scrollTop + clientHeight >= scrollHeight - 8;
        }}
      >
        {shown.map(({ key, text }) => (
          <li key={key}>
            <SourceText>{text}</SourceText>
          </li>
        ))}
      </ol>
    </section>
  );
}
