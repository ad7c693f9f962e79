import type { SuccessData } from "@deck-auth/react";
import { useState } from "react";
import type { Call } from "../callbacks/use-callback-log.ts";
import { fetchToken } from "../server-api.ts";
import type { Token } from "../server-api.ts";
import type { Settings } from "../settings/settings.ts";
import { Flow } from "./flow.tsx";
import { UserNames } from "./user-names.tsx";
import "./connect.css";

interface ConnectProps {
  settings: Settings;
  onCall(call: Call): void;
  onSuccess(data: SuccessData): void;
  onSourceChosen(sourceId: string): void;
  /** A new flow begins. */
  onBegin(): void;
}

type Stage = { kind: "closed" } | { kind: "opening" } | { kind: "open"; token: Token; round: number } | { kind: "problem"; message: string };

/** The stage with the card. The app decides when the component comes and goes; it never takes itself away. */
export function Connect({ settings, onCall, onSuccess, onSourceChosen, onBegin }: ConnectProps) {
  const [stage, setStage] = useState<Stage>({ kind: "closed" });
  const [rounds, setRounds] = useState(1);

  function open() {
    if (stage.kind === "opening") return;
    onBegin();
    setStage({ kind: "opening" });
    setRounds(rounds + 1);
    fetchToken().then(
      (token) => setStage({ kind: "open", token, round: rounds }),
      (error: Error) => setStage({ kind: "problem", message: error.message }),
    );
  }

  return (
    <section className="panel connect" aria-label="Connect an account">
      <div className="connect-stage">
        {stage.kind === "open" ? (
          <>
            <Flow
              key={stage.round}
              first={stage.token}
              settings={settings}
              onCall={onCall}
              onSuccess={onSuccess}
              onSourceChosen={onSourceChosen}
              onClosed={() => setStage({ kind: "closed" })}
            />
            <button type="button" className="quiet" data-demo="start-over" onClick={open}>
              Start over
            </button>
          </>
        ) : (
          <div className="connect-closed">
            <span className="connect-mark" aria-hidden="true" />
            <h2>Nothing connected yet</h2>
            <p>Electricity, water, internet: choose a provider and sign in there.</p>
            {stage.kind === "problem" && (
              <p className="problem" role="alert">
                {stage.message}
              </p>
            )}
            <button type="button" className="primary" data-demo="open" aria-disabled={stage.kind === "opening"} onClick={open}>
              {settings.mode === "update" ? "Update the account" : "Connect an account"}
            </button>
          </div>
        )}
      </div>
      <UserNames />
    </section>
  );
}
