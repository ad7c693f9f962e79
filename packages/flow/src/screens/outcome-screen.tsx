import type { FlowSnapshot } from "../screen.ts";
import type { Session } from "../session.ts";
import type { OutcomeStepProps } from "../steps/outcome/outcome-step.tsx";
import { useChosenSource } from "./display-source.ts";
import { Step } from "./load-step.ts";
import { useChart, useSettings } from "./use-chart.ts";

function outcomeOf(snapshot: FlowSnapshot): OutcomeStepProps["outcome"] {
  const { failure, taskId, resume } = snapshot.context;
  if (snapshot.matches("succeeded")) return { kind: "success", verified: taskId === null && resume === null ? null : true };
  if (snapshot.matches("failed") && failure !== null)
    return { kind: "error", type: failure.type, code: failure.code, requestId: failure.requestId };
  return { kind: "unverified" };
}

/** How it ended. It stays until the host takes it away (R13). */
export function OutcomeScreen({ session }: { session: Session }) {
  const snapshot = useChart(session);
  const { closable } = useSettings(session);
  const source = useChosenSource(session, snapshot.context.chosenSourceId);
  return (
    <Step
      name="outcome"
      clock={session.tools.clock}
      props={{
        outcome: outcomeOf(snapshot),
        sourceName: source?.name ?? null,
        onClose: closable ? () => session.close() : undefined,
      }}
    />
  );
}
