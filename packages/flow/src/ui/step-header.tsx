import type { ReactNode, Ref } from "react";
import { useCopy } from "../i18n/copy.tsx";
import { IconButton } from "./button.tsx";
import { useCard } from "./card-context.ts";
import { BackIcon, CloseIcon } from "./icons.tsx";
import { Logo } from "./logo.tsx";

export interface StepHeaderProps {
  /** The one `h1` of the screen. */
  title: ReactNode;
  /** The sentence below it. */
  lead?: ReactNode;
  /** Stands above the title: a spinner, a mark. Centres the header. */
  mark?: ReactNode;
  /** The step's own way back; without it the card's, if it has one. */
  onBack?: (() => void) | undefined;
  /** For `aria-labelledby`. */
  titleId?: string;
  /** Can take the focus when the screen comes up. */
  titleRef?: Ref<HTMLHeadingElement>;
  /** What may come to stand in place of title and lead while the screen is up: it keeps its room. */
  room?: { title: ReactNode; lead: ReactNode };
}

/** What every step begins with: back, logo, close, then the title. */
export function StepHeader({ title, lead, mark, onBack, titleId, titleRef, room }: StepHeaderProps) {
  const t = useCopy();
  const card = useCard();
  const back = onBack ?? card.onBack;
  const { onClose, logo } = card;
  // Above a title that stands in the middle there is no "beside it": there the logo is in the bar, wherever it is otherwise.
  const logoInBar = logo !== null && (logo.placement === "top" || mark !== undefined);
  // Alone, the close button stands beside the title and needs no line of its own.
  const bar = back || logoInBar ? "line" : onClose ? "corner" : undefined;
  return (
    <header data-slot="step-header" data-bar={bar} data-marked={mark === undefined ? undefined : ""}>
      {bar && (
        <div data-slot="step-bar" data-logo={logoInBar ? logo.placement : undefined}>
          {back && (
            <IconButton label={t("card.back")} data-deck-action="back" onClick={back}>
              <BackIcon />
            </IconButton>
          )}
          {logoInBar && <Logo url={logo.url} />}
          {onClose && (
            <IconButton label={t("card.close")} data-deck-action="close" onClick={onClose}>
              <CloseIcon />
            </IconButton>
          )}
        </div>
      )}
      {mark !== undefined && <div data-slot="step-mark">{mark}</div>}
      <div data-slot="step-words">
        <div>
          <div data-slot="step-title">
            {logo !== null && !logoInBar && <Logo url={logo.url} />}
            <h1 id={titleId} ref={titleRef} tabIndex={-1}>
              {title}
            </h1>
          </div>
          {lead !== undefined && <p data-slot="step-lead">{lead}</p>}
        </div>
        {room && (
          <div data-slot="step-room" aria-hidden="true">
            <div data-slot="step-title">
              {logo !== null && !logoInBar && <span data-slot="logo" />}
              {room.title}
            </div>
            <div data-slot="step-lead">{room.lead}</div>
          </div>
        )}
      </div>
    </header>
  );
}
