import type { Screenshot } from "@deck-auth/contract";

/** Something that the agent wrote beside a picture. */
export interface TranscriptLine {
  key: string;
  text: string;
}

/** What the agent writes while nothing changes is one line, however often it is read. */
export interface Transcript {
  lines(): readonly TranscriptLine[];
  add(shots: readonly Screenshot[]): void;
}

const mostLines = 100;
const longestLine = 2_000;

/** Tells one picture from another: its address is signed anew at each read. */
export const keyOf = (shot: Screenshot): string => `${shot.created_at} ${shot.file_name ?? ""}`;

export function createTranscript(): Transcript {
  const known = new Set<string>();
  let lines: readonly TranscriptLine[] = [];
  return {
    lines: () => lines,
    add(shots) {
      const more: TranscriptLine[] = [];
      for (const shot of shots) {
        const key = keyOf(shot);
        if (known.has(key)) continue;
        known.add(key);
        const text = (shot.reasoning ?? "").slice(0, longestLine).trim();
        const before = more.at(-1) ?? lines.at(-1);
        if (text !== "" && text !== before?.text) more.push({ key, text });
      }
      if (more.length > 0) lines = [...lines, ...more].slice(-mostLines);
    },
  };
}
