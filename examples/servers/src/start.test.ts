import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it, vi } from "vitest";
import { sessionOf, userOf as userOfNext } from "../../next/app/session.ts";
import { listening } from "../test/deck.ts";
import { startProgram } from "../test/program.ts";
import { createSessions } from "./session.ts";
import worker from "./worker.ts";

const here = fileURLToPath(new URL("..", import.meta.url));
const environment = { PORT: "0", DECK_SECRET_KEY: "sk_live_simulator", DECK_WEBHOOK_SECRET: "", SESSION_SECRET: "only for these tests" };
const start = (file: string, more: Record<string, string> = {}) => startProgram([process.execPath, `src/${file}.ts`], here, { ...environment, ...more }, listening);
const programs = ["express5", "express4", "hono", "node-http", "several-processes"];

afterEach(() => void vi.unstubAllEnvs());

describe("a quick start", () => {
  it.each(programs)("%s needs no secret for webhooks (M103)", async (file) => {
    const program = await start(file);
    const post = (path: string) => fetch(`${program.origin}${path}`, { method: "POST", headers: { "content-type": "application/json", "sec-fetch-site": "same-origin" }, body: "{}" });
    expect((await post("/api/deck-auth/token")).status).toBe(401);
    expect((await post("/api/deck-auth/webhooks")).status).toBe(404);
    await program.end();
  });

  it.each(programs)("%s outlives a sign-in that is none", async (file) => {
    const program = await start(file);
    const signIn = (body: string) => fetch(`${program.origin}/sign-in`, { method: "POST", headers: { "content-type": "application/json" }, body });
    expect((await signIn("{")).status).toBe(400);
    // What is longer than a name is refused, or its rest is not read.
    expect((await signIn(JSON.stringify({ user: "x".repeat(200_000) }))).status).toBeGreaterThanOrEqual(400);
    expect((await signIn('{"user":"ada"}')).status).toBe(200);
    await program.end();
  });

  it.each(programs)("%s does not start without a secret for its sessions, and says so (T35)", async (file) => {
    await expect(start(file, { SESSION_SECRET: "" })).rejects.toThrow(/Set SESSION_SECRET/);
  });

  it("answers nothing without a secret for its sessions as a worker or with Next (T35)", async () => {
    await expect(worker.fetch(new Request("https://app.example.com/"), { DECK_SECRET_KEY: "sk_live_x", SESSION_SECRET: "" })).rejects.toThrow(/Set SESSION_SECRET/);
    vi.stubEnv("SESSION_SECRET", "");
    expect(() => sessionOf("ada")).toThrow(/Set SESSION_SECRET/);
  });

  it("takes a cookie that is none for nobody", async () => {
    const { cookieFor, userOf } = createSessions("a secret");
    const cookie = (await cookieFor("ada")).split(";")[0] ?? "";
    expect(await userOf(`a=b; ${cookie}`)).toBe("ada");
    expect(await userOf(await cookieFor("ada.lovelace@example.com"))).toBe("ada.lovelace@example.com");
    vi.stubEnv("SESSION_SECRET", "a secret");
    expect(userOfNext(sessionOf("ada.lovelace@example.com"))).toBe("ada.lovelace@example.com");
    for (const other of ["%.x", "ada.x", sessionOf("ada").replace("ada", "eve")]) expect(userOfNext(other)).toBeNull();
    for (const other of ["session=%.AA==", "session=ada.A", cookie.replace("ada", "eve"), (await createSessions("another").cookieFor("ada")).split(";")[0]]) expect(await userOf(other)).toBeNull();
  });
});
