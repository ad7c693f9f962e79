import { promptKey } from "../api/queries.ts";
import type { Failure } from "../failure.ts";
import { InteractionStep } from "../steps/interaction/interaction-step.tsx";
import type { InteractionStepProps } from "../steps/interaction/interaction-step.tsx";
import { stayingValues } from "../steps/interaction/read-answer.ts";
import { useChosenSource } from "./display-source.ts";
import type { ScreenProps } from "./load-screen.ts";
import { useChart } from "./use-chart.ts";
import { useWait } from "./use-wait.ts";

function problemOf(failure: Failure | null): InteractionStepProps["problem"] {
  if (failure === null) return null;
  if (failure.type === "request" && failure.code === "interaction_input_invalid") return { kind: "invalid", field: failure.field };
  return { kind: "error", type: failure.type, code: failure.code, requestId: failure.requestId };
}

/** What the source asks, as a form. */
export function InteractionScreen({ session }: ScreenProps) {
  const { chart, tools, cache } = session;
  const snapshot = useChart(session);
  const { taskRunId, promptNumber, promptRepeated, problem, chosenSourceId } = snapshot.context;
  const source = useChosenSource(session, chosenSourceId);
  // The prompt is in the cache before the chart hears of it.
  const prompt = cache.getQueryData<InteractionStepProps["prompt"]>(promptKey(taskRunId ?? "", promptNumber));
  const busy = snapshot.matches({ running: "answering" });
  const wait = useWait(session, busy);
  if (prompt === undefined) return null;
  return (
    <InteractionStep
      prompt={prompt}
      promptKey={String(promptNumber)}
      sourceName={source?.name ?? ""}
      repeated={promptRepeated}
      before={promptRepeated ? (tools.secrets.read("again") ?? undefined) : undefined}
      busy={busy}
      wait={wait}
      problem={problemOf(problem)}
      onAnswer={(values) => {
        if (!chart.getSnapshot().can({ type: "ANSWER" })) return;
        tools.secrets.hold("answer", values);
        tools.secrets.hold("again", stayingValues(values, prompt));
        chart.send({ type: "ANSWER" });
      }}
    />
  );
}
