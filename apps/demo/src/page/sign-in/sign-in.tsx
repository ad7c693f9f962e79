import { useEffect, useId, useRef, useState } from "react";
import { signIn } from "../server-api.ts";
import type { Session } from "../server-api.ts";
import "./sign-in.css";

/** The app's own sign-in, so that its server knows whom a token is for. A toy: a name is all it asks. */
export function SignIn({ onSignedIn }: { onSignedIn(session: Session): void }) {
  const id = useId();
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  function submit(form: FormData) {
    if (busy) return;
    setBusy(true);
    signIn(String(form.get("name") ?? "")).then(onSignedIn, (error: Error) => {
      setProblem(error.message);
      setBusy(false);
    });
  }

  const field = useRef<HTMLInputElement>(null);
  // The one thing to do on this screen.
  useEffect(() => field.current?.focus(), []);

  return (
    <div className="sign-in">
      <form className="panel sign-in-card" data-demo="sign-in-form" action={submit}>
        <h1>Sign in to Hearthbook</h1>
        <p>This is the demo’s own sign-in, so that its server has a real person to give a token to. Any name will do.</p>
        <div className="setting">
          <label htmlFor={id}>Your name</label>
          <input
            ref={field}
            id={id}
            name="name"
            type="text"
            required
            maxLength={40}
            autoComplete="name"
            aria-invalid={problem !== null}
            aria-describedby={problem === null ? undefined : `${id}-problem`}
          />
        </div>
        {problem !== null && (
          <p className="problem" role="alert" id={`${id}-problem`}>
            {problem}
          </p>
        )}
        <button type="submit" className="primary" data-demo="sign-in" aria-disabled={busy}>
          Sign in
        </button>
      </form>
    </div>
  );
}
