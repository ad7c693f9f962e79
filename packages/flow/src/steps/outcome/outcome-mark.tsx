/** How it ended, as a mark: one that draws itself for success, a still one otherwise. Decoration; the title says it. */
export function OutcomeMark({ tone }: { tone: "success" | "neutral" | "danger" }) {
  return (
    <svg data-slot="outcome-mark" data-tone={tone} viewBox="0 0 72 72" fill="none" aria-hidden="true" focusable="false">
      <circle data-part="disc" cx="36" cy="36" r="35" />
      <circle data-part="ring" cx="36" cy="36" r="34" pathLength="100" transform="rotate(-90 36 36)" />
      {tone === "success" && <path data-part="check" d="m23 37.5 9 9 17.5-20" pathLength="100" />}
      {/* A clock: what is not known yet. */}
      {tone === "neutral" && <path data-part="sign" d="M36 20v16.5l10.5 7" />}
      {tone === "danger" && <path data-part="sign" d="M36 22.5v17m0 8.5v.25" />}
    </svg>
  );
}
