/** One thing that was looked at, in plain words. */
export type Finding =
  | { readonly level: "good" | "note"; readonly what: string }
  /** `mend` says what to change, and where. */
  | { readonly level: "bad"; readonly what: string; readonly mend: string };

export const good = (what: string): Finding => ({ level: "good", what });
export const note = (what: string): Finding => ({ level: "note", what });
export const bad = (what: string, mend: string): Finding => ({ level: "bad", what, mend });
