import { serveSimulator } from "@deck-auth/simulator/node";
import type { ServedSimulator } from "@deck-auth/simulator/node";

/** A user with a run under way. */
export interface UserWithRun {
  user: string;
  runId: string;
}

/** A whole simulated Deck on a port, without limits, and so many users, each with a credential and a run. */
export async function deckWithUsers(count: number): Promise<{ deck: ServedSimulator; users: UserWithRun[] }> {
  const deck = await serveSimulator({ port: 0, sources: 0, limits: { requestsPer10s: null, sessions: null } });
  const { fetch, ids } = deck.simulator;
  async function make(path: string, body: unknown): Promise<string> {
    const response = await fetch(`${deck.apiUrl}${path}`, {
      method: "POST",
      headers: { authorization: "Bearer sk_live_simulator", "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    const made: unknown = await response.json();
    if (typeof made !== "object" || made === null || !("id" in made)) throw new Error(JSON.stringify(made));
    return String(made.id);
  }
  const users: UserWithRun[] = [];
  for (let index = 0; index < count; index += 1) {
    const user = `user-${index}`;
    const credential = await make("/credentials", {
      source_id: ids.sources.good,
      auth_method: "username_password",
      auth_credentials: { username: "user_mfa", password: "x" },
      external_id: user,
    });
    users.push({ user, runId: await make(`/tasks/${ids.tasks.login}/run`, { credential_id: credential }) });
  }
  return { deck, users };
}
