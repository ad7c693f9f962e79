// Express 4, where the parser of JSON was there first: it keeps the bytes of webhooks for their signature.
import { memoryBus } from "@deck-auth/server";
import { createExpressDeckAuth, keepRawBody } from "@deck-auth/server/express";
import express from "express4";
import { createSessions } from "./session.ts";

const { DECK_API_URL, DECK_WEBHOOK_SECRET, PORT = "3000", SESSION_SECRET } = process.env;
const sessions = createSessions(SESSION_SECRET);

const deckAuth = createExpressDeckAuth({
  apiUrl: DECK_API_URL,
  authorize: async (request) => {
    const { cookie } = request.headers;
    const user = await sessions.userOf(typeof cookie === "string" ? cookie : null);
    return user === null ? null : { subject: user };
  },
  webhookSecrets: DECK_WEBHOOK_SECRET ? [DECK_WEBHOOK_SECRET] : [],
  onWebhook: (event) => console.warn(`event ${event.id} ${event.type}`),
  bus: memoryBus(),
});

const app = express();
app.use(express.json({ verify: keepRawBody }));
app.use("/api/deck-auth", deckAuth.middleware);
// In place of your own sign-in, which asks for more than a name.
app.post("/sign-in", (request, response, next) => {
  sessions.cookieFor(String(request.body?.user)).then((cookie) => response.setHeader("set-cookie", cookie).json({ user: request.body?.user }), next);
});

const server = app.listen(Number(PORT), () => console.warn(`listening on ${JSON.stringify(server.address())}`));
process.once("SIGTERM", () => {
  deckAuth.drain();
  server.close();
});
