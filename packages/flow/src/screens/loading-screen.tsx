import type { Session } from "../session.ts";
import { LoadingStep } from "../steps/loading/loading-step.tsx";
import { useChart } from "./use-chart.ts";
import { useElapsed } from "./use-elapsed.ts";

/** What the next screen needs is on its way, and is asked for again and again by itself. */
export function StillLoading({ session }: { session: Session }) {
  return <LoadingStep stuck={null} elapsed={useElapsed(session.tools.clock)} sealed={session.sealed} onRetry={() => {}} />;
}

/** Something is being read before the next screen can be shown; or it could not be, and can be tried again. */
export function LoadingScreen({ session }: { session: Session }) {
  const { chart } = session;
  const { clock, connection, surroundings } = session.tools;
  const { problem, trouble } = useChart(session).context;
  const isOffline = problem === null ? trouble === "offline" : !surroundings.isOnline();
  const stuck = isOffline ? ({ kind: "offline" } as const) : problem === null ? null : ({ kind: "failed" } as const);
  const elapsed = useElapsed(clock, undefined, stuck === null);
  return (
    <LoadingStep
      stuck={stuck}
      elapsed={elapsed}
      sealed={session.sealed}
      onRetry={() => {
        if (problem === null) connection.tryNow();
        else chart.send({ type: "RETRY" });
      }}
    />
  );
}
