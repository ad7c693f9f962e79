import { useState } from "react";

/** One call that the component made. */
export interface Call {
  name: "onSuccess" | "onError" | "onClose" | "onEvent";
  /** What it was called with; `null` for nothing. */
  payload: object | null;
}

/** A call as it is shown. The text is made at once, so that nothing that happens later to the object shows. */
export interface LoggedCall {
  id: number;
  name: Call["name"];
  json: string;
}

/** The calls so far, a function that adds one, and one that forgets them. */
export function useCallbackLog(): [readonly LoggedCall[], (call: Call) => void, () => void] {
  const [calls, setCalls] = useState<readonly LoggedCall[]>([]);
  const record = ({ name, payload }: Call) => {
    const json = payload === null ? "" : JSON.stringify(payload);
    setCalls((before) => [...before, { id: before.length + 1, name, json }]);
  };
  return [calls, record, () => setCalls([])];
}
