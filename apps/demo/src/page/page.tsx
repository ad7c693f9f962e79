import { configureDeckAuth } from "@deck-auth/react";
import { useEffect, useState } from "react";
import { Header } from "./frame/header.tsx";
import { Home } from "./home.tsx";
import { readCurrentSession, signOut } from "./server-api.ts";
import type { Session } from "./server-api.ts";
import { useSettings } from "./settings/use-settings.ts";
import { SignIn } from "./sign-in/sign-in.tsx";

type View = { kind: "loading" } | { kind: "session"; session: Session } | { kind: "problem"; message: string };

/** Tells the component where the embed page is, as soon as the server has said so. */
function begin(session: Session): View {
  configureDeckAuth({ embedUrl: session.embedUrl });
  return { kind: "session", session };
}

const view = (asked: Promise<Session>): Promise<View> => asked.then(begin, (error: Error) => ({ kind: "problem", message: error.message }));

/** The whole app: nobody connects anything before they have signed in. */
export function Page() {
  const [settings, changeSettings] = useSettings();
  const [shown, setShown] = useState<View>({ kind: "loading" });
  useEffect(() => void view(readCurrentSession()).then(setShown), []);

  const name = shown.kind === "session" ? shown.session.name : null;
  return (
    <>
      <Header name={name} onSignOut={() => void view(signOut()).then(setShown)} />
      <main className="page">
        {shown.kind === "problem" && (
          <p className="problem" role="alert">
            {shown.message}
          </p>
        )}
        {shown.kind === "session" && name === null && <SignIn onSignedIn={(session) => setShown(begin(session))} />}
        {name !== null && <Home key={name} name={name} settings={settings} onSettings={changeSettings} />}
      </main>
    </>
  );
}
