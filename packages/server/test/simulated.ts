import { credential, sessionToken, taskRun } from "@deck-auth/contract";
import type { Credential, TaskRun } from "@deck-auth/contract";
import { createSimulator, createVirtualClock } from "@deck-auth/simulator";
import type { Simulator, VirtualClock } from "@deck-auth/simulator";
import { createDeckAuth } from "../src/index.ts";
import type { DeckAuth, DeckAuthOptions } from "../src/index.ts";

/** A customer's server before a whole simulated Deck, and what their user's browser does with a token. */
export interface SimulatedDeck {
  clock: VirtualClock;
  /** What the customer's server asked Deck, in order. */
  requests: Request[];
  simulator: Simulator;
  deckAuth: DeckAuth;
  /** Stores a credential with a session token, as the embed page does. */
  store(externalId: string | null, username?: string): Promise<Credential>;
  /** Starts the task and lets it come to its end, or to a prompt. */
  run(credentialId: string): Promise<TaskRun>;
  /** Starts the task. */
  start(credentialId: string): Promise<TaskRun>;
}

export function simulatedDeck(options: Partial<DeckAuthOptions> = {}, sources = 3): SimulatedDeck {
  const clock = createVirtualClock();
  const requests: Request[] = [];
  const simulator = createSimulator({ clock, sources });
  const deckAuth = createDeckAuth({
    secretKey: "sk_live_simulator",
    authorize: () => ({ subject: "ada" }),
    apiUrl: "http://127.0.0.1:4320/v2",
    fetch: (request) => {
      requests.push(request);
      return simulator.fetch(request);
    },
    clock,
    random: () => 0,
    log: () => {},
    ...options,
  });

  async function send(path: string, bearer: string, body: unknown): Promise<unknown> {
    const response = await simulator.fetch(`http://127.0.0.1:4320/v2${path}`, {
      method: "POST",
      headers: { authorization: `Bearer ${bearer}`, "content-type": "application/json" },
      ...(body === null ? {} : { body: JSON.stringify(body) }),
    });
    return response.json();
  }
  const token = async () => sessionToken.parse(await send("/token", "sk_live_simulator", null)).token;

  const start = async (credentialId: string) =>
    taskRun.parse(await send(`/tasks/${simulator.ids.tasks.login}/run`, await token(), { credential_id: credentialId }));

  return {
    clock,
    requests,
    simulator,
    deckAuth,
    start,
    async store(externalId, username = "user_good") {
      const stored = await send("/credentials", await token(), {
        source_id: simulator.ids.sources.good,
        auth_method: "username_password",
        auth_credentials: { username, password: "correct horse" },
        external_id: externalId,
      });
      return credential.parse(stored);
    },
    async run(credentialId) {
      const begun = await start(credentialId);
      await clock.advance(60_000);
      return begun;
    },
  };
}
