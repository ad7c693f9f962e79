#!/usr/bin/env node
import { serve } from "@hono/node-server";
import { formatAccess } from "./access-log.ts";
import { PageNotBuiltError } from "./built-page.ts";
import { createEmbedServer } from "./embed-server.ts";
import { readEnvironment } from "./environment.ts";
import { EmbedSettingsError } from "./settings.ts";

const longestGoodbye = 5_000;

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function fail(sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

function start(): void {
  const { deployment, reportUrl, port, host } = readEnvironment(process.env);
  const embed = createEmbedServer({
    ...deployment,
    reportUrl: reportUrl ?? undefined,
    log: (entry) => say(formatAccess(entry)),
  });
  const server = serve({ fetch: embed.fetch, port, hostname: host, overrideGlobalObjects: false }, (address) => {
    say(`Deck Auth's embed page is at http://${host.includes(":") ? `[${host}]` : host}:${address.port}/`);
    say(`It talks to ${deployment.apiUrl}.`);
    const parents = deployment.parentOrigins;
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
    if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND") fail(`HOST: this machine has no address ${host}.`);
    fail(`The server could not start: ${error.message}`);
  });

  // Answers what it has begun, then ends. A client that never finishes is not waited for.
  const stop = (): void => {
    server.close();
    setTimeout(() => process.exit(0), longestGoodbye).unref();
  };
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
}

try {
  start();
} catch (error) {
  if (!(error instanceof EmbedSettingsError) && !(error instanceof PageNotBuiltError)) throw error;
  fail(error.message);
}
