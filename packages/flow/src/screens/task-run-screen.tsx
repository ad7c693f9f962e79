import type { FlowSnapshot } from "../screen.ts";
import { TaskRunStep } from "../steps/task-run/task-run-step.tsx";
import type { TaskRunStepProps } from "../steps/task-run/task-run-step.tsx";
import { useChosenSource } from "./display-source.ts";
import type { ScreenProps } from "./load-screen.ts";
import { useChart, useSettings } from "./use-chart.ts";
import { useElapsed } from "./use-elapsed.ts";
import { useFeed } from "./use-feed.ts";
import { useLive } from "./use-live.ts";

/** After these waits the person is told that it is still going on, and that leaving is safe (goal M52). */
const waits = { long: 10_000, veryLong: 45_000 };

function phaseOf(snapshot: FlowSnapshot): TaskRunStepProps["phase"] {
  if (snapshot.matches({ running: "checking" })) return "checking-answer";
  const { runStatus } = snapshot.context;
  if (snapshot.matches("startingRun")) return "starting";
  if (runStatus === "queued") return "connecting";
  if (runStatus === "review_required") return "reviewing";
  if (runStatus === "cancelling" || runStatus === "canceling") return "cancelling";
  return "verifying";
}

/** What the run is doing, while nothing is asked: in words, with pictures where the host wants them and there are any (R65, R66). */
export function TaskRunScreen({ session }: ScreenProps) {
  const snapshot = useChart(session);
  const { closable } = useSettings(session);
  const { chosenSourceId, taskRunId, trouble } = snapshot.context;
  const sourceName = useChosenSource(session, chosenSourceId)?.name ?? "";
  const elapsed = useElapsed(session.tools.clock, waits);
  const phase = phaseOf(snapshot);
  const live = useLive(session, true);
  const feed = live === null || taskRunId === null ? null : live.feedOf(session, taskRunId);
  const pictures = useFeed(feed);
  return (
    <TaskRunStep
      sourceName={sourceName}
      phase={phase}
      elapsed={elapsed}
      trouble={trouble}
      closable={closable}
      live={live === null || pictures?.blocked ? null : (pictures?.connection ?? "waiting")}
    >
      {live !== null && <live.LiveRun session={session} feed={feed} sourceName={sourceName} isUnderWay={phase !== "starting" && phase !== "connecting"} />}
    </TaskRunStep>
  );
}
