// More than one process: nudges, the memory of webhooks and the index of sources live in Redis.
import { createExpressDeckAuth } from "@deck-auth/server/express";
import { redisBus } from "@deck-auth/server/redis";
import express from "express";
import { createSessions } from "./session.ts";

const { DECK_API_URL, DECK_WEBHOOK_SECRET, PORT = "3000", REDIS_URL = "redis://127.0.0.1:6379", SESSION_SECRET } = process.env;
const sessions = createSessions(SESSION_SECRET);

const redis = redisBus(REDIS_URL);
const deckAuth = createExpressDeckAuth({
  apiUrl: DECK_API_URL,
  authorize: async (request: express.Request) => {
    const user = await sessions.userOf(request.headers.cookie);
    return user === null ? null : { subject: user };
  },
  webhookSecrets: DECK_WEBHOOK_SECRET ? [DECK_WEBHOOK_SECRET] : [],
  onWebhook: (event) => console.warn(`event ${event.id} ${event.type}`),
  bus: redis,
  sourceStore: redis.sources,
});

const app = express();
app.use(deckAuth.middleware);
app.use(express.json());
// In place of your own sign-in, which asks for more than a name.
app.post("/sign-in", (request, response, next) => {
  sessions.cookieFor(String(request.body?.user)).then((cookie) => response.setHeader("set-cookie", cookie).json({ user: request.body?.user }), next);
});

const server = app.listen(Number(PORT), () => console.warn(`listening on ${JSON.stringify(server.address())}`));
process.once("SIGTERM", () => {
  // Pages go to another process, each at a moment of its own; then nobody needs Redis any more.
  deckAuth.drain();
  server.close(() => void redis.close());
});
