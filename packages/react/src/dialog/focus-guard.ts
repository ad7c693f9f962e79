import { createElement } from "react";
import type { CSSProperties, ReactElement } from "react";

/** Of the smallest size: neither `display` nor `visibility` may take it from the keyboard, or from a screen reader. */
export const unseen: CSSProperties = {
  position: "absolute",
  width: 1,
  height: 1,
  margin: -1,
  overflow: "hidden",
  clipPath: "inset(50%)",
  whiteSpace: "nowrap",
};

/** Stands at either end of the frame: who leaves it by Tab is led back into it. */
export const FocusGuard = ({ onFocus }: { onFocus(): void }): ReactElement =>
  createElement("span", { "data-deck-auth-guard": "", tabIndex: 0, style: unseen, onFocus });
