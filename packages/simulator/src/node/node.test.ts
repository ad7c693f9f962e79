import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { afterAll, expect, test } from "vitest";
import { createClient } from "../client.ts";
import { serveSimulator } from "./serve.ts";
import type { ServeOptions } from "./serve.ts";

const folder = mkdtempSync(join(tmpdir(), "deck-simulator-"));
afterAll(() => rmSync(folder, { recursive: true }));

const bin = join(import.meta.dirname, "bin.ts");
const key = "sk_live_simulator";

const served = async (options: ServeOptions = {}) => {
  const simulator = await serveSimulator({ port: 0, sources: 0, ...options });
  return { ...simulator, client: createClient(fetch, simulator.apiUrl, key), [Symbol.asyncDispose]: () => simulator.close() };
};

const firstLine = (stream: Readable) => once(createInterface(stream), "line").then(([line]) => String(line));

/** Starts the program and waits for its first line, which names its address. */
const start = async (...more: string[]) => {
  const child = spawn(process.execPath, [bin, "--port", "0", "--sources", "0", ...more], { stdio: ["ignore", "pipe", "pipe"] });
  // Listened for from its first moment: what ends soon has ended before anybody asks.
  const ended = once(child, "exit").then(([code]): unknown => code);
  const line = await Promise.race([firstLine(child.stdout), firstLine(child.stderr)]);
  return { child, ended, line, apiUrl: /http:\S+/.exec(line)?.[0] ?? "" };
};

test("a port serves the API, and only this machine reaches it", async () => {
  await using simulator = await served();
  expect(simulator.apiUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/v2$/);
  expect((await simulator.client.get("/test")).body).toMatchObject({ status: "ready", environment: "live" });
  expect((await simulator.client.post("/agents", { name: "Ä" })).body.name).toBe("Ä");
});

test("a lost answer is a closed socket, a truncated one half of the bytes and a closed socket", async () => {
  await using simulator = await served();
  for (const fault of ["refused", "response_lost", "truncated"] as const) {
    simulator.simulator.control.fault({ operation: "agents.create", fault });
    await expect(simulator.client.post("/agents", { name: fault })).rejects.toThrow(/fetch failed|terminated/);
  }
  const names = (await simulator.client.get("/agents")).body.data.map(({ name }: { name: string }) => name);
  expect(names).toEqual(["truncated", "response_lost", "Sign-in agent"]);
});

test("broken and huge requests get the envelope, and the server goes on", async () => {
  await using simulator = await served();
  const huge = await simulator.client.send("POST", "/agents", JSON.stringify({ name: "x".repeat(2_000_000) }));
  expect([huge.status, huge.body.errors[0].code]).toEqual([400, "input_too_long"]);
  expect((await simulator.client.send("POST", "/agents", "{")).status).toBe(400);
  expect((await simulator.client.send("PUT", "/test", "")).status).toBe(404);
  expect((await simulator.client.get("/test")).status).toBe(200);
});

test("a port in use is an error that says so", async () => {
  await using simulator = await served();
  const port = Number(new URL(simulator.origin).port);
  await expect(serveSimulator({ port })).rejects.toMatchObject({ code: "EADDRINUSE" });
  const { ended, line } = await start("--port", String(port));
  expect(line).toBe(`Port ${port} is in use. Choose another one with --port.`);
  expect(await ended).toBe(1);
});

test("the program says where it is, and a wrong argument is a sentence", async () => {
  const { child, ended, apiUrl } = await start("--speed", "50");
  expect((await createClient(fetch, apiUrl, key).get("/test")).status).toBe(200);
  child.kill("SIGTERM");
  expect(await ended).toBe(0);
  const wrong = await start("--speed", "fast");
  expect(wrong.line).toMatch(/--speed is a number/);
});

test("state is kept over restarts: ids go on, tokens stay good, runs go on (issue: --persist)", async () => {
  const persist = join(folder, "state.json");
  let token = "";
  {
    await using simulator = await served({ persist });
    token = (await simulator.client.post("/token")).body.token;
    const auth_credentials = { username: "user_mfa", password: "hidden-word" };
    await simulator.client.post("/credentials", { source_id: "src_000001", auth_method: "username_password", auth_credentials });
    await simulator.client.post("/tasks/task_login/run", { credential_id: "cred_000001" }, "key-1");
    await simulator.client.patch("/sources/src_000002", { name: "Renamed" });
    await simulator.client.delete("/sources/src_000003");
  }
  expect(readFileSync(persist, "utf8")).not.toContain("hidden-word");
  await using again = await served({ persist });
  again.simulator.control.advance(5000);
  expect((await createClient(fetch, again.apiUrl, token).get("/task-runs/trun_000001")).body.status).toBe("interaction_required");
  expect((await again.client.post("/tasks/task_login/run", { credential_id: "cred_000001" }, "key-1")).body.id).toBe("trun_000001");
  expect((await again.client.get("/sources/src_000002")).body.name).toBe("Renamed");
  expect((await again.client.get("/sources/src_000003")).status).toBe(404);
  expect((await again.client.post("/credentials", { source_id: "src_000001" })).body.id).toBe("cred_000002");
});

test("a kill at any moment leaves no torn file (issue: --persist)", async () => {
  const persist = join(folder, "killed.json");
  let agents = 1;
  for (const writes of [3, 90]) {
    const { child, ended, apiUrl } = await start("--persist", persist);
    const client = createClient(fetch, apiUrl, key);
    const listed = (await client.get("/agents?limit=100")).body.data.length;
    expect(listed).toBeLessThanOrEqual(agents);
    agents = listed;
    for (let write = 0; write < writes; write += 1) {
      if ((await client.post("/agents", { name: "x".repeat(2000) })).status === 201) agents += 1;
    }
    child.kill("SIGKILL");
    await ended;
  }
  await using last = await served({ persist });
  expect((await last.client.get("/agents")).status).toBe(200);
});

test("the example for tests in docs/simulator.md works as it stands", async () => {
  const document = readFileSync(join(import.meta.dirname, "../../../../docs/simulator.md"), "utf8");
  const [, example = ""] = /## In a test[^]*?```ts\n([^]*?)```/.exec(document) ?? [];
  const child = spawn(process.execPath, ["--input-type=module-typescript", "--eval", example], { cwd: join(import.meta.dirname, "../.."), stdio: ["ignore", "pipe", "inherit"] });
  expect(await text(child.stdout)).toContain("cred_000001");
});

test("a file that is not a state is refused with a sentence", async () => {
  const persist = join(folder, "other.json");
  for (const content of ["{", "{}", '{"version":2}']) {
    writeFileSync(persist, content);
    await expect(serveSimulator({ port: 0, persist })).rejects.toThrow(Error);
  }
  const { ended, line } = await start("--persist", persist);
  expect(line).toMatch(/does not hold a state of this simulator/);
  expect(await ended).toBe(1);
});
