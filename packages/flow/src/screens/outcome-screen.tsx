import type { FlowSnapshot } from "../screen.ts";
import { OutcomeStep } from "../steps/outcome/outcome-step.tsx";
import type { OutcomeStepProps } from "../steps/outcome/outcome-step.tsx";
import { useChosenSource } from "./display-source.ts";
import type { ScreenProps } from "./load-screen.ts";
import { useChart, useSettings } from "./use-chart.ts";

function outcomeOf(snapshot: FlowSnapshot): OutcomeStepProps["outcome"] {
  const { failure, taskRunId } = snapshot.context;
  if (snapshot.matches("succeeded")) return { kind: "success", verified: taskRunId === null ? null : true };
  const error = failure === null ? null : { type: failure.type, code: failure.code, requestId: failure.requestId };
  return snapshot.matches("failed") && error !== null ? { kind: "error", ...error } : { kind: "unverified", error };
}

/** How it ended. It stays until the host takes it away (R13). */
export function OutcomeScreen({ session }: ScreenProps) {
  const snapshot = useChart(session);
  const { closable, retryable } = useSettings(session);
  const source = useChosenSource(session, snapshot.context.chosenSourceId);
  return (
    <OutcomeStep
      outcome={outcomeOf(snapshot)}
      sourceName={source?.name ?? null}
      onRetry={retryable && snapshot.can({ type: "RETRY" }) ? () => session.chart.send({ type: "RETRY" }) : undefined}
      onClose={closable ? () => session.close() : undefined}
      returnTo={session.returnAddress() ?? undefined}
    />
  );
}
