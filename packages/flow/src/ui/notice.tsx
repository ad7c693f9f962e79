import type { ReactNode } from "react";
import { AlertIcon, InfoIcon } from "./icons.tsx";

export interface NoticeProps {
  tone: "danger" | "info";
  title: ReactNode;
  /** For an input that this is about. */
  id?: string;
  children?: ReactNode;
}

/**
 * Something to know before going on. A `danger` notice is an alert: it is announced when its node comes into being, so
 * give it a new `key` each time, or the second of two equal ones is never heard.
 */
export function Notice({ tone, title, id, children }: NoticeProps) {
  return (
    <div id={id} data-slot="notice" data-tone={tone} role={tone === "danger" ? "alert" : undefined}>
      {tone === "danger" ? <AlertIcon /> : <InfoIcon />}
      <div data-slot="notice-text">
        <p data-slot="notice-title">{title}</p>
        {children}
      </div>
    </div>
  );
}
