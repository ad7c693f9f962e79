import { randomInt } from "node:crypto";
import { createServer } from "node:net";

/** A port for each of the three parties. */
export interface Ports {
  simulator: number;
  embed: number;
  demo: number;
}

/** Who may be told to use which port, and by which variable. */
export const portVariables = {
  simulator: { name: "DECK_SIMULATOR_PORT", usual: 4320 },
  embed: { name: "DECK_EMBED_PORT", usual: 4310 },
  demo: { name: "DECK_DEMO_PORT", usual: 4300 },
} as const satisfies Record<keyof Ports, { name: string; usual: number }>;

/** The port that the environment names, else the usual one; a sentence when what it names is none. */
export function portFor(party: keyof Ports): number | string {
  const { name, usual } = portVariables[party];
  const given = process.env[name];
  if (given === undefined || given === "") return usual;
  const port = Number(given);
  return Number.isInteger(port) && port > 0 && port < 65_536 ? port : `${name} must be a port number from 1 to 65535; it is "${given}".`;
}

/** Whether the port could be listened to; it is let go again. */
function canListen(port: number, host: string | undefined): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/** Whether nobody listens there, on any address of this machine. */
export async function isFree(port: number): Promise<boolean> {
  return (await canListen(port, "127.0.0.1")) && (await canListen(port, undefined));
}

// Below the ports that systems give to outgoing connections: between our look and the server's start, one of those would take it.
const [lowest, count] = [20_000, 12_000];
const given = new Set<number>();

/** A port that nobody uses now; never the same one twice. */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < 100; tries += 1) {
    const port = randomInt(lowest, lowest + count);
    if (given.has(port)) continue;
    given.add(port);
    if (await isFree(port)) return port;
  }
  throw new Error("This machine gives no free port.");
}
