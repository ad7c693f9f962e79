import { createHmac } from "node:crypto";
import { serveSimulator } from "@deck-auth/simulator/node";
import type { ServedSimulator } from "@deck-auth/simulator/node";

/** The secret of the event destination. */
export const webhookSecret = `whsec_${Buffer.alloc(32, 9).toString("base64")}`;

/** A simulated Deck on a port, twenty times faster than life. */
export const startDeck = (): Promise<ServedSimulator> => serveSimulator({ port: 0, sources: 250, speed: 20, limits: { requestsPer10s: null } });

/** What the example programs are told. */
export const environmentOf = (deck: ServedSimulator): Record<string, string> => ({
  PORT: "0",
  DECK_API_URL: deck.apiUrl,
  DECK_SECRET_KEY: "sk_live_simulator",
  DECK_WEBHOOK_SECRET: webhookSecret,
  SESSION_SECRET: "only for these tests",
  NEXT_TELEMETRY_DISABLED: "1",
});

/** Where an example program says that it listens. */
export const listening = /listening on .*"port":(\d+)/;

/** A call of the Deck API, as the embed page (with a session token) or an engineer (with the key) makes it. */
export async function call(deck: ServedSimulator, method: string, path: string, bearer: string, body?: unknown): Promise<Record<string, unknown>> {
  const response = await fetch(`${deck.apiUrl}${path}`, {
    method,
    headers: { authorization: `Bearer ${bearer}`, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const answer: unknown = await response.json().catch(() => null);
  return typeof answer === "object" && answer !== null ? { ...answer } : {};
}

/** The headers of a webhook that Deck signed now. */
export function sign(id: string, body: string): Record<string, string> {
  const at = Math.floor(Date.now() / 1000);
  const key = Buffer.from(webhookSecret.slice("whsec_".length), "base64");
  const value = createHmac("sha256", key).update(`${id}.${at}.${body}`).digest("base64");
  return { "content-type": "application/json", "webhook-id": id, "webhook-timestamp": String(at), "webhook-signature": `v1,${value}` };
}

/** A credential of this user and a run that waits for a code, made as the embed page makes them. */
export async function runOf(deck: ServedSimulator, token: string, externalId: string): Promise<{ credentialId: string; taskRunId: string; status(): Promise<unknown> }> {
  const { sources, tasks } = deck.simulator.ids;
  const stored = { source_id: sources.good, auth_method: "username_password", auth_credentials: { username: "user_mfa", password: "x" }, external_id: externalId };
  const credential = await call(deck, "POST", "/credentials", token, stored);
  const run = await call(deck, "POST", `/tasks/${tasks.login}/run`, token, { credential_id: credential["id"] });
  return {
    credentialId: String(credential["id"]),
    taskRunId: String(run["id"]),
    status: async () => (await call(deck, "GET", `/task-runs/${run["id"]}`, token))["status"],
  };
}
