import { createDeckAuth } from "@deck-auth/server";
import type { DeckAuthOptions } from "@deck-auth/server";
import { serveStatic } from "@hono/node-server/serve-static";
import { Hono } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { parse } from "hono/utils/cookie";
import { pageHeaders } from "./headers.ts";
import { createSessions, readName, sessionSeconds } from "./session.ts";

/** What the demo needs to run. */
export interface DemoOptions extends Pick<DeckAuthOptions, "secretKey" | "apiUrl" | "fetch" | "log"> {
  /** Address of the embed page, told to the page and allowed as a frame. */
  embedUrl: string;
  /** Folder that `vite build` wrote. */
  pages: string;
}

const cookie = "hearthbook_session";

/** The whole customer app: sign-in, the component's server side, and the page. */
export function createDemo({ embedUrl, pages, ...deck }: DemoOptions): Hono {
  const sessions = createSessions();

  // This is all that an app has to write: who is signed in, and where the routes are.
  const deckAuth = createDeckAuth({
    ...deck,
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
    context.header("cache-control", built ? "public, max-age=31536000, immutable" : "no-store");
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

  demo.get("/", serveStatic({ root: pages, path: "index.html" }));
  demo.get("/assets/*", serveStatic({ root: pages }));
  demo.get("/favicon.svg", serveStatic({ root: pages }));
  demo.notFound((context) => context.text("There is nothing here.", 404));
  return demo;
}
