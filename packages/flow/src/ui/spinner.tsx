/** Work under way, without an end in sight. Always beside a text that says so. */
export function Spinner({ size = "small" }: { size?: "small" | "large" }) {
  return (
    <svg data-slot="spinner" data-size={size} viewBox="0 0 24 24" fill="none" aria-hidden="true" focusable="false">
      <circle data-part="track" cx="12" cy="12" r="10.5" />
      <circle data-part="arc" cx="12" cy="12" r="10.5" pathLength="100" />
    </svg>
  );
}
