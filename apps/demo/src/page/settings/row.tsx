import type { ReactNode } from "react";

interface RowProps {
  id: string;
  label: string;
  hint?: string | undefined;
  /** Label and control side by side. */
  inline?: boolean;
  children: ReactNode;
}

/** A label, its control and what there is to say about it. */
export function Row({ id, label, hint, inline = false, children }: RowProps) {
  return (
    <div className={inline ? "setting setting-inline" : "setting"}>
      <label htmlFor={id}>{label}</label>
      {children}
      {hint !== undefined && (
        <p className="setting-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}
