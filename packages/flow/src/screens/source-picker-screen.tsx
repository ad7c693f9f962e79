import { useEffect } from "react";
import { failureOf } from "../failure.ts";
import { SourcePicker } from "../steps/source-picker/source-picker.tsx";
import type { ScreenProps } from "./load-screen.ts";
import { useChart, useSettings } from "./use-chart.ts";
import { useSources } from "./use-sources.ts";

/** The picker, fed with the sources that the API lists. */
export function SourcePickerScreen({ session }: ScreenProps) {
  const { chart } = session;
  const snapshot = useChart(session);
  const { sourceNotFound } = useSettings(session);
  const { sourceId } = snapshot.context;
  const gathered = useSources(session, typeof sourceId === "string" ? null : sourceId, snapshot.matches("choosingSource"));
  const { error } = gathered;
  useEffect(() => {
    if (error !== null) chart.send({ type: "SOURCES_FAILED", failure: failureOf(error) });
  }, [error, chart]);

  return (
    <SourcePicker
      sources={gathered.sources}
      state={gathered.state}
      onRetry={gathered.retry}
      onChoose={(id) => chart.send({ type: "SOURCE_CHOSEN", sourceId: id })}
      onNotListed={() => {
        session.tell({ type: "source_not_listed" });
        if (!sourceNotFound) chart.send({ type: "NOT_LISTED" });
      }}
      notListedExplained={snapshot.matches({ choosingSource: "explainingNotListed" })}
      onBackToList={() => chart.send({ type: "BACK" })}
    />
  );
}
