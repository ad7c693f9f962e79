import { once } from "node:events";
import { createServer } from "node:http";
import type { IncomingMessage, Server } from "node:http";
import { connect } from "node:net";
import { promisify } from "node:util";
import { afterEach, describe, expect, it } from "vitest";
import { deckWithUsers } from "../../test/many-users.ts";
import { errorName } from "../../test/requests.ts";
import { tokenGiven } from "../../test/upstream.ts";
import { otherSecret, signedWebhook } from "../../test/webhooks.ts";
import { memoryBus } from "../index.ts";
import type { DeckAuthLogEntry } from "../index.ts";
import { createExpressDeckAuth, keepRawBody } from "./index.ts";
import type { NodeRequest } from "./index.ts";

let stop: (() => unknown)[] = [];
afterEach(async () => {
  for (const one of stop.splice(0).reverse()) await one();
  stop = [];
});

/** What stands before the middleware: something that reads bodies, as `express.json()` does. */
type Before = (request: IncomingMessage & { body?: unknown }, bytes: Buffer) => void;

async function serve(options: Partial<Parameters<typeof createExpressDeckAuth>[0]> = {}, before?: Before, handsOn: "next" | "no next" = "next") {
  const logged: DeckAuthLogEntry[] = [];
  const told: string[] = [];
  const failures: unknown[] = [];
  const deckAuth = createExpressDeckAuth({
    secretKey: "sk_live_simulator",
    authorize: ({ headers }: NodeRequest) => (typeof headers["x-user"] === "string" ? { subject: headers["x-user"] } : null),
    webhookSecrets: [otherSecret],
    onWebhook: (event) => void told.push(event.id),
    log: (entry) => logged.push(entry),
    ...options,
  });
  const server: Server = createServer(async (request, response) => {
    if (before !== undefined) {
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(part);
      before(request, Buffer.concat(parts));
    }
    if (handsOn === "no next") return deckAuth.middleware(request, response);
    deckAuth.middleware(request, response, (error) => {
      if (error !== undefined) failures.push(error);
      response.statusCode = error === undefined ? 299 : 599;
      response.end();
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  stop.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const connections = () => promisify(server.getConnections).call(server);
  return { connections, deckAuth, failures, logged, told, port, origin: `http://127.0.0.1:${port}` };
}

const body = '{"id":"evt_1","type":"x.y","data":{"id":"x"},"created_at":"2026-01-01T00:00:00Z"}';
async function sendWebhook(origin: string): Promise<Response> {
  const { headers } = signedWebhook(otherSecret, "evt_1", Math.floor(Date.now() / 1000), body);
  return fetch(`${origin}/api/deck-auth/webhooks`, { method: "POST", headers, body });
}
const parse: Before = (request, bytes) => (request.body = JSON.parse(bytes.toString()));

describe("createExpressDeckAuth()", () => {
  it("needs authorize (R173, T35)", () => {
    // @ts-expect-error authorize is required
    expect(() => createExpressDeckAuth({ secretKey: "sk_live_x" })).toThrow(/authorize.*required/);
  });

  it("says what to do when a webhook was parsed before its signature could be checked (T41)", async () => {
    const { logged, origin, told } = await serve({}, parse);
    const answer = await sendWebhook(origin);
    expect(answer.status).toBe(500);
    const json = await answer.json();
    expect(errorName(json)).toBe("api/webhook_body_parsed");
    expect(JSON.stringify(json)).toMatch(/before express\.json\(\)/);
    expect(logged).toEqual([{ level: "error", event: "webhook_body_parsed" }]);
    expect(told).toEqual([]);
  });

  it.each<[string, Before]>([
    ["express.json({ verify: keepRawBody })", (request, bytes) => {
      keepRawBody(request, null, bytes);
      request.body = JSON.parse(bytes.toString());
    }],
    ["express.raw()", (request, bytes) => (request.body = bytes)],
  ])("believes a webhook that came through %s (R174)", async (_, before) => {
    const { origin, told } = await serve({}, before);
    expect((await sendWebhook(origin)).status).toBe(200);
    expect(told).toEqual(["evt_1"]);
  });

  it("takes the JSON that a parser made of a body, and of JSON alone (T36)", async () => {
    const { origin } = await serve({}, parse);
    const ask = (type: string) =>
      fetch(`${origin}/api/deck-auth/confirm`, { method: "POST", headers: { "content-type": type, "sec-fetch-site": "same-origin", "x-user": "ada" }, body: '{"credentialId":"../x"}' });
    expect(await (await ask("application/json")).json()).toMatchObject({ credentialId: "../x", ownerMatches: false });
    expect((await ask("text/plain")).status).toBe(415);
  });

  it("hands on what is not its own, and takes nothing that only looks so", async () => {
    const { origin } = await serve();
    for (const path of ["/", "/api/deck-authentic/token", "/other?x=/api/deck-auth/token"]) expect((await fetch(`${origin}${path}`)).status).toBe(299);
    expect((await fetch(`${origin}/api/deck-auth/token`)).status).toBe(405);
  });

  it("sees each header as often as it was sent", async () => {
    const { port } = await serve();
    const socket = connect(port, "127.0.0.1");
    const { headers } = signedWebhook(otherSecret, "evt_1", Math.floor(Date.now() / 1000), body);
    const signature = headers.get("webhook-signature");
    const lines = ["POST /api/deck-auth/webhooks HTTP/1.1", "Host: x", "Connection: close", `Content-Length: ${body.length}`];
    for (const name of ["webhook-id", "webhook-timestamp", "webhook-signature"]) lines.push(`${name}: ${headers.get(name)}`);
    socket.write(`${[...lines, `webhook-signature: ${signature}`].join("\r\n")}\r\n\r\n${body}`);
    const [answer] = await once(socket, "data");
    expect(String(answer)).toMatch(/^HTTP\/1\.1 401/);
    socket.destroy();
  });

  it("outlives a sender that leaves in the middle of a body", async () => {
    const { connections, failures, logged, origin, port } = await serve();
    const socket = connect(port, "127.0.0.1");
    socket.write("POST /api/deck-auth/webhooks HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{");
    await expect.poll(connections).toBe(1);
    socket.destroy();
    await expect.poll(connections).toBe(0);
    expect((await fetch(`${origin}/api/deck-auth/token`)).status).toBe(405);
    expect([...failures, ...logged]).toEqual([]);
  });

  it("cuts off a page that does not read, and keeps no more than it may meanwhile (T40)", async () => {
    const { deck, users } = await deckWithUsers(1);
    stop.push(() => deck.close());
    const bus = memoryBus();
    const { connections, port } = await serve({ apiUrl: deck.apiUrl, bus });
    const [{ runId, user } = { runId: "", user: "" }] = users;
    const socket = connect(port, "127.0.0.1");
    stop.push(() => socket.destroy());
    socket.write(`GET /api/deck-auth/events?taskRunId=${runId} HTTP/1.1\r\nHost: x\r\nx-user: ${user}\r\nsec-fetch-site: same-origin\r\n\r\n`);
    let read = "";
    socket.on("data", (part) => (read += part));
    await expect.poll(() => read).toContain("retry:");
    socket.pause();
    // The system's own buffers take some megabytes; then our 64 KB fill, and the connection is ended.
    const [before, type] = [process.memoryUsage().rss, `task_run.${"x".repeat(60)}`];
    socket.on("error", () => undefined);
    for (let count = 0; count < 120_000; count += 1) {
      await bus.publish({ taskRunId: runId, type });
      if (count % 50 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1024 * 1024);
    // Without its reading another byte.
    await expect.poll(connections).toBe(0);
    expect(read.split("data: ").length).toBeLessThan(120_000);
  });

  it("frees the place of a page that leaves while Deck is asked whose its run is (T40, F20)", async () => {
    const { deck, users } = await deckWithUsers(1);
    stop.push(() => deck.close());
    const held: (() => void)[] = [];
    const bus = memoryBus();
    let listening = 0;
    const { connections, port } = await serve({
      apiUrl: deck.apiUrl,
      bus: {
        ...bus,
        subscribe(...given) {
          listening += 1;
          const leave = bus.subscribe(...given);
          return () => {
            listening -= 1;
            leave();
          };
        },
      },
      async fetch(request) {
        await new Promise<void>((resolve) => held.push(resolve));
        return fetch(request);
      },
    });
    const [{ runId, user } = { runId: "", user: "" }] = users;
    const open = () => {
      const socket = connect(port, "127.0.0.1");
      stop.push(() => socket.destroy());
      socket.write(`GET /api/deck-auth/events?taskRunId=${runId} HTTP/1.1\r\nHost: x\r\nx-user: ${user}\r\nsec-fetch-site: same-origin\r\n\r\n`);
      return socket;
    };
    const pages = [open(), open(), open(), open(), open()];
    await expect.poll(connections).toBe(5);
    await expect.poll(() => held.length).toBe(1);
    for (const page of pages) page.destroy();
    await expect.poll(connections).toBe(0);
    let read = "";
    open().on("data", (part) => (read += part));
    await expect.poll(connections).toBe(1);
    held.splice(0).forEach((go) => go());
    await expect.poll(() => held.length).toBe(1);
    held.splice(0).forEach((go) => go());
    await expect.poll(() => read).toContain("retry:");
    expect(read).toMatch(/^HTTP\/1\.1 200/);
    expect(listening).toBe(1);
  });

  it.each(["x/api/deck-auth/token?", "x/api/deck-auth/token#", "u:p@x/api/deck-auth/token?", "["])("lets no Host header choose the route: %s (T36)", async (host) => {
    const { port } = await serve();
    const socket = connect(port, "127.0.0.1");
    socket.write(`POST /public/health HTTP/1.1\r\nHost: ${host}\r\nx-user: ada\r\nsec-fetch-site: same-origin\r\ncontent-type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}`);
    const [answer] = await once(socket, "data");
    expect(String(answer)).toMatch(/^HTTP\/1\.1 299/);
    socket.destroy();
  });

  it.each(["/x/../api/deck-auth/token", "/x/%2e%2e/api/deck-auth/token", "/./api/deck-auth/token", "/x\\..\\..\\api/deck-auth/token"])("is not reached past the app's own guards, which read the address as it was sent: %s (T36)", async (path) => {
    let asked = 0;
    const upstream = async () => {
      asked += 1;
      return tokenGiven();
    };
    const { port } = await serve({ fetch: upstream });
    const { port: alone } = await serve({ fetch: upstream }, undefined, "no next");
    for (const [to, status] of [[port, 299], [alone, 404]] as const) {
      const socket = connect(to, "127.0.0.1");
      socket.write(`POST ${path} HTTP/1.1\r\nHost: x\r\nx-user: ada\r\nsec-fetch-site: same-origin\r\ncontent-type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}`);
      const [answer] = await once(socket, "data");
      expect(String(answer)).toContain(`HTTP/1.1 ${status}`);
      socket.destroy();
    }
    expect(asked).toBe(0);
  });

  it("answers and goes on when the app's own handler, which nobody else waits for, fails", async () => {
    const logged: DeckAuthLogEntry[] = [];
    const unheard: unknown[] = [];
    const hear = (error: unknown) => void unheard.push(error);
    process.on("unhandledRejection", hear);
    stop.push(() => process.off("unhandledRejection", hear));
    const deckAuth = createExpressDeckAuth({ secretKey: "sk_live_simulator", authorize: () => null, log: (entry) => logged.push(entry) });
    const server = createServer((request, response) => {
      deckAuth.middleware(request, response, async () => {
        if (request.url === "/begun") response.write("half");
        throw new RangeError("with personal data");
      });
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    stop.push(() => void server.close());
    const address = server.address();
    const origin = `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;
    const answer = await fetch(`${origin}/`);
    expect([answer.status, await answer.text()]).toEqual([500, ""]);
    await expect(fetch(`${origin}/begun`).then((begun) => begun.text())).rejects.toThrow(TypeError);
    expect(unheard).toEqual([]);
    expect(logged).toEqual([{ level: "error", event: "next_failed", error: "RangeError" }, { level: "error", event: "next_failed", error: "RangeError" }]);
  });

  it("answers TRACE itself, of which no Request can be made", async () => {
    const { port } = await serve();
    const socket = connect(port, "127.0.0.1");
    socket.write("TRACE /api/deck-auth/token HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    const [answer] = await once(socket, "data");
    expect(String(answer)).toMatch(/^HTTP\/1\.1 405/);
    socket.destroy();
  });
});
