"use client";
import { DeckAuth } from "@deck-auth/react";
import type { ReactNode } from "react";

const post = (path: string, body: unknown) =>
  fetch(`/api/deck-auth/${path}`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });

async function fetchToken(): Promise<string> {
  const { token }: { token: string } = await (await post("token", {})).json();
  return token;
}

export function Connect({ embedUrl, externalId }: { embedUrl: string; externalId: string }): ReactNode {
  return (
    <DeckAuth
      token={fetchToken}
      embedUrl={embedUrl}
      externalId={externalId}
      eventsUrl="/api/deck-auth/events"
      sourcesUrl="/api/deck-auth/sources"
      // Out of a browser, so nothing to believe yet: the server reads it again.
      onSuccess={(reported) => void post("confirm", reported)}
    />
  );
}
