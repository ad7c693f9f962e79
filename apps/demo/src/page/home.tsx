import type { SuccessData } from "@deck-auth/react";
import { useState } from "react";
import { CallbackLog } from "./callbacks/callback-log.tsx";
import { useCallbackLog } from "./callbacks/use-callback-log.ts";
import { ConfirmationPanel } from "./confirmation/confirmation-panel.tsx";
import type { ConfirmationState } from "./confirmation/confirmation-panel.tsx";
import { Connect } from "./connect/connect.tsx";
import { ReadsPanel } from "./reads/reads-panel.tsx";
import { useReads } from "./reads/use-reads.ts";
import { fetchConfirmation } from "./server-api.ts";
import { SettingsPanel } from "./settings/settings-panel.tsx";
import { broughtBy } from "./settings/settings.ts";
import type { Settings } from "./settings/settings.ts";
import "./home.css";

interface HomeProps {
  name: string;
  settings: Settings;
  onSettings(change: Partial<Settings>): void;
}

/** What a signed-in person sees: the card, what came back, and the switches of the demo beside it. */
export function Home({ name, settings, onSettings }: HomeProps) {
  const [calls, record, clear] = useCallbackLog();
  const [confirmation, setConfirmation] = useState<ConfirmationState>({ kind: "nothing" });

  const [reads, watch] = useReads(settings.relay);

  function confirm(data: SuccessData) {
    onSettings(broughtBy(settings, data));
    setConfirmation({ kind: "asking" });
    fetchConfirmation(data).then(
      (answer) => setConfirmation({ kind: "answer", answer, credentialId: data.credentialId }),
      (error: Error) => setConfirmation({ kind: "problem", message: error.message }),
    );
  }

  return (
    <div className="home">
      <div className="home-main">
        <div className="home-intro">
          <h1>Your accounts, in one place</h1>
          <p>
            Hello {name}. Connect a provider and Hearthbook reads your bills for you. Your password goes to the provider’s vault, never to
            Hearthbook.
          </p>
        </div>
        <Connect
          settings={settings}
          onCall={(call) => {
            record(call);
            watch(call);
          }}
          onSuccess={confirm}
          onSourceChosen={(sourceId) => onSettings(broughtBy(settings, { sourceId }))}
          onBegin={() => {
            clear();
            setConfirmation({ kind: "nothing" });
          }}
        />
        <div className="home-results">
          <ConfirmationPanel state={confirmation} onUpdate={(credentialId) => onSettings({ mode: "update", credentialId })} />
          <CallbackLog calls={calls} />
          <ReadsPanel reads={reads} />
        </div>
      </div>
      <aside className="home-side">
        <SettingsPanel settings={settings} onChange={onSettings} />
      </aside>
    </div>
  );
}
