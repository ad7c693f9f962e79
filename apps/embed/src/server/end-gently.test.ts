import { once } from "node:events";
import { Agent, createServer, request } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import { connect } from "node:net";
import { expect, test } from "vitest";
import { endGently } from "./end-gently.ts";

/** A server with one request under way on a connection that its client keeps alive. */
async function busyServer() {
  const under: ServerResponse[] = [];
  const server = createServer((_, response) => under.push(response));
  // Neither this side nor the client's agent then ends a kept-alive connection by itself.
  server.keepAliveTimeout = 0;
  const codes: number[] = [];
  const timers: { milliseconds: number; run: () => void }[] = [];
  const stop = endGently(server, {
    exit: (code) => codes.push(code),
    after: (milliseconds, run) => timers.push({ milliseconds, run }),
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const client = request({ host: "127.0.0.1", port, agent: new Agent({ keepAlive: true }) });
  const answered = new Promise<IncomingMessage>((resolve) => void client.on("response", resolve));
  client.end();
  await once(server, "request");
  return { server, stop, codes, timers, under, answered, port };
}

test("an answer under way is finished, a kept-alive connection does not hold the end up, and the code is 0 (F32)", async () => {
  const { server, stop, codes, under, answered } = await busyServer();
  stop();
  expect(server.listening).toBe(false);
  expect(codes).toEqual([]);
  const closed = once(server, "close");
  under[0]?.end("whole");
  const response = await answered;
  expect(String(await response.toArray())).toBe("whole");
  await closed;
  expect(codes).toEqual([0]);
});

test("a connection over which nothing was ever asked, as browsers open them ahead, is waited for by nobody (F32)", async () => {
  const { server, stop, codes, timers, under, answered, port } = await busyServer();
  const connected = once(server, "connection");
  const ahead = connect(port, "127.0.0.1");
  await connected;
  const gone = once(ahead, "close");
  stop();
  await gone;
  const closed = once(server, "close");
  under[0]?.end();
  (await answered).resume();
  await closed;
  expect(codes).toEqual([0]);
  expect(timers).toHaveLength(1);
});

test("a client that never finishes is waited for ten seconds (F32)", async () => {
  const { server, stop, codes, timers, under, answered } = await busyServer();
  stop();
  expect(timers.map(({ milliseconds }) => milliseconds)).toEqual([10_000]);
  timers[0]?.run();
  expect(codes).toEqual([0]);
  const closed = once(server, "close");
  under[0]?.end();
  (await answered).resume();
  await closed;
});
