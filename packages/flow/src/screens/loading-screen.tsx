import type { FlowSnapshot } from "../screen.ts";
import type { Session } from "../session.ts";
import { LoadingStep } from "../steps/loading/loading-step.tsx";
import type { LoadingStepProps } from "../steps/loading/loading-step.tsx";
import { useChart } from "./use-chart.ts";
import { useElapsed } from "./use-elapsed.ts";

function stuckOf({ problem, trouble }: FlowSnapshot["context"], isOnline: boolean): LoadingStepProps["stuck"] {
  if (problem === null) return trouble === "offline" ? { kind: "offline" } : null;
  // What the source has said of itself is told; a request that was lost or turned away on its way is not its fault.
  if (problem.type === "source") return { kind: "error", type: problem.type, code: problem.code, requestId: problem.requestId };
  return { kind: isOnline ? "failed" : "offline" };
}

/** What the next screen needs is on its way, and is asked for again and again by itself. */
export function StillLoading({ session }: { session: Session }) {
  return <LoadingStep stuck={null} elapsed={useElapsed(session.tools.clock)} sealed={session.sealed} onRetry={() => {}} />;
}

/** Something is being read before the next screen can be shown; or it could not be, and can be tried again. */
export function LoadingScreen({ session }: { session: Session }) {
  const { chart } = session;
  const { clock, connection, surroundings } = session.tools;
  const { context } = useChart(session);
  const stuck = stuckOf(context, surroundings.isOnline());
  const elapsed = useElapsed(clock, undefined, stuck === null);
  return (
    <LoadingStep
      stuck={stuck}
      elapsed={elapsed}
      sealed={session.sealed}
      onRetry={() => {
        if (context.problem === null) connection.tryNow();
        else chart.send({ type: "RETRY" });
      }}
    />
  );
}
