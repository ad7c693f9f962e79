import type { createSimulator } from "@deck-auth/simulator";
import { servePictures } from "./pictures.ts";
import type { ScenarioArgs } from "./scenario.tsx";

/** What a flow needs to run against a simulator in this page. */
export interface World {
  token: string;
  /** What a host with a token route gives: another one each time. */
  freshToken(): Promise<string>;
  apiUrl: string;
  /** Nothing goes wrong any more. */
  mend(): void;
  /** The customer's server stops the run, and news of it gets no further than that. */
  stopRun(): Promise<void>;
  /** Set in update mode. */
  credentialId: string | null;
  fetch(address: string | URL | Request, init?: RequestInit): Promise<Response>;
}

interface WorldOptions extends Required<Pick<ScenarioArgs, "sources" | "update" | "view" | "pictures" | "store" | "faults">> {
  /** Milliseconds that each request takes, as of now. */
  latency(): number;
}

type Simulator = ReturnType<typeof createSimulator>;

// Of this page's own origin, so that pictures can be had from there.
const apiUrl = new URL("/v2", location.origin).href;

/** What the API says of a password that it does not take. */
const refusal = { type: "request", code: "input_too_long", message: "Too long.", field: "auth_credentials.password" };

/** Resolves later, unless the signal aborts first. */
function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}

/** What the customer's own server would do with its secret key. */
async function callWithKey(simulator: Simulator, method: string, path: string, body: unknown): Promise<unknown> {
  const headers = { authorization: "Bearer sk_live_simulator", "content-type": "application/json" };
  const response = await simulator.fetch(
    new Request(`${apiUrl}${path}`, { method, headers, ...(body === null ? {} : { body: JSON.stringify(body) }) }),
  );
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return response.json();
}

function text(value: unknown, key: string): string {
  const found: unknown = typeof value === "object" && value !== null && key in value ? Reflect.get(value, key) : null;
  if (typeof found !== "string") throw new Error(`The simulator gave no ${key}.`);
  return found;
}

/** A credential that a user stored before. */
async function storeCredential(simulator: Simulator): Promise<string> {
  const list = await callWithKey(simulator, "GET", "/sources?limit=1", null);
  const sources: unknown = typeof list === "object" && list !== null && "data" in list ? list.data : null;
  const source_id = text(Array.isArray(sources) ? sources[0] : null, "id");
  const auth_credentials = { username: "user_good", password: "before" };
  return text(await callWithKey(simulator, "POST", "/credentials", { source_id, auth_method: "username_password", auth_credentials }), "id");
}

/** Fetches a session token, and stores what the scenario takes for granted. */
export async function prepareWorld(simulator: Simulator, { sources, update, view, pictures, store, faults, latency }: WorldOptions): Promise<World> {
  if (view === "live") await servePictures(simulator);
  const fault = ({ failing: "refused", "standing still": "stale", answered: null, unlisted: null } as const)[pictures];
  if (fault !== null) simulator.control.fault({ operation: "task-runs.screenshots", fault, nth: 2, times: 10_000 });
  const credentialId = update ? await storeCredential(simulator) : null;
  for (const order of faults) simulator.control.fault(order);
  const freshToken = async (): Promise<string> => text(await callWithKey(simulator, "POST", "/token", null), "token");
  return {
    token: await freshToken(),
    freshToken,
    apiUrl,
    credentialId,
    mend: () => simulator.control.clearFaults(),
    async stopRun() {
      const run = simulator.control.ledger().runs.at(-1);
      await callWithKey(simulator, "POST", `/task-runs/${run?.id}/cancel`, {});
      simulator.control.fault({ operation: "task-runs.get", fault: "stale", nth: 2, times: 10_000 });
      // The person comes back to the page, which then reads its run at once.
      window.dispatchEvent(new Event("focus"));
    },
    async fetch(address, init) {
      const request = new Request(address, init);
      const isList = request.method === "GET" && new URL(request.url).pathname === "/v2/sources";
      if (isList && sources === "empty") return Response.json({ object: "list", data: [], has_more: false, next_cursor: null, request_id: "req_story" });
      const isStore = request.method === "POST" && new URL(request.url).pathname === "/v2/credentials";
      if (isStore && store === "refused") return Response.json({ errors: [refusal], request_id: "req_story" }, { status: 400 });
      if (!navigator.onLine) throw new TypeError("Failed to fetch");
      if (latency() > 0) await pause(latency(), request.signal);
      return simulator.fetch(request);
    },
  };
}
