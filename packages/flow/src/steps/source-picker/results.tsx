import { useEffect, useRef } from "react";
import { useCopy } from "../../i18n/copy.tsx";
import { Button } from "../../ui/button.tsx";
import { ListMessage } from "./list-message.tsx";
import { SkeletonRows } from "./skeleton-rows.tsx";
import type { PickableSource } from "./source.ts";
import { SourceList } from "./source-list.tsx";
import type { useSight } from "./use-sight.ts";

interface ResultsProps {
  listId: string;
  state: "loading" | "gathering" | "complete" | "failed" | "offline";
  sources: readonly PickableSource[];
  query: string;
  found: { rows: readonly PickableSource[]; total: number; searching: boolean };
  active: number;
  view: ReturnType<typeof useSight>;
  notListedExplained: boolean;
  onRetry(): void;
  onChoose(sourceId: string): void;
}

/** The place under the search field: rows, the shape of rows to come, or words. Always as high as six rows. */
export function Results(props: ResultsProps) {
  const { state, sources, notListedExplained } = props;
  const t = useCopy();
  const stopped = state === "failed" || state === "offline";
  return (
    // Not while gathering: some screen readers leave out what is busy, and the rows that are there can be used.
    <div data-slot="picker-results" aria-busy={state === "loading"}>
      {notListedExplained ? <NotListed /> : <Found {...props} />}
      {stopped && sources.length > 0 && !notListedExplained ? (
        <div data-slot="picker-part">
          <p>{t(state === "failed" ? "picker.failedPart" : "picker.offline.title")}</p>
          <Retry onRetry={props.onRetry} />
        </div>
      ) : null}
    </div>
  );
}

function Found({ listId, state, sources, query, found, active, view, onRetry, onChoose }: ResultsProps) {
  const t = useCopy();
  const coming = state === "loading" || state === "gathering";
  if (found.rows.length > 0) {
    const end = found.total > found.rows.length ? "more" : state === "gathering" ? "gathering" : null;
    const { list, sight } = view;
    return <SourceList id={listId} rows={found.rows} total={found.total} {...{ query, active, end, list, sight, onChoose }} />;
  }
  if (sources.length === 0) {
    if (coming) return <SkeletonRows />;
    if (state === "complete") return <ListMessage kind="none" title={t("picker.none.title")} text={t("picker.none.text")} />;
    return (
      <ListMessage kind={state} title={t(`picker.${state}.title`)} text={t(`picker.${state}.text`)}>
        <Retry onRetry={onRetry} />
      </ListMessage>
    );
  }
  const text = t(coming ? "picker.gathering" : "picker.noMatch.text");
  return <ListMessage kind="no-match" title={t("picker.noMatch.title", { query: query.trim() })} text={text} />;
}

function Retry({ onRetry }: { onRetry(): void }) {
  const t = useCopy();
  return (
    <Button data-deck-action="retry" onClick={onRetry}>
      {t("picker.retry")}
    </Button>
  );
}

function NotListed() {
  const t = useCopy();
  const title = useRef<HTMLHeadingElement>(null);
  // What was asked for is read out; the way back is the next stop of the keyboard.
  useEffect(() => title.current?.focus({ preventScroll: true }), []);
  return <ListMessage kind="not-listed" titleRef={title} title={t("picker.notListed.title")} text={t("picker.notListed.text")} />;
}
