import { execFile } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { ServedSimulator } from "@deck-auth/simulator/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { call, environmentOf, listening, runOf, sign, startDeck, webhookSecret } from "../test/deck.ts";
import { startProgram } from "../test/program.ts";
import type { Program } from "../test/program.ts";
import { readEvents, visit } from "../test/visitor.ts";

const here = fileURLToPath(new URL("..", import.meta.url));
const next = fileURLToPath(new URL("../../next", import.meta.url));
const nextProgram = join(next, "node_modules", "next", "dist", "bin", "next");

let deck: ServedSimulator;
beforeAll(async () => {
  deck = await startDeck();
});
afterAll(() => deck.close());

const environment = () => environmentOf(deck);
const node = (file: string) => () => startProgram([process.execPath, file], here, environment(), listening);

async function buildAndStartNext(): Promise<Program> {
  await promisify(execFile)(process.execPath, [nextProgram, "build"], { cwd: next, env: { ...process.env, ...environment(), NODE_ENV: "production" } });
  return startProgram([process.execPath, nextProgram, "start", "--port", "0"], next, { ...environment(), NODE_ENV: "production" }, /http:\/\/localhost:(\d+)/);
}

/**
 * `drains`: whether it ends its streams when it is asked to stop; a worker is never asked, and Next takes its leave by itself.
 * `packs`: how it packs the index of sources; this worker's platform cannot pack at all, and Next packs by itself.
 */
const servers: { name: string; start: () => Promise<Program>; drains: boolean; packs: string | null }[] = [
  { name: "Express 5", start: node("src/express5.ts"), drains: true, packs: "br" },
  { name: "Express 4, after express.json()", start: node("src/express4.ts"), drains: true, packs: "br" },
  { name: "Hono", start: node("src/hono.ts"), drains: true, packs: "br" },
  { name: "node:http", start: node("src/node-http.ts"), drains: true, packs: "br" },
  { name: "a worker", start: node("test/serve-worker.ts"), drains: false, packs: null },
  { name: "Next", start: buildAndStartNext, drains: false, packs: "gzip" },
];

