// A worker: `fetch(request, environment)`, and nothing of Node. Secrets come with the first request, so it begins there.
import { createDeckAuth, memoryBus } from "@deck-auth/server";
import type { DeckAuth } from "@deck-auth/server";
import { sessionCookie, userOf } from "./session.ts";

/** Bindings: secrets and addresses of the deployment. */
export interface Environment {
  DECK_API_URL?: string;
  DECK_SECRET_KEY: string;
  DECK_WEBHOOK_SECRET: string;
  SESSION_SECRET: string;
}

let deckAuth: DeckAuth | null = null;

const begin = ({ DECK_API_URL, DECK_SECRET_KEY, DECK_WEBHOOK_SECRET, SESSION_SECRET }: Environment): DeckAuth =>
  createDeckAuth({
    secretKey: DECK_SECRET_KEY,
    apiUrl: DECK_API_URL,
    authorize: async (request) => {
      const user = await userOf(request.headers.get("cookie"), SESSION_SECRET);
      return user === null ? null : { subject: user };
    },
    webhookSecrets: [DECK_WEBHOOK_SECRET],
    onWebhook: (event) => console.warn(`event ${event.id} ${event.type}`),
    // A worker that runs in many places has no memory in common: give it a bus of your own there, or none, and pages read at intervals.
    bus: memoryBus(),
  });

export default {
  async fetch(request: Request, environment: Environment): Promise<Response> {
    deckAuth ??= begin(environment);
    const { pathname } = new URL(request.url);
    if (pathname.startsWith("/api/deck-auth/")) return deckAuth.handle(request);
    if (request.method !== "POST" || pathname !== "/sign-in") return new Response(null, { status: 404 });
    const { user }: { user: unknown } = await request.json();
    return Response.json({ user }, { headers: { "set-cookie": await sessionCookie(String(user), environment.SESSION_SECRET) } });
  },
};
