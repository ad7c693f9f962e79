import type { Clock } from "@deck-auth/contract";
import { createClient, ErrorReply } from "redis";
import type { RedisClientOptions } from "redis";
import { within } from "../timeout.ts";

/** How Redis is reached: `redis[s]://[user[:password]@]host[:port][/database]`, or the options of the package `redis`. */
export type RedisAddress = string | RedisClientOptions;

export type Client = ReturnType<typeof open>;

/** One connection that comes back by itself. */
export interface Connection {
  /**
   * Runs a command, at once or not at all: nothing waits for Redis to come back. A command that fails or takes too long ends the
   * connection, because nobody knows what became of it. @throws when there is no connection, or the command failed
   */
  run<T>(milliseconds: number, work: (client: Client) => Promise<T>): Promise<T>;
  close(): void;
}

interface ConnectionOptions {
  address: RedisAddress;
  clock: Clock;
  random: () => number;
  /** Called after each time that a connection was made; calls `works` once it does what it is for. What it rejects with ends the connection. */
  onUp(client: Client, works: () => void): Promise<void>;
  /** Called once for each time that it did not work any more, and for a first one that is not to be had. */
  onDown(error: string): void;
}

/** A connection is given up after so many milliseconds without one. */
const connectTimeout = 3_000;
const shortestWait = 50;
const longestWait = 1_000;
/** One that held so long, in milliseconds, was a good one. */
const stable = 5_000;

function open(address: RedisAddress) {
  const { socket, ...options } = typeof address === "string" ? { url: address, socket: undefined } : address;
  // Coming back is done here, where it is known what was missed meanwhile.
  return createClient({ ...options, socket: { ...socket, connectTimeout, reconnectStrategy: false }, disableOfflineQueue: true });
}

/**
 * Refuses, at start-up, an address that the client could never use. A password with `/`, `#` or `@` in it makes one, so the sentence
 * does not repeat it, and neither does a cause. @throws TypeError
 */
export function checkAddress(address: RedisAddress): void {
  try {
    // What comes after `#` would be left out of the address without a word.
    if (typeof address === "string" && new URL(address).hash !== "") throw new TypeError("A fragment.");
    open(address);
  } catch {
    throw new TypeError(
      "redisBus: the address is not one that can be used. Write redis[s]://[user[:password]@]host[:port][/database], with encodeURIComponent(password).",
    );
  }
}

/** Errors of the client may hold its address, and that a password: only their names are passed on. */
const nameOf = (error: unknown): string => {
  // A refusal of Redis's begins with a word of its own, such as NOAUTH; what follows may hold names.
  const word = error instanceof ErrorReply ? error.message.split(" ", 1)[0] : undefined;
  if (word !== undefined && /^[A-Z]+$/.test(word)) return word;
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (typeof code === "string") return code;
  // Those of the client name themselves by their class alone.
  return error instanceof Error ? error.constructor.name : typeof error;
};

export function keepConnection({ address, clock, onDown, onUp, random }: ConnectionOptions): Connection {
  /** The connection that is tried or held. */
  let latest: Client | null = null;
  /** The same once it can be used. */
  let current: Client | null = null;
  let upSince = 0;
  let failures = 0;
  let told = false;
  let closed = false;
  let cancelRetry = () => {};

  function lose(client: Client, error: unknown): void {
    // Of one connection that ends, several hear; the first one counts.
    if (client !== latest) return;
    if (current !== null && clock.now() - upSince > stable) failures = 0;
    latest = null;
    current = null;
    if (client.isOpen) client.destroy();
    retry(error);
  }

  function retry(error: unknown): void {
    if (closed) return;
    if (!told) onDown(nameOf(error));
    told = true;
    const wait = Math.min(longestWait, shortestWait * 2 ** failures) * (0.5 + random() / 2);
    failures += 1;
    cancelRetry = clock.after(wait, () => void connect());
  }

  /** Never rejects: nobody waits for it, and what is thrown may hold the address. */
  async function connect(): Promise<void> {
    let client: Client;
    try {
      client = open(address);
    } catch (error) {
      return retry(error);
    }
    latest = client;
    client.on("error", (error: unknown) => lose(client, error));
    client.on("end", () => lose(client, new Error("closed")));
    try {
      await within(clock, connectTimeout, () => client.connect());
      if (client !== latest) return;
      current = client;
      upSince = clock.now();
      await onUp(client, () => (told = false));
    } catch (error) {
      lose(client, error);
    }
  }

  void connect();

  return {
    async run(milliseconds, work) {
      const client = current;
      if (client === null) throw new Error("Redis is away.");
      try {
        return await within(clock, milliseconds, () => work(client));
      } catch (error) {
        lose(client, error);
        throw error;
      }
    },
    close() {
      closed = true;
      cancelRetry();
      if (latest !== null) lose(latest, null);
    },
  };
}
