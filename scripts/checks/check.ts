/** How a check ended. A check that counts nothing of its own counts as one. */
export interface Outcome {
  passed: number;
  failed: number;
  /** Shown when something failed. */
  output: string;
  /** Shown in any case, behind the counts. */
  note?: string;
}

/** One named step of `npm test`. */
export interface Check {
  /** As on the command line: `npm test -- lint unit`. */
  name: string;
  /** Run it, and say how it went. */
  check(): Promise<Outcome>;
}

/** Turns the end of a command into an outcome. */
export function asOne(ended: { code: number; output: string }): Outcome {
  return ended.code === 0 ? { passed: 1, failed: 0, output: ended.output } : { passed: 0, failed: 1, output: ended.output };
}
