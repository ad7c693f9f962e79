import { DeckAuth } from "@deck-auth/react";
import type { DeckAuthHandle, SuccessData } from "@deck-auth/react";
import { useEffect, useRef } from "react";
import type { Call } from "../callbacks/use-callback-log.ts";
import { fetchToken } from "../server-api.ts";
import type { Token } from "../server-api.ts";
import { credentialIdOf, sourceIdOf, taskIdOf } from "../settings/settings.ts";
import type { Settings } from "../settings/settings.ts";

interface FlowProps {
  /** The token that the server gave when the person opened the card. */
  first: Token;
  settings: Settings;
  onCall(call: Call): void;
  onSuccess(data: SuccessData): void;
  onSourceChosen(sourceId: string): void;
  onClosed(): void;
}

/** One use of the component, with every callback written down as it came. */
export function Flow({ first, settings, onCall, onSuccess, onSourceChosen, onClosed }: FlowProps) {
  const fresh = useRef<string | null>(first.token);
  const flow = useRef<DeckAuthHandle>(null);
  useEffect(() => flow.current?.focus(), []);

  /** The first token as it was fetched; later ones, when that was refused, anew. */
  async function token(): Promise<string> {
    const unused = fresh.current;
    fresh.current = null;
    return unused ?? (await fetchToken()).token;
  }

  function close() {
    onCall({ name: "onClose", payload: null });
    onClosed();
  }

  return (
    <DeckAuth
      ref={flow}
      token={token}
      externalId={first.externalId}
      sourceId={sourceIdOf(settings)}
      credentialId={credentialIdOf(settings)}
      taskId={taskIdOf(settings)}
      taskRunView={settings.view}
      language={settings.language}
      appearance={{ theme: settings.theme }}
      eventsUrl={settings.relay ? "/api/deck-auth/events" : undefined}
      sourcesUrl={settings.relay ? "/api/deck-auth/sources" : undefined}
      onSuccess={(data) => {
        onCall({ name: "onSuccess", payload: data });
        onSuccess(data);
      }}
      onError={(data) => onCall({ name: "onError", payload: data })}
      onClose={settings.close ? close : undefined}
      onEvent={(event) => {
        onCall({ name: "onEvent", payload: event });
        if (event.type === "source_chosen") onSourceChosen(event.sourceId);
      }}
    />
  );
}
