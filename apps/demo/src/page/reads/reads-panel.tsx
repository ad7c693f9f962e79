import type { Reads, RunReads } from "./use-reads.ts";
import "./reads-panel.css";

function Row({ way, label, run }: { way: keyof Reads; label: string; run: RunReads | null }) {
  return (
    <tr data-demo-reads={way}>
      <th scope="row">{label}</th>
      <td className="reads-count">{run === null ? "–" : run.reads}</td>
      <td className="reads-time">{run === null ? "not tried yet" : `${run.running ? "so far, in" : "in"} ${Math.round(run.seconds)} s`}</td>
    </tr>
  );
}

/** How often Deck was asked about the last run, with the server's relay and without. */
export function ReadsPanel({ reads }: { reads: Reads }) {
  return (
    <section className="panel result" data-demo="reads" aria-label="How often the run was read">
      <h2>How often the run was read</h2>
      <table className="reads">
        <tbody>
          <Row way="relay" label="With the relay" run={reads.relay} />
          <Row way="polling" label="Polling" run={reads.polling} />
        </tbody>
      </table>
      <p className="result-empty">Deck allows 200 requests in 10 seconds for a whole organization. Switch the server’s help off to compare.</p>
    </section>
  );
}
