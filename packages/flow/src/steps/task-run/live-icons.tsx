import { icon } from "../../ui/icons.tsx";

// Each state has a shape of its own, so that none is told by its colour alone.
export const LiveIcon = icon("live", <circle data-part="dot" cx="10" cy="10" r="4.5" />);
export const ReconnectingIcon = icon(
  "reconnecting",
  <>
    <path d="M15.9 8.2A6.2 6.2 0 0 0 4.6 7M4.1 11.8A6.2 6.2 0 0 0 15.4 13" />
    <path d="M4.3 3.4V7h3.6m7.8 9.6V13h-3.6" />
  </>,
);
export const FrozenIcon = icon(
  "frozen",
  <>
    <circle cx="10" cy="10" r="7" />
    <path d="M10 6v4.2l2.8 1.7" />
  </>,
);
export const PauseIcon = icon("pause", <path d="M7.25 5v10m5.5-10v10" />);
export const ContinueIcon = icon("continue", <path d="M7 4.75v10.5L15.25 10Z" />);
export const EndedIcon = icon("ended", <rect x="5.5" y="5.5" width="9" height="9" rx="1.5" />);
