// The demo: a customer's app with its own sign-in. `node src/server.ts` serves what `vite build` made.
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { serve } from "@hono/node-server";
import { createDemo } from "./server/demo.ts";
import { readEnvironment } from "./server/environment.ts";

const pages = fileURLToPath(new URL("../dist", import.meta.url));

function stop(sentence: string): never {
  console.error(sentence);
  process.exit(1);
}

if (!existsSync(pages)) stop("The demo's page is not built yet. Run `pnpm --filter @deck-auth/demo build` first.");

const settings = readEnvironment(process.env);
if ("problem" in settings) stop(settings.problem);

const server = serve({ fetch: createDemo({ ...settings, pages }).fetch, port: settings.port }, ({ port }) => {
  console.log(`Demo: http://localhost:${port}`);
});

server.on("error", (error: NodeJS.ErrnoException) => {
  stop(error.code === "EADDRINUSE" ? `Port ${settings.port} is in use. Choose another with PORT.` : `The demo cannot listen: ${error.code}.`);
});

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    server.close(() => process.exit(0));
    if ("closeAllConnections" in server) server.closeAllConnections();
  });
}
