// Express 5. Run it: DECK_SECRET_KEY=sk_… DECK_WEBHOOK_SECRET=whsec_… SESSION_SECRET=… node src/express5.ts
import { memoryBus } from "@deck-auth/server";
import { createExpressDeckAuth } from "@deck-auth/server/express";
import express from "express";
import { sessionCookie, userOf } from "./session.ts";

const { DECK_API_URL, DECK_WEBHOOK_SECRET = "", PORT = "3000", SESSION_SECRET = "" } = process.env;

const deckAuth = createExpressDeckAuth({
  apiUrl: DECK_API_URL,
  authorize: async (request: express.Request) => {
    const user = await userOf(request.headers.cookie, SESSION_SECRET);
    return user === null ? null : { subject: user };
  },
  webhookSecrets: [DECK_WEBHOOK_SECRET],
  onWebhook: (event) => console.warn(`event ${event.id} ${event.type}`),
  bus: memoryBus(),
});

const app = express();
app.use(deckAuth.middleware);
app.use(express.json());
app.post("/sign-in", (request, response, next) => {
  sessionCookie(String(request.body?.user), SESSION_SECRET).then((cookie) => response.setHeader("set-cookie", cookie).json({ user: request.body?.user }), next);
});

const server = app.listen(Number(PORT), () => console.warn(`listening on ${JSON.stringify(server.address())}`));
process.once("SIGTERM", () => {
  deckAuth.drain();
  server.close();
});
