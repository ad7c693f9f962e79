import { createDeckAuth, memoryBus } from "@deck-auth/server";
import { NextRequest } from "next/server";
import { cookieName, userOf } from "../../../session.ts";

// Made with the first request: `next build` loads this file too, where there are no secrets.
let deckAuth: ReturnType<typeof begin> | null = null;

function begin() {
  const secret = process.env["DECK_WEBHOOK_SECRET"];
  return createDeckAuth({
    apiUrl: process.env["DECK_API_URL"],
    authorize: (request) => {
      const user = userOf(new NextRequest(request.url, { headers: request.headers }).cookies.get(cookieName)?.value);
      return user === null ? null : { subject: user };
    },
    webhookSecrets: secret ? [secret] : [],
    onWebhook: (event) => console.warn(`event ${event.id} ${event.type}`),
    // One process. On several, or on a platform of functions: redisBus() of @deck-auth/server/redis.
    bus: memoryBus(),
  });
}

const handle = (request: Request): Promise<Response> => (deckAuth ??= begin()).handle(request);

export { handle as GET, handle as OPTIONS, handle as POST };
