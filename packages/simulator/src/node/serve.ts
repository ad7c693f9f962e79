import { createServer } from "node:http";
import type { Server } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { ConnectionLost } from "../control/fault-effects.ts";
import { createSimulator } from "../simulator.ts";
import type { Simulator, SimulatorOptions } from "../simulator.ts";
import { openStateFile } from "./state-file.ts";
import { breakOff, sendWhole } from "./break.ts";

/** How a simulator on a port is set up. */
export interface ServeOptions extends SimulatorOptions {
  /** 0 takes a free one. @default 4320 */
  readonly port?: number;
  /**
   * A file that keeps the state over restarts: read at the start, written within 100 ms of a change and at the end. It is
   * never torn. Throws when it holds something else.
   */
  readonly persist?: string;
  /** The address to listen on. @default "127.0.0.1": nobody else can reach it */
  readonly host?: string;
}

/** A simulator that answers on a port. */
export interface ServedSimulator {
  readonly simulator: Simulator;
  /** For example `http://127.0.0.1:4320`. */
  readonly origin: string;
  /** The API's base address: `{origin}/v2`. */
  readonly apiUrl: string;
  close(): Promise<void>;
}

const listen = (server: Server, port: number, host: string) =>
  new Promise<number>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : port);
    });
  });

/** A simulator, and what is to be done when it closes. */
const openSimulator = ({ persist, ...options }: ServeOptions): { simulator: Simulator; save: () => void } => {
  if (persist === undefined) return { simulator: createSimulator(options), save: () => undefined };
  const file = openStateFile(persist, () => JSON.stringify(simulator.save()));
  const simulator: Simulator = createSimulator({ ...options, restore: file.read(), onChange: () => file.saveSoon() });
  return { simulator, save: () => file.save() };
};

/** Serves a simulator on a port. Rejects when the port is in use (`code: "EADDRINUSE"`). */
export const serveSimulator = async (options: ServeOptions = {}): Promise<ServedSimulator> => {
  const { simulator, save } = openSimulator(options);
  const server = createServer((incoming, outgoing) => {
    const answer = async (request: Request) => {
      try {
        return await sendWhole(await simulator.fetch(request), outgoing);
      } catch (reason) {
        if (reason instanceof ConnectionLost || request.signal.aborted) return breakOff(outgoing);
        throw reason;
      }
    };
    void getRequestListener(answer, { overrideGlobalObjects: false })(incoming, outgoing);
  });
  const host = options.host ?? "127.0.0.1";
  const port = await listen(server, options.port ?? 4320, host);
  const origin = `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
  return {
    simulator,
    origin,
    apiUrl: `${origin}/v2`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          save();
          resolve();
        });
        server.closeAllConnections();
      }),
  };
};
