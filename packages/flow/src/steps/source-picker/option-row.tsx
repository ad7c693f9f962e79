import { memo } from "react";
import { Monogram } from "../../ui/monogram.tsx";
import { plainText } from "../../ui/plain-text.ts";
import { highlight } from "./highlight.ts";
import type { Piece } from "./highlight.ts";
import type { PickableSource } from "./source.ts";

interface OptionRowProps {
  id: string;
  source: PickableSource;
  query: string;
  active: boolean;
  /** Counted from 1, among all that match, not only those drawn or listed (APG). */
  position: number;
  of: number;
  /** Distance from the top of the list, in pixels. */
  top: number;
  onChoose(sourceId: string): void;
}

/** One source. Memoised: while scrolling only the rows that come into sight are drawn. */
export const OptionRow = memo(function OptionRow({ id, source, query, active, position, of, top, onChoose }: OptionRowProps) {
  const name = plainText(source.name);
  const host = plainText(source.host);
  const pieces = highlight(name, query);
  // The host shows why a row is there when the name does not.
  const named = pieces.some(({ matched }) => matched);
  return (
    <div
      id={id}
      role="option"
      aria-selected={active}
      aria-posinset={position}
      aria-setsize={of}
      data-slot="picker-row"
      // Only ever drawn by the browser, where React sets it without an attribute (the policy forbids those).
      style={{ transform: `translateY(${top}px)` }}
      onClick={() => onChoose(source.id)}
    >
      <Monogram name={source.name} />
      <span data-slot="picker-row-text">
        <Pieces slot="picker-row-name" pieces={pieces} />
        {name === host ? null : <Pieces slot="picker-row-host" pieces={highlight(host, named ? "" : query)} />}
      </span>
    </div>
  );
});

/** A text of the source: not ours to translate, and of a direction of its own (R131), which does not move where it begins. */
function Pieces({ slot, pieces }: { slot: string; pieces: readonly Piece[] }) {
  return (
    <span data-slot={slot} translate="no">
      <bdi lang="" dir="auto">
        {pieces.map(({ text, matched }, at) => (matched ? <mark key={at}>{text}</mark> : text))}
      </bdi>
    </span>
  );
}
