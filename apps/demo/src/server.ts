// The demo: a customer's app with its own sign-in. `node src/server.ts` serves what `vite build` made.
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { serve } from "@hono/node-server";
import { closeInOrder } from "./server/close.ts";
import { createDemo } from "./server/demo.ts";
import { registerDestination } from "./server/destination.ts";
import { readEnvironment } from "./server/environment.ts";

const pages = fileURLToPath(new URL("../dist", import.meta.url));

function stop(sentence: string): never {
  console.error(sentence);
  process.exit(1);
}

if (!existsSync(pages)) stop("The demo's page is not built yet. Run `pnpm --filter @deck-auth/demo build` first.");

const settings = readEnvironment(process.env);
if ("problem" in settings) stop(settings.problem);

// Only the simulator sends events to an address without https on this machine.
const registersItself = /^http:\/\/(127\.0\.0\.1|localhost)[:/]/.test(settings.apiUrl);
const made = registersItself ? `whsec_${randomBytes(32).toString("base64")}` : undefined;
const webhookSecret = settings.webhookSecret ?? made;
const { app, drain } = createDemo({ ...settings, pages, webhookSecret });

const server = serve({ fetch: app.fetch, port: settings.port }, async ({ port }) => {
  console.log(`Demo: http://localhost:${port}`);
  if (!registersItself || webhookSecret === undefined) return;
  const url = `http://localhost:${port}/api/deck-auth/webhooks`;
  if (!(await registerDestination({ ...settings, url, secret: webhookSecret }))) console.error("Demo: no events from the API; runs are read by polling.");
});

server.on("error", (error: NodeJS.ErrnoException) => {
  stop(error.code === "EADDRINUSE" ? `Port ${settings.port} is in use. Choose another with PORT.` : `The demo cannot listen: ${error.code}.`);
});

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    drain();
    void closeInOrder(server).then(() => process.exit(0));
  });
}
