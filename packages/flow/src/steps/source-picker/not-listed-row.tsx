import { useCopy } from "../../i18n/copy.tsx";
import { BackIcon, ChevronIcon } from "../../ui/icons.tsx";

interface NotListedRowProps {
  /** The explanation is shown: the row leads back. */
  explained: boolean;
  onNotListed(): void;
  onBackToList(): void;
}

/** Ends every list, in every state, at the same place (A-17, M23). A button, so that no arrow key has to travel there. */
export function NotListedRow({ explained, onNotListed, onBackToList }: NotListedRowProps) {
  const t = useCopy();
  return (
    <div data-slot="picker-end-row">
      <button type="button" data-slot="picker-not-listed" onClick={explained ? onBackToList : onNotListed}>
        <span data-slot="picker-not-listed-mark" data-plain={explained || undefined} aria-hidden="true">
          {explained ? <BackIcon /> : "?"}
        </span>
        <span data-slot="picker-not-listed-text">{t(explained ? "picker.backToList" : "picker.notListed")}</span>
        {explained ? null : <ChevronIcon />}
      </button>
    </div>
  );
}
