import { Json } from "../frame/json.tsx";
import type { LoggedCall } from "./use-callback-log.ts";
import "./callback-log.css";

/** What the component called, in order, with exactly what it said. The many events are folded away. */
export function CallbackLog({ calls }: { calls: readonly LoggedCall[] }) {
  const events = calls.filter(({ name }) => name === "onEvent");
  const others = calls.filter(({ name }) => name !== "onEvent");
  return (
    <section className="panel result" data-demo="callbacks" aria-label="What the page was told">
      <h2>What the page was told</h2>
      {calls.length === 0 && <p className="result-empty">Nothing yet. The component’s callbacks appear here as they come.</p>}
      <ol className="calls">
        {others.map((call) => (
          <Entry key={call.id} call={call} />
        ))}
      </ol>
      {events.length > 0 && (
        <details className="calls-events">
          <summary>
            onEvent <span className="calls-count">{events.length}</span>
          </summary>
          <ol className="calls">
            {events.map((call) => (
              <Entry key={call.id} call={call} />
            ))}
          </ol>
        </details>
      )}
    </section>
  );
}

function Entry({ call: { name, json } }: { call: LoggedCall }) {
  return (
    <li className="call">
      {name !== "onEvent" && <span className="call-name mono">{name}</span>}
      <Json data-demo-callback={name} text={json} />
    </li>
  );
}
