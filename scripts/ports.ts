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

/** Resolves with the port once listened to and let go, or null when it is taken. Port 0 finds any free one. */
function listenOnce(port: number, host: string | undefined): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(null));
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : port));
    });
  });
}

/** Whether nobody listens there, on any address of this machine. */
export async function isFree(port: number): Promise<boolean> {
  const taken = [await listenOnce(port, "127.0.0.1"), await listenOnce(port, undefined)];
  return !taken.includes(null);
}

/** A port that nobody uses now. */
export async function freePort(): Promise<number> {
  const port = await listenOnce(0, "127.0.0.1");
  if (port === null) throw new Error("This machine gives no free port.");
  return port;
}
