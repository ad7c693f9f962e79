import { serve } from "@hono/node-server";
import { formatAccess } from "../server/access-log.ts";
import { createEmbedServer } from "../server/embed-server.ts";
import { endGently } from "../server/end-gently.ts";
import { readEnvironment } from "../server/environment.ts";
import { fail, say } from "./say.ts";

/** `deck-auth-embed`: serves the page until it is told to end. */
export function serveCommand(): void {
  const { settings, port, host } = readEnvironment(process.env);
  const embed = createEmbedServer({ ...settings, log: (entry) => say(formatAccess(entry)) });
  const server = serve({ fetch: embed.fetch, port, hostname: host, overrideGlobalObjects: false }, (address) => {
    say(`Deck Auth's embed page is at http://${host.includes(":") ? `[${host}]` : host}:${address.port}/`);
    say(settings.proxy ? `It forwards /v2 to ${settings.apiUrl}.` : `It talks to ${settings.apiUrl}.`);
    const parents = settings.parentOrigins;
    say(
      parents.length > 0
        ? `It may be framed by ${parents.join(", ")}.`
        : "No page may frame it: DECK_AUTH_PARENT_ORIGINS names no origin.",
    );
  });

  server.on("error", (error) => {
    const code = "code" in error ? error.code : undefined;
    if (code === "EADDRINUSE") fail(`Port ${port} is in use; stop the program that uses it, or set PORT to another one.`);
    if (code === "EACCES") fail(`Port ${port} may not be opened by this user; set PORT to another one.`);
    if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND") fail(`DECK_AUTH_HOST: this machine has no address ${host}; set it to one that it has.`);
    fail(`The server could not start: ${error.message}`);
  });
  if (!("closeIdleConnections" in server)) throw new TypeError("The server is not one of node:http.");
  const stop = endGently(server);
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
}
