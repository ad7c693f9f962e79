// Plain node:http: Express's adapter is a handler for it too.
import { createServer } from "node:http";
import type { IncomingMessage } from "node:http";
import { memoryBus } from "@deck-auth/server";
import { createExpressDeckAuth } from "@deck-auth/server/express";
import { createSessions } from "./session.ts";

const { DECK_API_URL, DECK_WEBHOOK_SECRET, PORT = "3000", SESSION_SECRET } = process.env;
const sessions = createSessions(SESSION_SECRET);

const deckAuth = createExpressDeckAuth({
  apiUrl: DECK_API_URL,
  authorize: async (request: IncomingMessage) => {
    const user = await sessions.userOf(request.headers.cookie);
    return user === null ? null : { subject: user };
  },
  webhookSecrets: DECK_WEBHOOK_SECRET ? [DECK_WEBHOOK_SECRET] : [],
  onWebhook: (event) => console.warn(`event ${event.id} ${event.type}`),
  bus: memoryBus(),
});

const server = createServer((request, response) => {
  deckAuth.middleware(request, response, async () => {
    // In place of your own sign-in, which asks for more than a name.
    if (request.method !== "POST" || request.url !== "/sign-in") return response.writeHead(404).end();
    try {
      let text = "";
      // What is longer is no sign-in, and is not kept.
      for await (const part of request.setEncoding("utf8")) if (text.length < 10_000) text += part;
      const { user }: { user: unknown } = JSON.parse(text);
      response.writeHead(200, { "content-type": "application/json", "set-cookie": await sessions.cookieFor(String(user)) });
      return response.end(JSON.stringify({ user }));
    } catch {
      return response.writeHead(400).end();
    }
  });
});

server.listen(Number(PORT), () => console.warn(`listening on ${JSON.stringify(server.address())}`));
process.once("SIGTERM", () => {
  deckAuth.drain();
  server.close();
});
