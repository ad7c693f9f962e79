import { useState } from "react";

/**
 * Counts how often `busy` has ended. As part of a `key` it makes the answer to each submission a new node, so that the
 * same words twice are announced twice, however often the parent draws in between.
 */
export function useEndings(busy: boolean): number {
  const [state, setState] = useState({ busy, endings: 0 });
  if (state.busy === busy) return state.endings;
  const next = { busy, endings: state.endings + (busy ? 0 : 1) };
  setState(next);
  return next.endings;
}
