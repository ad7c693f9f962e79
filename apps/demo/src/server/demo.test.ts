import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createDemo } from "./demo.ts";

const pages = mkdtempSync(join(tmpdir(), "demo-"));
writeFileSync(join(pages, "index.html"), "<!doctype html><title>Hearthbook</title>");

const token = { id: "tok_1", object: "token", token: "tk_1", expires_at: "2025-01-15T10:00:00Z", created_at: "2025-01-15T09:30:00Z", request_id: "req_1" };
const run = { id: "trun_1", status: "running", result: null, updated_at: "2025-01-15T09:30:00Z" };

/** The demo before an API that gives these answers; unless told otherwise tokens, and knows no credential. */
function setUp(answer: (request: Request) => unknown = () => token) {
  const asked: string[] = [];
  const demo = createDemo({
    secretKey: "sk_live_demo_test",
    apiUrl: "http://127.0.0.1:4320/v2",
    embedUrl: "http://127.0.0.1:4310",
    pages,
    webhookSecret: `whsec_${Buffer.alloc(32, 5).toString("base64")}`,
    log: () => {},
    fetch: async (request) => {
      asked.push(request.url);
      return Response.json(answer(request), { status: request.method === "POST" ? 201 : 200 });
    },
  });
  const send = async (method: string, path: string, { body = {}, cookie = "", site = "same-origin" }: { body?: unknown; cookie?: string; site?: string } = {}) =>
    demo.app.request(`http://localhost:4300${path}`, {
      method,
      headers: { "sec-fetch-site": site, "content-type": "application/json", ...(cookie === "" ? {} : { cookie }) },
      ...(method === "POST" ? { body: JSON.stringify(body) } : {}),
    });
  const signIn = async (name: unknown) => {
    const response = await send("POST", "/api/session", { body: { name } });
    return { response, cookie: response.headers.get("set-cookie")?.split(";")[0] ?? "" };
  };
  return { asked, send, signIn };
}

describe("the demo's sign-in", () => {
  it("sets a cookie that scripts cannot read and other sites cannot use", async () => {
    const { response } = await setUp().signIn("Ada");
    expect(response.status).toBe(200);
    expect(response.headers.get("set-cookie")).toMatch(/HttpOnly/);
    expect(response.headers.get("set-cookie")).toMatch(/SameSite=Lax/);
  });

  it("remembers who signed in, and forgets on signing out", async () => {
    const { send, signIn } = setUp();
    const { cookie } = await signIn("  Ada   Lovelace ");
    expect(await (await send("GET", "/api/session", { cookie })).json()).toEqual({ name: "Ada Lovelace", embedUrl: "http://127.0.0.1:4310" });
    const out = await send("DELETE", "/api/session", { cookie });
    expect(out.headers.get("set-cookie")).toMatch(/Max-Age=0/);
    expect(await (await send("GET", "/api/session")).json()).toMatchObject({ name: null });
  });

  it.each(["", "   ", "x".repeat(41), "a\u0000b", 7, null, { name: "Ada" }])("takes %j for no name", async (name) => {
    expect((await setUp().signIn(name)).response.status).toBe(400);
  });

  it("is refused to other sites", async () => {
    expect((await setUp().send("POST", "/api/session", { body: { name: "Eve" }, site: "cross-site" })).status).toBe(403);
  });
});

describe("the demo's token route", () => {
  it("gives nothing to somebody who is not signed in", async () => {
    const { asked, send } = setUp();
    expect((await send("POST", "/api/deck-auth/token")).status).toBe(401);
    expect(asked).toEqual([]);
  });

  it("gives a token and the person's own external id", async () => {
    const { send, signIn } = setUp();
    const { cookie } = await signIn("Ada");
    expect(await (await send("POST", "/api/deck-auth/token", { cookie })).json()).toMatchObject({ token: "tk_1", externalId: "customer-ada" });
  });

  it("takes no cookie that was altered, or that another process made", async () => {
    const { asked, send, signIn } = setUp();
    const { cookie } = await signIn("Ada");
    const [name, value = ""] = cookie.split("=");
    const [payload = "", signature = ""] = value.split(".");
    const grace = Buffer.from(JSON.stringify({ name: "Grace", expires: Date.now() + 1_000_000 })).toString("base64url");
    const others = (await setUp().signIn("Ada")).cookie;
    for (const forged of [`${name}=${grace}.${signature}`, `${name}=${payload}.`, `${name}=${payload}`, `${name}=${payload}.${signature}.x`, `${name}=.`, others]) {
      expect((await send("POST", "/api/deck-auth/token", { cookie: forged })).status).toBe(401);
    }
    expect(asked).toEqual([]);
  });
});

describe("the component's routes in the demo", () => {
  it("keep what they say about being kept: streams are not packed, the index is asked for by its tag", async () => {
    const { send, signIn } = setUp(({ url }) => {
      if (url.includes("/sources")) return { data: [{ id: "src_1", name: "Northwind", website: { url: "https://northwind.example" } }], has_more: false, next_cursor: null, request_id: "req_1" };
      return url.includes("/task-runs/") ? { ...run, credential_id: "cred_1" } : { id: "cred_1", status: "verified", external_id: "customer-ada", source_id: "src_1", auth_method: null };
    });
    const { cookie } = await signIn("Ada");
    const index = await send("GET", "/api/deck-auth/sources", { cookie });
    expect([index.status, index.headers.get("cache-control")]).toEqual([200, "private, no-cache"]);
    const events = await send("GET", "/api/deck-auth/events?taskRunId=trun_1", { cookie });
    expect([events.status, events.headers.get("cache-control")]).toEqual([200, "no-store, no-transform"]);
    await events.body?.cancel();
    expect((await send("GET", "/api/session", { cookie })).headers.get("cache-control")).toBe("no-store");
  });
});

describe("the demo's page", () => {
  it("may frame the embed page and run its own scripts, nothing else", async () => {
    const response = await setUp().send("GET", "/");
    const policy = response.headers.get("content-security-policy") ?? "";
    expect(policy).toContain("frame-src http://127.0.0.1:4310;");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain("unsafe");
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(await response.text()).toContain("Hearthbook");
  });

  it("is the only page there", async () => {
    expect((await setUp().send("GET", "/package.json")).status).toBe(404);
  });
});
