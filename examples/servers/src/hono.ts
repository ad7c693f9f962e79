// Hono, here on Node; on Bun, Deno and Cloudflare the app is the same and its last lines are theirs.
import { createDeckAuth, memoryBus } from "@deck-auth/server";
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { createSessions } from "./session.ts";

const { DECK_API_URL, DECK_WEBHOOK_SECRET, PORT = "3000", SESSION_SECRET } = process.env;
const sessions = createSessions(SESSION_SECRET);

const deckAuth = createDeckAuth({
  apiUrl: DECK_API_URL,
  authorize: async (request) => {
    const user = await sessions.userOf(request.headers.get("cookie"));
    return user === null ? null : { subject: user };
  },
  webhookSecrets: DECK_WEBHOOK_SECRET ? [DECK_WEBHOOK_SECRET] : [],
  onWebhook: (event) => console.warn(`event ${event.id} ${event.type}`),
  bus: memoryBus(),
});

const app = new Hono();
app.all("/api/deck-auth/*", (context) => deckAuth.handle(context.req.raw));
// In place of your own sign-in, which asks for more than a name.
app.post("/sign-in", bodyLimit({ maxSize: 10_000 }), async (context) => {
  const { user }: { user?: unknown } = (await context.req.json().catch(() => null)) ?? {};
  if (typeof user !== "string") return context.body(null, 400);
  context.header("set-cookie", await sessions.cookieFor(user));
  return context.json({ user });
});

const server = serve({ fetch: app.fetch, port: Number(PORT) }, (address) => console.warn(`listening on ${JSON.stringify(address)}`));
process.once("SIGTERM", () => {
  deckAuth.drain();
  server.close();
});
