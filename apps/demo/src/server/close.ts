import type { ServerType } from "@hono/node-server";

/** Pages read the last words of their streams in less, and nobody waits for a process for long. In milliseconds. */
const patience = 5_000;

/** Takes no new connection and lets those there come to their end; what goes on for too long is cut off. Resolves when all are closed. */
export function closeInOrder(server: ServerType, milliseconds = patience): Promise<void> {
  // Of HTTP/2 no server is made here.
  const connections = "closeAllConnections" in server ? server : null;
  return new Promise((resolve) => {
    // A browser keeps a connection that has nothing more to do.
    const idle = setInterval(() => connections?.closeIdleConnections(), 100).unref();
    const cut = setTimeout(() => connections?.closeAllConnections(), milliseconds).unref();
    server.close(() => {
      clearInterval(idle);
      clearTimeout(cut);
      resolve();
    });
  });
}
