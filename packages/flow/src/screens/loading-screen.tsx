import type { Session } from "../session.ts";
import { LoadingStep } from "../steps/loading/loading-step.tsx";
import { useChart } from "./use-chart.ts";

/** Something is being read before the next screen can be shown; or it could not be, and can be tried again. */
export function LoadingScreen({ session }: { session: Session }) {
  const { chart } = session;
  const { surroundings } = session.tools;
  const snapshot = useChart(session);
  const stuck = snapshot.context.problem !== null;
  return (
    <LoadingStep
      stuck={stuck ? (surroundings.isOnline() ? "failed" : "offline") : null}
      onRetry={() => chart.send({ type: "RETRY" })}
    />
  );
}
