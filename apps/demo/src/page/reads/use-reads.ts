import { useEffect, useRef, useState } from "react";
import type { Call } from "../callbacks/use-callback-log.ts";
import { fetchReads } from "../server-api.ts";

/** What one run cost in one of the two ways. */
export interface RunReads {
  reads: number;
  /** Seconds from the run's first word to its last. */
  seconds: number;
  running: boolean;
}

/** The last run in each way; `null` before there was one. */
export interface Reads {
  relay: RunReads | null;
  polling: RunReads | null;
}

interface Watched {
  taskRunId: string;
  way: keyof Reads;
  began: number;
}

/** Milliseconds between two looks at the count while a run goes on. */
const look = 2_000;

const taskRunOf = ({ payload }: Call): string | null =>
  payload !== null && "taskRunId" in payload && typeof payload.taskRunId === "string" ? payload.taskRunId : null;

/** Follows the count of the run that the component speaks of. Give each call of the component to the function. */
export function useReads(withRelay: boolean): [Reads, (call: Call) => void] {
  const [reads, setReads] = useState<Reads>({ relay: null, polling: null });
  const [watched, setWatched] = useState<Watched | null>(null);
  const last = useRef<string | null>(null);
  const over = useRef<string | null>(null);

  async function count({ taskRunId, way, began }: Watched, running: boolean) {
    const found = await fetchReads(taskRunId);
    // An answer that was asked for while the run went on may come after the last one.
    if (running && over.current === taskRunId) return;
    if (found !== null) setReads((before) => ({ ...before, [way]: { reads: found, seconds: (performance.now() - began) / 1000, running } }));
  }

  useEffect(() => {
    if (watched === null) return undefined;
    const timer = setInterval(() => void count(watched, true), look);
    return () => clearInterval(timer);
  }, [watched]);

  function watch(call: Call) {
    const taskRunId = taskRunOf(call);
    const isOver = call.name === "onSuccess" || (call.payload !== null && "type" in call.payload && (call.payload.type === "closed" || call.payload.type === "failed"));
    if (isOver && watched !== null) {
      over.current = watched.taskRunId;
      setWatched(null);
      void count(watched, false);
    } else if (!isOver && taskRunId !== null && last.current !== taskRunId) {
      last.current = taskRunId;
      setWatched({ taskRunId, way: withRelay ? "relay" : "polling", began: performance.now() });
    }
  }

  return [reads, watch];
}
