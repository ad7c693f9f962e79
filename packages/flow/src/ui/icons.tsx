import type { ReactNode } from "react";

// Drawn for a 20 px box with a 1.6 px stroke, in the colour of the text beside them. All are decoration: what they
// stand beside says it in words.
/** For icons that only one screen needs: they are defined where they are shown, and come with its code. */
export const icon = (name: string, shape: ReactNode) =>
  function Icon() {
    return (
      <svg data-slot="icon" data-icon={name} viewBox="0 0 20 20" fill="none" stroke="currentColor" aria-hidden="true" focusable="false">
        {shape}
      </svg>
    );
  };

export const CloseIcon = icon("close", <path d="m5.25 5.25 9.5 9.5m0-9.5-9.5 9.5" />);
export const BackIcon = icon("back", <path d="M16 10H4.5m4.75-5L4.25 10l5 5" />);
export const AlertIcon = icon(
  "alert",
  <>
    <circle cx="10" cy="10" r="7.75" />
    <path d="M10 6v4.75m0 3v.25" />
  </>,
);
export const InfoIcon = icon(
  "info",
  <>
    <circle cx="10" cy="10" r="7.75" />
    <path d="M10 9.25V14m0-8v.25" />
  </>,
);
export const SearchIcon = icon(
  "search",
  <>
    <circle cx="8.75" cy="8.75" r="5.5" />
    <path d="m13 13 4 4" />
  </>,
);
export const ChevronIcon = icon("chevron", <path d="m7.5 4.75 5.25 5.25-5.25 5.25" />);
export const OfflineIcon = icon(
  "offline",
  <>
    <path d="M4.6 8.6a8.7 8.7 0 0 1 3-1.6m4.3-.2a8.7 8.7 0 0 1 3.5 1.8M7 11.6a5 5 0 0 1 1.6-1m3.1.4c.5.2.9.5 1.3.8M10 15v.1" />
    <path d="m3 3 14 14" />
  </>,
);
export const CheckIcon = icon("check", <path d="m4.5 10.5 3.75 3.75 7.25-8.5" />);
export const CopyIcon = icon(
  "copy",
  <>
    <rect x="7.25" y="7.25" width="9.5" height="9.5" rx="2" />
    <path d="M12.75 7.25v-2a2 2 0 0 0-2-2h-5.5a2 2 0 0 0-2 2v5.5a2 2 0 0 0 2 2h2" />
  </>,
);
