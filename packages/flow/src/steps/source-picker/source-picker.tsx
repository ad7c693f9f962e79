import { steadyClock } from "@deck-auth/contract";
import type { Clock } from "@deck-auth/contract";
import { useEffect, useId, useRef, useState } from "react";
import { useCopy } from "../../i18n/copy.tsx";
import { useScreenFocus } from "../../ui/card-context.ts";
import { isComposing } from "../../ui/is-composing.ts";
import { StepHeader } from "../../ui/step-header.tsx";
import { NotListedRow } from "./not-listed-row.tsx";
import { Results } from "./results.tsx";
import { SearchField } from "./search-field.tsx";
import type { PickableSource } from "./source.ts";
import { rowId } from "./source-list.tsx";
import { useActiveRow } from "./use-active-row.ts";
import { useCountAnnouncement } from "./use-count-announcement.ts";
import { useRows } from "./use-rows.ts";
import { useSight } from "./use-sight.ts";

export type { PickableSource } from "./source.ts";

export interface SourcePickerProps {
  /** All gathered so far, in a stable order; grows. */
  sources: readonly PickableSource[];
  /** `loading`: nothing is there yet. `gathering`: searchable, more pages are coming. */
  state: "loading" | "gathering" | "complete" | "failed" | "offline";
  /** After `failed` or `offline`: what is there stays and can be searched. */
  onRetry(): void;
  onChoose(sourceId: string): void;
  /** The row "Not listed?" was used. */
  onNotListed(): void;
  /** Shows an explanation in place of the list, for a host that has no `onSourceNotFound`. */
  notListedExplained: boolean;
  onBackToList(): void;
  /** For the pause before the number of matches is announced. @default the machine's own */
  clock?: Clock;
}

/**
 * Choosing a source: a search over a list that is always open (R16, R26). An editable combobox with list autocomplete and
 * manual selection; the focus stays in the field. Heading and field are the same elements in all states, and the field
 * is uncontrolled, so that what is typed before the script is there, or while a page arrives, stays.
 */
export function SourcePicker({ clock = steadyClock, ...props }: SourcePickerProps) {
  const { sources, state, notListedExplained, onChoose } = props;
  const t = useCopy();
  const listId = useId();
  const field = useRef<HTMLInputElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const [query, setQuery] = useState("");
  const found = useRows(sources, query, clock);
  const listed = found.rows.length > 0 && !notListedExplained;
  const view = useSight(listed);
  const { active, moveTo } = useActiveRow(listed ? found.rows : [], view);
  useCountAnnouncement({ query, total: found.total, listed: found.rows.length, searching: found.searching, state, clock });
  useScreenFocus(heading);

  // Typed before the script was there.
  useEffect(() => setQuery(field.current?.value ?? ""), []);

  const search = (typed: string): void => {
    setQuery(typed);
    moveTo(-1);
    view.scrollTo(0);
    if (notListedExplained) props.onBackToList();
  };
  const clear = (): void => {
    if (field.current === null) return;
    field.current.value = "";
    field.current.focus();
    search("");
  };
  // A button that was used goes away with the message around it, and the focus must have somewhere to be. After "try
  // again" that is the heading: on a phone the field would bring up the keyboard.
  const retry = (): void => {
    heading.current?.focus({ preventScroll: true });
    props.onRetry();
  };
  const backToList = (): void => {
    field.current?.focus();
    props.onBackToList();
  };

  return (
    <div
      data-slot="picker"
      onKeyDown={(event) => {
        if (event.key !== "Escape" || (query === "" && !isComposing(event.nativeEvent))) return;
        // One Escape ends a composition, the next empties the field, and only the one after may close the component (R144).
        event.stopPropagation();
        if (isComposing(event.nativeEvent)) return;
        event.preventDefault();
        clear();
      }}
    >
      <StepHeader title={t("picker.title")} titleRef={heading} />
      <SearchField
        field={field}
        listId={listId}
        expanded={listed}
        activeId={active >= 0 ? rowId(listId, active) : undefined}
        filled={query !== ""}
        rows={found.rows}
        active={active}
        look={view.look}
        onSearch={search}
        onMove={moveTo}
        onClear={clear}
        onChoose={onChoose}
      />
      <Results
        {...props}
        listId={listId}
        query={query}
        found={found}
        active={active}
        view={view}
        onRetry={retry}
      />
      <NotListedRow explained={notListedExplained} onNotListed={props.onNotListed} onBackToList={backToList} />
    </div>
  );
}
