import { createDeckAuth, memoryBus } from "@deck-auth/server";
import type { DeckAuthOptions } from "@deck-auth/server";
import { serveStatic } from "@hono/node-server/serve-static";
import { Hono } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { parse } from "hono/utils/cookie";
import { pageHeaders } from "./headers.ts";
import { createRequestCounter } from "./requests.ts";
import { createSessions, readName, sessionSeconds } from "./session.ts";

/** What the demo needs to run. */
export interface DemoOptions extends Pick<DeckAuthOptions, "fetch" | "log"> {
  secretKey: string;
  apiUrl: string;
  /** Address of the embed page, told to the page and allowed as a frame. */
  embedUrl: string;
  /** Folder that `vite build` wrote. */
  pages: string;
  /** Signs what Deck sends to `/api/deck-auth/webhooks`. Without it the component reads the run by itself. */
  webhookSecret?: string | undefined;
}

/** The customer app, and what ends it in order. */
export interface Demo {
  readonly app: Hono;
  /** Tells open event streams to come back later, and closes them (F32). */
  drain(): void;
}

const cookie = "hearthbook_session";

/** The whole customer app: sign-in, the component's server side, and the page. */
export function createDemo({ embedUrl, pages, webhookSecret, ...deck }: DemoOptions): Demo {
  const sessions = createSessions();

  // This is all that an app has to write: who is signed in, and where the routes are.
  const deckAuth = createDeckAuth({
    ...deck,
    ...(webhookSecret === undefined ? {} : { webhookSecrets: [webhookSecret], bus: memoryBus() }),
    authorize(request) {
      const person = sessions.read(parse(request.headers.get("cookie") ?? "")[cookie]);
      return person === null ? null : { subject: `customer-${person.name.toLowerCase()}` };
    },
    // Playing with the settings begins many flows; the default is meant for people who connect one account.
    limits: { tokens: 200, confirmations: 200 },
  });

  const demo = new Hono();
  const headers = pageHeaders(embedUrl);
  demo.use(async (context, next) => {
    await next();
    for (const [name, value] of Object.entries(headers)) context.header(name, value);
    // The names of built files change with their content.
    const built = context.req.path.startsWith("/assets/") && context.res.ok;
    // The component's routes say for themselves how long their answers are good.
    if (!context.res.headers.has("cache-control")) context.header("cache-control", built ? "public, max-age=31536000, immutable" : "no-store");
  });

  demo.all("/api/deck-auth/*", (context) => deckAuth.handle(context.req.raw));

  demo.use("/api/session", async (context, next) => {
    if (context.req.method !== "GET" && context.req.header("sec-fetch-site") !== "same-origin") {
      return context.json({ problem: "Only the page itself may sign in and out." }, 403);
    }
    await next();
  });
  demo.get("/api/session", (context) => context.json({ name: sessions.read(getCookie(context, cookie))?.name ?? null, embedUrl }));
  demo.post("/api/session", async (context) => {
    const body: unknown = await context.req.json().catch(() => null);
    const name = readName(typeof body === "object" && body !== null && "name" in body ? body.name : null);
    if (name === null) return context.json({ problem: "Give a name of 1 to 40 characters." }, 400);
    // Secure is left out because this app is served over plain http on localhost.
    setCookie(context, cookie, sessions.create({ name }), { httpOnly: true, sameSite: "Lax", path: "/", maxAge: sessionSeconds });
    return context.json({ name, embedUrl });
  });
  demo.delete("/api/session", (context) => {
    deleteCookie(context, cookie, { path: "/" });
    return context.json({ name: null, embedUrl });
  });

  // Not for a customer's app: shows what the relay saves, as far as the simulator can tell.
  const countRequests = createRequestCounter({ apiUrl: deck.apiUrl, secretKey: deck.secretKey });
  demo.get("/api/requests", async (context) => {
    if (sessions.read(getCookie(context, cookie)) === null) return context.json({ problem: "Sign in first." }, 401);
    const count = await countRequests(context.req.query("taskRunId") ?? "");
    return count === null ? context.json({ problem: "There is no simulator to ask." }, 404) : context.json(count);
  });

  demo.get("/", serveStatic({ root: pages, path: "index.html" }));
  demo.get("/assets/*", serveStatic({ root: pages }));
  demo.get("/favicon.svg", serveStatic({ root: pages }));
  demo.notFound((context) => context.text("There is nothing here.", 404));
  return { app: demo, drain: () => deckAuth.drain() };
}
