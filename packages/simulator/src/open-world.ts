/** What our tests begin with: a fresh simulator whose time stands still, and somebody to call it. */
import { createClient } from "./client.ts";
import type { Client, Received } from "./client.ts";
import { createSimulator } from "./simulator.ts";
import type { Simulator, SimulatorOptions } from "./simulator.ts";
import { createVirtualClock } from "./virtual-clock.ts";
import type { VirtualClock } from "./virtual-clock.ts";

const apiUrl = "http://deck.test/v2";

export interface OpenWorld {
  readonly clock: VirtualClock;
  readonly simulator: Simulator;
  /** Calls with the secret key of the default organization. */
  readonly server: Client;
  /** Calls with any bearer. */
  as(bearer: string): Client;
  /** Calls with a new session token. */
  component(): Promise<Client>;
  /** Stores a credential at the first source, and gives its id. */
  store(username: string, more?: Record<string, unknown>): Promise<string>;
  /** Stores a credential, starts a run of `task_login` with it, and lets `after` milliseconds pass. */
  start(username: string, after?: number): Promise<{ id: string; path: string; credential: string }>;
  /** The run as it is now. */
  read(path: string): Promise<Received["body"]>;
}

export const openWorld = (options: SimulatorOptions = {}): OpenWorld => {
  const clock = createVirtualClock();
  const simulator = createSimulator({ clock, sources: 0, ...options });
  const as = (bearer: string) => createClient(simulator.fetch, apiUrl, bearer);
  const server = as("sk_live_simulator");
  const world: OpenWorld = {
    clock,
    simulator,
    server,
    as,
    component: async () => as((await server.post("/token")).body.token),
    async store(username, more = {}) {
      const auth_credentials = { username, password: "correct horse" };
      const body = { source_id: simulator.ids.sources.good, auth_method: "username_password", auth_credentials, ...more };
      return (await server.post("/credentials", body)).body.id;
    },
    async start(username, after = 0) {
      const credential = await world.store(username);
      const { id } = (await server.post("/tasks/task_login/run", { credential_id: credential })).body;
      await clock.advance(after);
      return { id, path: `/task-runs/${id}`, credential };
    },
    read: async (path) => (await server.get(path)).body,
  };
  return world;
};
