import { get } from "node:http";
import type { ClientRequest } from "node:http";
import type { UserWithRun } from "./many-users.ts";

/** One thing that a page was told. */
export interface Told {
  type: string;
  id: string | null;
  /** Of `performance.now()`. */
  at: number;
}

/** One connection that was answered with a stream. */
export interface Connection {
  /** When it was, of `performance.now()`. */
  at: number;
  /** What the page said that it had seen last; empty: nothing. */
  lastId: string;
}

/** A page that listens over the network, and comes back when it is cut off, as `EventSource` does. */
export interface EventPage extends UserWithRun {
  readonly told: Told[];
  isOpen(): boolean;
  readonly connections: readonly Connection[];
  /** How often it was told when to come back: at the beginning of a stream, and at its end in order. */
  readonly retries: () => number;
  close(): void;
}

/** @param origin where to connect, asked each time. @param wait before coming back, in milliseconds; the server's own `retry` is for people. */
export function openEventPage({ runId, user }: UserWithRun, origin: () => string, wait: number): EventPage {
  const told: Told[] = [];
  const connections: Connection[] = [];
  let retries = 0;
  let request: ClientRequest | null = null;
  let timer: NodeJS.Timeout | null = null;
  let lastId = "";
  let open = false;
  let closed = false;

  function read(block: string): void {
    const field = (name: string) => block.split("\n").find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2);
    if (field("retry") !== undefined) retries += 1;
    const data = field("data");
    if (data === undefined) return;
    const id = field("id") ?? null;
    if (id !== null) lastId = id;
    const { type }: { type: string } = JSON.parse(data);
    told.push({ type, id, at: performance.now() });
  }

  function again(): void {
    open = false;
    if (closed || timer !== null) return;
    timer = setTimeout(connect, wait * (0.5 + Math.random()));
  }

  function connect(): void {
    timer = null;
    const said = lastId;
    const headers = { "x-user": user, "sec-fetch-site": "same-origin", ...(said === "" ? {} : { "last-event-id": said }) };
    request = get(`${origin()}/api/deck-auth/events?taskRunId=${runId}`, { agent: false, headers }, (response) => {
      if (response.statusCode !== 200) {
        response.resume();
        return again();
      }
      connections.push({ at: performance.now(), lastId: said });
      open = true;
      let rest = "";
      response.setEncoding("utf8");
      response.on("data", (text: string) => {
        const blocks = (rest + text).split("\n\n");
        rest = blocks.pop() ?? "";
        for (const block of blocks) read(block);
      });
      response.on("close", again);
      response.on("error", () => undefined);
    });
    request.on("error", again);
  }

  connect();
  return {
    user,
    runId,
    told,
    isOpen: () => open,
    connections,
    retries: () => retries,
    close() {
      closed = true;
      if (timer !== null) clearTimeout(timer);
      request?.destroy();
    },
  };
}
