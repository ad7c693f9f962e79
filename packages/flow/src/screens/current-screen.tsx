import type { FlowSnapshot } from "../screen.ts";
import { isEnd, screenOf } from "../screen.ts";
import type { Session } from "../session.ts";
import { LoadedScreen } from "./load-screen.ts";
import type { ScreenName } from "./load-screen.ts";
import { LoadingScreen } from "./loading-screen.tsx";
import { useLive } from "./use-live.ts";

interface CurrentScreenProps {
  session: Session;
  snapshot: FlowSnapshot;
  /** What is drawn while the host is not known yet. */
  first: "picker" | "credentials";
}

function nameOf(snapshot: FlowSnapshot, first: CurrentScreenProps["first"]): ScreenName | null {
  // While waiting for its host, the page shows the picker already: the same one that will be filled, so that what is typed
  // into its search before then stays.
  if (snapshot.matches("waiting")) return first === "picker" ? "source-picker" : null;
  const screen = screenOf(snapshot);
  if (screen === "loading") return snapshot.context.problem?.type === "source" ? "source-trouble" : null;
  return isEnd(screen) ? "outcome" : screen;
}

/** The screen for where the user is. */
export function CurrentScreen({ session, snapshot, first }: CurrentScreenProps) {
  const name = nameOf(snapshot, first);
  const { storedCredentialId, taskRunId } = snapshot.context;
  // Fetched once there is something to run, so that it is there with the first picture.
  const live = useLive(session, storedCredentialId !== null);
  if (name === null) return <LoadingScreen session={session} />;
  return (
    <>
      <LoadedScreen key={name} name={name} clock={session.tools.clock} session={session} />
      {live !== null && taskRunId !== null && (name === "interaction" || name === "outcome") && (
        <live.LastPicture session={session} taskRunId={taskRunId} hasEnded={name === "outcome"} />
      )}
    </>
  );
}
