/** How often one task run was read by the browser, which is what a relay saves. */
export interface RequestCount {
  reads: number;
}

/** Counts from the simulator's ledger, so there is no such count with the real API. */
export interface RequestCounter {
  (taskRunId: string): Promise<RequestCount | null>;
}

export interface CounterOptions {
  apiUrl: string;
  secretKey: string;
  fetch?: typeof fetch;
}

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);

function readsIn(ledger: unknown, taskRunId: string): number | null {
  const requests = typeof ledger === "object" && ledger !== null && "requests" in ledger ? ledger.requests : null;
  if (!isList(requests)) return null;
  return requests.filter(
    (line) =>
      typeof line === "object" && line !== null && "operation" in line && "path" in line && "caller" in line &&
      line.operation === "task-runs.get" && line.path === `/v2/task-runs/${taskRunId}` && line.caller !== "sk",
  ).length;
}

/** Asks the simulator what it was asked. `null` where there is no simulator to ask. */
export const createRequestCounter =
  ({ apiUrl, secretKey, fetch: send = fetch }: CounterOptions): RequestCounter =>
  async (taskRunId) => {
    const answer = await send(`${new URL(apiUrl).origin}/_sim/ledger`, { headers: { authorization: `Bearer ${secretKey}` } }).catch(() => null);
    const reads = answer?.ok === true ? readsIn(await answer.json().catch(() => null), taskRunId) : null;
    return reads === null ? null : { reads };
  };
