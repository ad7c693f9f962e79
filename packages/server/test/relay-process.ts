// A customer's server as it stands in production: Express's adapter on plain node:http, nudges over Redis or in memory.
// Who asks stands in a header, because nobody signs in here. Says its port on the first line, and each event of the app over IPC.
import { createServer } from "node:http";
import { createExpressDeckAuth } from "../src/express/index.ts";
import type { NodeRequest } from "../src/express/index.ts";
import { memoryBus } from "../src/index.ts";
import { redisBus } from "../src/redis/index.ts";
import { referenceSecret } from "./webhooks.ts";

const { DECK_API_URL, REDIS_URL } = process.env;
const redis = REDIS_URL === undefined ? null : redisBus(REDIS_URL, { log: () => undefined });

const deckAuth = createExpressDeckAuth({
  secretKey: "sk_live_simulator",
  apiUrl: DECK_API_URL,
  authorize({ headers }: NodeRequest) {
    const user = headers["x-user"];
    return typeof user === "string" ? { subject: user } : null;
  },
  webhookSecrets: [referenceSecret],
  onWebhook: (event) => void process.send?.({ event: event.id }),
  bus: redis ?? memoryBus(),
  limits: { events: 10_000, ownerLookups: 10_000 },
  log: () => undefined,
});

const server = createServer(deckAuth.middleware).listen(0, "127.0.0.1", () => {
  const address = server.address();
  process.stdout.write(`${typeof address === "object" && address !== null ? address.port : ""}\n`);
});

process.on("message", (message) => {
  if (message === "memory") process.send?.({ rss: process.memoryUsage().rss });
});

process.once("SIGTERM", () => {
  deckAuth.drain();
  server.close(() => {
    void redis?.close();
    process.disconnect?.();
  });
});
