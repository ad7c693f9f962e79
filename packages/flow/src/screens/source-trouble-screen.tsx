import { LoadingStep } from "../steps/loading/loading-step.tsx";
import { RequestId } from "../ui/request-id.tsx";
import type { ScreenProps } from "./load-screen.ts";
import { StillLoading } from "./loading-screen.tsx";
import { useChart } from "./use-chart.ts";

/** The source itself is why its form cannot be shown, as the API says: its words, and another try (deck-api 6.12). */
export function SourceTroubleScreen({ session }: ScreenProps) {
  const { chart } = session;
  const { problem } = useChart(session).context;
  if (problem === null) return <StillLoading session={session} />;
  return (
    <LoadingStep stuck={{ kind: "error", type: problem.type, code: problem.code }} onRetry={() => chart.send({ type: "RETRY" })}>
      {problem.requestId !== null && <RequestId id={problem.requestId} />}
    </LoadingStep>
  );
}
