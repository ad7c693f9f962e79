import { useEffect, useState } from "react";
import { fetchSources } from "../server-api.ts";
import type { KnownSource } from "../server-api.ts";
import { Id } from "./id.tsx";

/** A source's id, with the organization's sources to choose from. */
export function SourceId({ value, onCommit }: { value: string; onCommit(sourceId: string): void }) {
  const [known, setKnown] = useState<readonly KnownSource[]>([]);
  useEffect(() => {
    let gone = false;
    // Without the list the id can still be typed.
    void fetchSources().then(
      (sources) => gone || setKnown(sources),
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, []);
  const name = known.find(({ id }) => id === value)?.label;
  return (
    <>
      <Id label="Source id" hint={name ?? "Choose one, or begin to type."} value={value} placeholder="src_…" list="known-sources" onCommit={onCommit} />
      <datalist id="known-sources">
        {known.map(({ id, label }) => (
          <option key={id} value={id}>
            {label}
          </option>
        ))}
      </datalist>
    </>
  );
}
