import { isContradiction } from "../chart.ts";
import type { Failure } from "../failure.ts";
import { CredentialsStep } from "../steps/credentials/credentials-step.tsx";
import type { CredentialsStepProps } from "../steps/credentials/credentials-step.tsx";
import { useChosenSource } from "./display-source.ts";
import type { ScreenProps } from "./load-screen.ts";
import { StillLoading } from "./loading-screen.tsx";
import { useChart, useSettings } from "./use-chart.ts";
import { useWait } from "./use-wait.ts";

/** How a failed submission is shown at the form: at its field, as an error, or as "we cannot tell" or "that was not it" (design 4.4). */
function problemOf(failure: Failure | null): CredentialsStepProps["problem"] {
  if (failure === null) return null;
  if (isContradiction(failure)) return { kind: "contradicted" };
  if (!failure.refused) return { kind: "unconfirmed" };
  // The API names a field by its path in the body (`auth_credentials.username`).
  const field = (["username", "password"] as const).find((name) => failure.field?.split(".").includes(name));
  if (field !== undefined) return { kind: "field", field };
  return { kind: "error", type: failure.type, code: failure.code, requestId: failure.requestId };
}

/** The form for user name and password. What is typed goes to the secrets, and nowhere else. */
export function CredentialsScreen({ session }: ScreenProps) {
  const { chart, tools } = session;
  const snapshot = useChart(session);
  const { chosenSourceId } = snapshot.context;
  const { retryable } = useSettings(session);
  const source = useChosenSource(session, chosenSourceId);
  const busy = !snapshot.matches("enteringCredentials");
  const wait = useWait(session, busy);
  if (source === null) return <StillLoading session={session} />;
  return (
    <CredentialsStep
      source={source}
      sealed={session.sealed}
      mode={snapshot.context.credentialId === null ? "create" : "update"}
      busy={busy}
      wait={wait}
      typedBefore={tools.secrets.read("username")?.get(chosenSourceId ?? "")}
      problem={problemOf(snapshot.context.problem)}
      onSubmit={({ username, password }) => {
        // Asked of the chart itself, not of the last drawing: two submits in one tick are one (F3).
        if (!chart.getSnapshot().can({ type: "SUBMIT" })) return;
        tools.secrets.hold(
          "credentials",
          new Map([
            ["username", username],
            ["password", password],
          ]),
        );
        if (retryable && chosenSourceId !== null) tools.secrets.hold("username", new Map([[chosenSourceId, username]]));
        chart.send({ type: "SUBMIT" });
      }}
    />
  );
}