describe.each(servers)("the server helper in $name (M103)", ({ drains, packs, start }) => {
  let program: Program;
  beforeAll(async () => {
    program = await start();
  }, 120_000);
  afterAll(() => program.end());

  /** Ada, with a run that waits for her code. */
  async function adaAtPrompt() {
    const ada = await visit(program.origin, "ada");
    const { externalId, token }: { externalId: string; token: string } = await (await ada.post("/api/deck-auth/token", {})).json();
    const run = await runOf(deck, token, externalId);
    await expect.poll(run.status).toBe("interaction_required");
    return { ada, token, ...run };
  }

  it("gives a token to who is signed in, to nobody else, and to no other site (R173, T35, T36)", async () => {
    const [ada, nobody] = [await visit(program.origin, "ada"), await visit(program.origin, null)];
    const answer = await ada.post("/api/deck-auth/token", {});
    expect(answer.status).toBe(200);
    expect(answer.headers.get("cache-control")).toContain("no-store");
    expect(await answer.json()).toMatchObject({ token: expect.stringMatching(/^tk_/), externalId: "ada" });
    expect((await nobody.post("/api/deck-auth/token", {})).status).toBe(401);
    expect((await ada.post("/api/deck-auth/token", {}, { "sec-fetch-site": "cross-site", origin: "https://evil.test" })).status).toBe(403);
    expect((await ada.post("/api/deck-auth/token", {}, { "content-type": "text/plain" })).status).toBe(415);
    expect((await ada.get("/api/deck-auth/token")).status).toBe(405);
    expect((await ada.post("/api/deck-auth/token", { x: "x".repeat(20_000) })).status).toBe(413);
    expect((await ada.post("/api/deck-auth/nothing", {})).status).toBe(404);
  });

  it("outlives a sign-in that is none", async () => {
    const signIn = (body: string) => fetch(`${program.origin}/sign-in`, { method: "POST", headers: { "content-type": "application/json" }, body });
    for (const body of ["{", "null"]) expect((await signIn(body)).status).toBe(400);
    expect((await signIn('{"user":"ada"}')).status).toBe(200);
  });

  it("gives the sources packed, and 304 to who has them", async () => {
    const ada = await visit(program.origin, "ada");
    const answer = await ada.get("/api/deck-auth/sources", { "accept-encoding": "gzip, br" });
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-encoding")).toBe(packs);
    expect((await answer.json()).items.length).toBe(261);
    const again = await ada.get("/api/deck-auth/sources", { "if-none-match": answer.headers.get("etag") ?? "" });
    expect(again.status).toBe(304);
    expect(await again.text()).toBe("");
  });

  it("tells the page at once when Deck's webhook comes, and confirms what it then reports (R51, T37, T39)", async () => {
    const { ada, credentialId, status, taskRunId, token } = await adaAtPrompt();
    const grace = await visit(program.origin, "grace");
    expect((await grace.get(`/api/deck-auth/events?taskRunId=${taskRunId}`)).status).toBe(404);
    const url = `${program.origin}/api/deck-auth/webhooks`;
    const destination = await call(deck, "POST", "/event-destinations", "sk_live_simulator", { name: "App", type: "webhook", events: ["*"], webhook: { url, secret: webhookSecret } });

    const gone = new AbortController();
    const stream = await ada.get(`/api/deck-auth/events?taskRunId=${taskRunId}`, { accept: "text/event-stream", "accept-encoding": "gzip, br" }, gone.signal);
    expect(stream.headers.get("content-type")).toContain("text/event-stream");
    expect(stream.headers.get("content-encoding")).toBeNull();
    const events = readEvents(stream);
    await expect.poll(events.text, { timeout: 10_000 }).toMatch(/^retry: \d+\n\n/);
    await call(deck, "POST", `/task-runs/${taskRunId}/interaction`, token, { input: { code: "123456" } });
    await expect.poll(events.text).toContain(`data: {"taskRunId":"${taskRunId}","type":"task_run.completed"`);
    gone.abort();
    await expect.poll(program.output).toContain("task_run.completed");
    await call(deck, "DELETE", `/event-destinations/${destination["id"]}`, "sk_live_simulator");

    expect(await status()).toBe("completed");
    const reported = { credentialId, taskRunId, externalId: "ada", verified: true };
    expect(await (await ada.post("/api/deck-auth/confirm", reported)).json()).toMatchObject({ ownerMatches: true, status: "verified", verified: true });
    expect(await (await grace.post("/api/deck-auth/confirm", reported)).json()).toMatchObject({ ownerMatches: false, verified: null });
  });

  it("believes webhooks by their very bytes, and tells the app of each once (R174, R177, T41)", async () => {
    const post = (body: string, headers: Record<string, string>) => fetch(`${program.origin}/api/deck-auth/webhooks`, { method: "POST", headers, body });
    // Blanks and an escape that JSON written anew would not have.
    const body = '{ "id":"evt_bytes",  "type":"planet.aligned", "data":{"id":"p\\u00e9"}, "created_at":"2026-01-01T00:00:00Z" }';
    expect((await post(body, sign("evt_bytes", body))).status).toBe(200);
    expect((await post(body, sign("evt_bytes", body))).status).toBe(200);
    await expect.poll(() => program.output().split("event evt_bytes planet.aligned").length - 1).toBe(1);
    expect((await post(`${body} `, sign("evt_other", body))).status).toBe(401);
    expect((await post(body, { "content-type": "application/json" })).status).toBe(401);
    const packed = sign("evt_form", "a=1");
    expect((await post("a=1", { ...packed, "content-type": "application/x-www-form-urlencoded" })).status).toBe(200);
  });

  it("frees the place of a page that left (T40)", async () => {
    const { ada, taskRunId } = await adaAtPrompt();
    const open = async () => {
      const gone = new AbortController();
      const { status } = await ada.get(`/api/deck-auth/events?taskRunId=${taskRunId}`, {}, gone.signal);
      return { gone, status };
    };
    const pages = [await open(), await open(), await open(), await open(), await open()];
    expect(pages.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect((await open()).status).toBe(429);
    pages[0]?.gone.abort();
    await expect.poll(async () => {
      const page = await open();
      page.gone.abort();
      return page.status;
    }).toBe(200);
    for (const { gone } of pages) gone.abort();
  });

  it("ends when it is told to, and says to its pages when to come back, where it can (F32)", async () => {
    const { ada, taskRunId } = await adaAtPrompt();
    const gone = new AbortController();
    const events = readEvents(await ada.get(`/api/deck-auth/events?taskRunId=${taskRunId}`, {}, gone.signal));
    await expect.poll(events.text).toMatch(/^retry/);
    if (!drains) gone.abort();
    await program.end();
    await expect.poll(events.ended).toBe(true);
    if (drains) expect(events.text()).toMatch(/retry: \d+\n\n$/);
  });
});
