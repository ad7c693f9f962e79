// A worker: `fetch(request, environment)`, and nothing of Node. Secrets come with the first request, so it begins there.
import { createDeckAuth, memoryBus } from "@deck-auth/server";
import type { DeckAuth } from "@deck-auth/server";
import { createSessions } from "./session.ts";
import type { Sessions } from "./session.ts";

/** Bindings: secrets and addresses of the deployment. */
export interface Environment {
  DECK_API_URL?: string;
  DECK_SECRET_KEY: string;
  DECK_WEBHOOK_SECRET?: string;
  SESSION_SECRET: string;
}

function begin({ DECK_API_URL, DECK_SECRET_KEY, DECK_WEBHOOK_SECRET, SESSION_SECRET }: Environment): { deckAuth: DeckAuth; sessions: Sessions } {
  const sessions = createSessions(SESSION_SECRET);
  const deckAuth = createDeckAuth({
    secretKey: DECK_SECRET_KEY,
    apiUrl: DECK_API_URL,
    authorize: async (request) => {
      const user = await sessions.userOf(request.headers.get("cookie"));
      return user === null ? null : { subject: user };
    },
    webhookSecrets: DECK_WEBHOOK_SECRET ? [DECK_WEBHOOK_SECRET] : [],
    onWebhook: (event) => console.warn(`event ${event.id} ${event.type}`),
    // A worker that runs in many places has no memory in common: give it a bus of your own there, or none, and pages read at intervals.
    bus: memoryBus(),
  });
  return { deckAuth, sessions };
}

let begun: ReturnType<typeof begin> | null = null;

export default {
  async fetch(request: Request, environment: Environment): Promise<Response> {
    const { deckAuth, sessions } = (begun ??= begin(environment));
    const { pathname } = new URL(request.url);
    if (pathname.startsWith("/api/deck-auth/")) return deckAuth.handle(request);
    // In place of your own sign-in, which asks for more than a name.
    if (request.method !== "POST" || pathname !== "/sign-in") return new Response(null, { status: 404 });
    const { user }: { user?: unknown } = (await request.json().catch(() => null)) ?? {};
    if (typeof user !== "string") return new Response(null, { status: 400 });
    return Response.json({ user }, { headers: { "set-cookie": await sessions.cookieFor(user) } });
  },
};
