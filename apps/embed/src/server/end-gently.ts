import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";

const longestGoodbye = 10_000;

/** What ends a program; given, so that tests need neither end nor wait. */
export interface Goodbye {
  exit(code: number): void;
  after(milliseconds: number, run: () => void): void;
}

const program: Goodbye = {
  exit: (code) => process.exit(code),
  after: (milliseconds, run) => void setTimeout(run, milliseconds).unref(),
};

/**
 * Gives a function that ends a server: no new connections, what is under way is answered, then the program ends with 0. A client
 * that never finishes is waited for ten seconds.
 */
export function endGently(server: Server, { exit, after }: Goodbye = program): () => void {
  let isEnding = false;
  // A kept-alive connection would hold the server up once its last answer is out.
  server.on("request", (_: IncomingMessage, response: ServerResponse) => {
    response.on("close", () => {
      if (isEnding) setImmediate(() => server.closeIdleConnections());
    });
  });
  const open = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    open.add(socket);
    socket.once("close", () => open.delete(socket));
  });
  return () => {
    isEnding = true;
    server.close(() => exit(0));
    // Browsers open connections ahead of what they may ask for. To Node these are not idle, and it would wait for them.
    for (const socket of open) if (socket.bytesRead === 0) socket.destroy();
    after(longestGoodbye, () => exit(0));
  };
}
