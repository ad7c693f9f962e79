import type { ReactNode, RefObject } from "react";
import { AlertIcon, InfoIcon, OfflineIcon, SearchIcon } from "../../ui/icons.tsx";

const pictures = {
  "no-match": <SearchIcon />,
  none: <InfoIcon />,
  failed: <AlertIcon />,
  offline: <OfflineIcon />,
  "not-listed": <SearchIcon />,
} as const;

interface ListMessageProps {
  kind: keyof typeof pictures;
  title: string;
  text: string;
  /** Given: the title can take the focus. */
  titleRef?: RefObject<HTMLHeadingElement | null>;
  children?: ReactNode;
}

/** What stands in place of the rows when there are none. As high as the list, so that nothing below moves. */
export function ListMessage({ kind, title, text, titleRef, children }: ListMessageProps) {
  return (
    <div data-slot="picker-message" data-kind={kind}>
      <span data-slot="picker-message-mark">{pictures[kind]}</span>
      <h2 ref={titleRef} tabIndex={titleRef && -1} data-slot="picker-message-title">{title}</h2>
      <p data-slot="picker-message-text">{text}</p>
      {children}
    </div>
  );
}
