import { once } from "node:events";
import type { Server } from "node:net";

/** A server of a test. */
export interface Listening {
  /** Without a slash at its end. */
  origin: string;
  close(): void;
}

/** Lets a server listen on a free port of 127.0.0.1. */
export async function listenLocally(server: Server): Promise<Listening> {
  await once(server.listen(0, "127.0.0.1"), "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return { origin: `http://127.0.0.1:${port}`, close: () => void server.close() };
}
