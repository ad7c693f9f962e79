import { useId } from "react";
import type { KeyboardEvent, RefObject } from "react";
import { useCopy } from "../../i18n/copy.tsx";
import { IconButton } from "../../ui/button.tsx";
import { CloseIcon, SearchIcon } from "../../ui/icons.tsx";
import { isComposing } from "../../ui/is-composing.ts";
import type { PickableSource } from "./source.ts";
import { pageOf } from "./visible-rows.ts";
import type { Sight } from "./visible-rows.ts";

interface SearchFieldProps {
  field: RefObject<HTMLInputElement | null>;
  listId: string;
  /** Whether there are rows to point at. */
  expanded: boolean;
  activeId: string | undefined;
  filled: boolean;
  rows: readonly PickableSource[];
  active: number;
  look(): Sight;
  onSearch(typed: string): void;
  onMove(row: number): void;
  onClear(): void;
  onChoose(sourceId: string): void;
}

/** The combobox. Never told its own text, so that nothing can take away what the user is typing. */
export function SearchField({ field, listId, expanded, activeId, filled, rows, active, ...props }: SearchFieldProps) {
  const t = useCopy();
  const fieldId = useId();

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (isComposing(event.nativeEvent)) return;
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || rows.length === 0) return;
    const last = rows.length - 1;
    const move = (row: number): void => {
      event.preventDefault();
      props.onMove(row);
    };
    switch (event.key) {
      case "ArrowDown":
        return move(Math.min(active + 1, last));
      case "ArrowUp":
        return move(active < 0 ? last : active - 1);
      case "PageDown":
        return move(Math.min(active + pageOf(props.look()), last));
      case "PageUp":
        return move(Math.max(active - pageOf(props.look()), 0));
      case "Enter": {
        event.preventDefault();
        // Without an active row: the only match is meant; of several the best is offered, and a second Enter takes it.
        const source = rows[rows.length === 1 ? 0 : active];
        if (source === undefined) props.onMove(filled ? 0 : -1);
        else props.onChoose(source.id);
        return undefined;
      }
      case "ArrowLeft":
      case "ArrowRight":
      case "Home":
      case "End":
        // These go to the text, and so does the attention.
        return props.onMove(-1);
      default:
        return undefined;
    }
  };

  return (
    <div data-slot="field">
      <label data-slot="label" htmlFor={fieldId}>
        {t("picker.search")}
      </label>
      <div data-slot="picker-field">
        <SearchIcon />
        <input
          ref={field}
          id={fieldId}
          type="text"
          inputMode="search"
          enterKeyHint="search"
          role="combobox"
          aria-autocomplete="list"
          aria-expanded={expanded}
          aria-controls={listId}
          aria-activedescendant={activeId}
          autoComplete="off"
          autoCapitalize="none"
          autoCorrect="off"
          spellCheck={false}
          data-slot="input"
          onChange={(event) => props.onSearch(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        {filled && (
          <IconButton label={t("picker.clear")} onClick={props.onClear}>
            <CloseIcon />
          </IconButton>
        )}
      </div>
    </div>
  );
}
