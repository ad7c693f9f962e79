import { Json } from "../frame/json.tsx";
import type { Confirmation } from "../server-api.ts";
import "./confirmation-panel.css";

export type ConfirmationState =
  | { kind: "nothing" }
  | { kind: "asking" }
  | { kind: "problem"; message: string }
  | { kind: "answer"; answer: Confirmation; credentialId: string };

interface ConfirmationPanelProps {
  state: ConfirmationState;
  /** The person wants to give new details for this credential. */
  onUpdate(credentialId: string): void;
}

interface Finding {
  good: boolean | null;
  text: string;
}

function findings({ ownerMatches, status, verified }: Confirmation): Finding[] {
  if (!ownerMatches) return [{ good: false, text: "This credential is not yours, or does not exist." }];
  return [
    { good: true, text: "The credential belongs to you." },
    { good: status === "verified" ? true : status === "invalid" || status === "deleted" ? false : null, text: `Its status is “${status}”.` },
    verified === null
      ? { good: null, text: "No task run says whether it signs in." }
      : { good: verified, text: verified ? "The task run proved that it signs in." : "The task run did not succeed." },
  ];
}

/** What the server knows with its secret key. Only this may be trusted: `onSuccess` comes from a browser. */
export function ConfirmationPanel({ state, onUpdate }: ConfirmationPanelProps) {
  return (
    <section className="panel result" data-demo="confirmation" aria-label="What the server could confirm" aria-live="polite">
      <h2>What the server could confirm</h2>
      {state.kind === "nothing" && <p className="result-empty">Nothing yet. After onSuccess the page asks its server, which asks Deck.</p>}
      {state.kind === "asking" && <p className="result-empty">The server is asking Deck …</p>}
      {state.kind === "problem" && <p className="problem">{state.message}</p>}
      {state.kind === "answer" && (
        <>
          <ul className="findings">
            {findings(state.answer).map(({ good, text }) => (
              <li key={text} data-good={good === null ? "unknown" : good}>
                {text}
              </li>
            ))}
          </ul>
          <Json data-demo-confirmation={state.answer.json} text={state.answer.json} />
          <button type="button" className="quiet" data-demo="update" onClick={() => onUpdate(state.credentialId)}>
            Update this credential
          </button>
        </>
      )}
    </section>
  );
}
