import { configureDeckAuth } from "@deck-auth/react";
import { useEffect, useState } from "react";
import { Header } from "./frame/header.tsx";
import { Home } from "./home.tsx";
import { readCurrentSession, signOut } from "./server-api.ts";
import type { Session } from "./server-api.ts";
import { useSettings } from "./settings/use-settings.ts";
import { SignIn } from "./sign-in/sign-in.tsx";

/** The whole app: nobody connects anything before they have signed in. */
export function Page() {
  const [settings, changeSettings] = useSettings();
  const [session, setSession] = useState<Session | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  function begin(next: Session) {
    configureDeckAuth({ embedUrl: next.embedUrl });
    setProblem(null);
    setSession(next);
  }
  const fail = (error: Error) => setProblem(error.message);

  useEffect(() => {
    readCurrentSession().then(begin, fail);
  }, []);

  return (
    <>
      <Header name={session?.name ?? null} onSignOut={() => void signOut().then(begin, fail)} />
      <main className="page">
        {problem !== null && (
          <p className="problem" role="alert">
            {problem}
          </p>
        )}
        {session !== null && session.name === null && <SignIn onSignedIn={begin} />}
        {session !== null && session.name !== null && <Home key={session.name} name={session.name} settings={settings} onSettings={changeSettings} />}
      </main>
    </>
  );
}
