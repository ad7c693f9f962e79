import type { FlowSnapshot } from "../screen.ts";
import { screenOf } from "../screen.ts";
import type { Session } from "../session.ts";
import { CredentialsScreen } from "./credentials-screen.tsx";
import { InteractionScreen } from "./interaction-screen.tsx";
import { LoadingScreen } from "./loading-screen.tsx";
import { OutcomeScreen } from "./outcome-screen.tsx";
import { SourcePickerScreen } from "./source-picker-screen.tsx";
import { TaskRunScreen } from "./task-run-screen.tsx";

interface CurrentScreenProps {
  session: Session;
  snapshot: FlowSnapshot;
  /** What is drawn while the host is not known yet. */
  first: "picker" | "credentials";
}

/** The screen for where the user is. */
export function CurrentScreen({ session, snapshot, first }: CurrentScreenProps) {
  const screen = screenOf(snapshot);
  // While waiting for its host, the page shows the picker already: the same one that will be filled, so that what is typed
  // into its search before then stays.
  if (screen === "source-picker" || (snapshot.matches("waiting") && first === "picker")) return <SourcePickerScreen session={session} />;
  if (screen === "credentials") return <CredentialsScreen session={session} />;
  if (screen === "interaction") return <InteractionScreen session={session} />;
  if (screen === "task-run") return <TaskRunScreen session={session} />;
  if (screen === "loading") return <LoadingScreen session={session} />;
  return <OutcomeScreen session={session} />;
}
