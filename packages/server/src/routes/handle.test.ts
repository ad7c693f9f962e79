import { createVirtualClock } from "@deck-auth/simulator";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createDeckAuth } from "../index.ts";
import type { DeckAuthLogEntry, DeckAuthOptions } from "../index.ts";
import { brokenBody, errorName, pagePost, read } from "../../test/requests.ts";
import { canaryKey, envelope, failingUpstream, plain, tokenGiven } from "../../test/upstream.ts";

/** The handler before an upstream that gives tokens, or another one, with a user who is signed in. */
function setUp(options: Partial<DeckAuthOptions> = {}, upstream = failingUpstream(tokenGiven)) {
  const clock = createVirtualClock();
  const logged: DeckAuthLogEntry[] = [];
  const deckAuth = createDeckAuth({
    secretKey: canaryKey,
    authorize: () => ({ subject: "ada" }),
    fetch: upstream.fetch,
    clock,
    random: () => 0,
    log: (entry) => logged.push(entry),
    ...options,
  });
  return { clock, deckAuth, logged, upstream, ask: async (request: Request) => read(await deckAuth.handle(request)) };
}

describe("POST /token", () => {
  it("gives a token, its end and the user's external id, for nobody to keep (R173)", async () => {
    const { ask } = setUp();
    const { headers, json, status } = await ask(pagePost("/token"));
    expect(status).toBe(200);
    expect(json).toEqual({ token: "tk_upstream", expiresAt: "2025-01-15T10:00:00Z", externalId: "ada" });
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("content-type")).toMatch(/^application\/json/);
    expect(headers.get("vary")).toMatch(/origin/i);
    expect(headers.has("access-control-allow-origin")).toBe(false);
  });

  it("asks for a fresh token each time (R167)", async () => {
    const { ask, upstream } = setUp();
    await ask(pagePost("/token"));
    await ask(pagePost("/token"));
    expect(upstream.requests).toHaveLength(2);
  });

  it("gives the external id that authorize chose", async () => {
    const { ask } = setUp({ authorize: () => ({ subject: "ada", externalId: "customer-7" }) });
    expect((await ask(pagePost("/token"))).json).toMatchObject({ externalId: "customer-7" });
  });

  it("hands nothing that the page sent to the API (R169)", async () => {
    const { ask, upstream } = setUp();
    await ask(pagePost("/token?secretKey=sk_live_evil&apiUrl=https://evil.test", { secretKey: "sk_live_evil", apiUrl: "https://evil.test" }));
    expect(upstream.requests[0]?.url).toBe("https://api.deck.co/v2/token");
    expect(upstream.requests[0]?.body).toBeNull();
    expect(upstream.requests[0]?.headers.get("authorization")).toBe(`Bearer ${canaryKey}`);
  });

  it("needs no body", async () => {
    const { ask } = setUp();
    expect((await ask(pagePost("/token", ""))).status).toBe(200);
  });
});

describe("who is let in (T35)", () => {
  const nobody: [string, () => unknown][] = [
    ["undefined", () => undefined],
    ["null", () => null],
    ["false", () => false],
    ["true", () => true],
    ["an empty text", () => ""],
    ["a text", () => "ada"],
    ["0", () => 0],
    ["1", () => 1],
    ["{}", () => ({})],
    ["[]", () => []],
    ["a function", () => () => ({ subject: "ada" })],
    ["an empty subject", () => ({ subject: "" })],
    ["an object as subject", () => ({ subject: {} })],
    ["a subject of 256 characters", () => ({ subject: "x".repeat(256) })],
    ["an external id of 256 characters", () => ({ subject: "ada", externalId: "x".repeat(256) })],
    ["an empty external id", () => ({ subject: "ada", externalId: "" })],
    ["credential ids that are none", () => ({ subject: "ada", credentialIds: ["../token"] })],
    ["credential ids that are no list", () => ({ subject: "ada", credentialIds: "cred_1" })],
    ["a getter that throws", () => ({ get subject() { throw new Error("no"); } })],
    ["a throw", () => { throw new Error(canaryKey); }],
    ["a rejection", () => Promise.reject(new Error(canaryKey))],
    ["a rejection with nothing", () => Promise.reject()],
  ];
  it.each(nobody)("lets nobody in when authorize gives %s", async (_, given) => {
    // @ts-expect-error the point is what a careless authorize gives at run time
    const { ask, logged, upstream } = setUp({ authorize: given });
    const { json, status, text } = await ask(pagePost("/token"));
    expect([401, 403]).toContain(status);
    expect(["request/signed_out", "request/not_allowed"]).toContain(errorName(json));
    expect(upstream.requests).toHaveLength(0);
    expect(text + JSON.stringify(logged)).not.toContain(canaryKey);
  });

  it("gives authorize five seconds", async () => {
    const { ask, clock, logged, upstream } = setUp({ authorize: () => new Promise(() => {}) });
    const answer = ask(pagePost("/token"));
    await clock.advance(5_000);
    expect((await answer).status).toBe(403);
    expect(logged).toEqual([{ level: "error", event: "authorize_timeout" }]);
    expect(upstream.requests).toHaveLength(0);
  });

  it("lets a subject of 1 and of 255 characters in", async () => {
    for (const subject of ["x", "x".repeat(255)]) {
      const { ask } = setUp({ authorize: async () => ({ subject }) });
      expect((await ask(pagePost("/token"))).json).toMatchObject({ externalId: subject });
    }
  });

  it("gives authorize the very request that came in, its body unread", async () => {
    const request = pagePost("/confirm", { credentialId: "cred_1", taskRunId: null });
    let seen: Request | null = null;
    let body: unknown;
    const { ask } = setUp({
      authorize: async (given) => {
        seen = given;
        body = await given.json();
        return null;
      },
    });
    expect((await ask(request)).status).toBe(401);
    expect(seen).toBe(request);
    expect(body).toEqual({ credentialId: "cred_1", taskRunId: null });
  });

  it("has no way round in development", async () => {
    const before = process.env["NODE_ENV"];
    process.env["NODE_ENV"] = "development";
    try {
      const { ask } = setUp({ authorize: () => null });
      expect((await ask(pagePost("/token"))).status).toBe(401);
    } finally {
      process.env["NODE_ENV"] = before;
    }
  });
});

describe("where a request may come from (T36)", () => {
  const bare = { "sec-fetch-site": "", origin: "" };
  const cases: [string, Record<string, string>][] = [
    ["neither header", bare],
    ["another site", { "sec-fetch-site": "cross-site", origin: "https://evil.test" }],
    ["another origin of the site", { "sec-fetch-site": "same-site", origin: "https://blog.example.com" }],
    ["a navigation", { "sec-fetch-site": "none", origin: "" }],
    ["an opaque origin", { "sec-fetch-site": "cross-site", origin: "null" }],
    ["a header in other letters", { "sec-fetch-site": "Same-Origin" }],
    ["two values", { "sec-fetch-site": "same-origin, cross-site" }],
    ["a longer host", { ...bare, origin: "https://partner.example.com.evil.test" }],
    ["a host before", { ...bare, origin: "https://evilpartner.example.com" }],
    ["another port", { ...bare, origin: "https://partner.example.com:444" }],
    ["another scheme", { ...bare, origin: "http://partner.example.com" }],
    ["other letters", { ...bare, origin: "https://PARTNER.example.com" }],
    ["a dot at the end", { ...bare, origin: "https://partner.example.com." }],
    ["a slash at the end", { ...bare, origin: "https://partner.example.com/" }],
    ["its own host in the Host header", { ...bare, origin: "https://evil.test", host: "evil.test" }],
  ];
  it.each(cases)("refuses %s", async (_, headers) => {
    let asked = 0;
    const { ask, logged, upstream } = setUp({
      allowedOrigins: ["https://partner.example.com"],
      authorize: () => {
        asked += 1;
        return { subject: "ada" };
      },
    });
    const request = pagePost("/token", {}, headers);
    for (const [name, value] of Object.entries(headers)) if (value === "") request.headers.delete(name);
    const { headers: answered, json, status } = await ask(request);
    expect(status).toBe(403);
    expect(errorName(json)).toBe("request/origin_not_allowed");
    expect(answered.has("access-control-allow-origin")).toBe(false);
    expect(asked).toBe(0);
    expect(upstream.requests).toHaveLength(0);
    expect(logged).toEqual([{ level: "warn", event: "origin_refused", route: "token" }]);
  });

  it("lets no origin in that is not the listed one, letter by letter", async () => {
    const { ask } = setUp({ allowedOrigins: ["https://partner.example.com"] });
    await fc.assert(
      fc.asyncProperty(fc.webUrl({ withFragments: true, withQueryParameters: true }), fc.string(), async (url, noise) => {
        for (const origin of [new URL(url).origin, `https://partner.example.com${noise.replace(/[^\x21-\x7e]/g, "") || "x"}`]) {
          expect((await ask(pagePost("/token", {}, { "sec-fetch-site": "cross-site", origin }))).status).toBe(403);
        }
      }),
      { numRuns: 20 },
    );
  });

  it("answers a listed origin with CORS for that origin, and its preflight", async () => {
    const { ask } = setUp({ allowedOrigins: ["https://partner.example.com", "capacitor://localhost"] });
    for (const origin of ["https://partner.example.com", "capacitor://localhost"]) {
      const { headers, status } = await ask(pagePost("/token", {}, { "sec-fetch-site": "cross-site", origin }));
      expect(status).toBe(200);
      expect(headers.get("access-control-allow-origin")).toBe(origin);
      expect(headers.get("access-control-allow-credentials")).toBe("true");
      const preflight = await ask(
        new Request("https://app.example.com/api/deck-auth/token", { method: "OPTIONS", headers: { origin, "access-control-request-method": "POST" } }),
      );
      expect(preflight.status).toBe(204);
      expect(preflight.headers.get("access-control-allow-origin")).toBe(origin);
      expect(preflight.headers.get("access-control-allow-methods")).toBe("POST");
    }
  });

  it("gives the preflight of any other origin nothing", async () => {
    const { ask } = setUp({ allowedOrigins: ["https://partner.example.com"] });
    const { headers, status } = await ask(
      new Request("https://app.example.com/api/deck-auth/token", {
        method: "OPTIONS",
        headers: { origin: "https://evil.test", "access-control-request-method": "POST" },
      }),
    );
    expect(status).toBe(403);
    expect([...headers.keys()].filter((name) => name.startsWith("access-control"))).toEqual([]);
  });
});

describe("what a page of a listed origin may read (T36)", () => {
  const partner = "https://partner.example.com";
  const fromPartner = { "sec-fetch-site": "cross-site", origin: partner };
  const gives = (upstream: ReturnType<typeof failingUpstream>, options: Partial<DeckAuthOptions> = {}) => setUp({ allowedOrigins: [partner], ...options }, upstream);

  it.each<[string, number, () => ReturnType<typeof setUp>, Request]>([
    ["Deck failed", 502, () => gives(failingUpstream(envelope(401, "request", "api_key_invalid"))), pagePost("/token", {}, fromPartner)],
    ["Deck's limit is reached", 429, () => gives(failingUpstream(envelope(429, "rate_limit", "rate_limit_exceeded"))), pagePost("/token", {}, fromPartner)],
    ["this package fails", 500, () => gives(failingUpstream(envelope(500, "api", "api_error")), { random: () => { throw new RangeError("no"); } }), pagePost("/token", {}, fromPartner)],
    ["the body is none", 400, () => gives(failingUpstream(tokenGiven)), pagePost("/token", "{", fromPartner)],
    ["the method is another", 405, () => gives(failingUpstream(tokenGiven)), new Request("https://app.example.com/api/deck-auth/token", { headers: fromPartner })],
    ["nobody is signed in", 401, () => gives(failingUpstream(tokenGiven), { authorize: () => null }), pagePost("/token", {}, fromPartner)],
  ])("is why it was refused, when %s", async (_, expected, make, request) => {
    const { clock, deckAuth } = make();
    const answer = deckAuth.handle(request);
    await clock.advance(30_000);
    const { headers, status } = await answer;
    expect(status).toBe(expected);
    expect(headers.get("access-control-allow-origin")).toBe(partner);
    expect(headers.get("access-control-allow-credentials")).toBe("true");
    expect(headers.get("vary")).toMatch(/origin/i);
  });

  it("is how long to wait, when it asked too often", async () => {
    const { ask } = gives(failingUpstream(tokenGiven), { limits: { tokens: 1 } });
    await ask(pagePost("/token", {}, fromPartner));
    const { headers, status } = await ask(pagePost("/token", {}, fromPartner));
    expect([status, headers.get("retry-after"), headers.get("access-control-expose-headers")]).toEqual([429, "600", "retry-after"]);
  });
});

describe("the shape of a request (R173)", () => {
  it.each(["GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS"])("answers %s with 405", async (method) => {
    const { ask, upstream } = setUp();
    const request = new Request("https://app.example.com/api/deck-auth/token", {
      method,
      headers: { "sec-fetch-site": "same-origin", "x-http-method-override": "POST" },
    });
    const { headers, status } = await ask(request);
    expect(status).toBe(405);
    expect(headers.get("allow")).toBe("POST");
    expect(upstream.requests).toHaveLength(0);
  });

  it.each(["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/jsonp", "text/json", ""])(
    "takes no body of type %j",
    async (type) => {
      const { ask, upstream } = setUp();
      const request = pagePost("/token", "{}", { "content-type": type });
      if (type === "") request.headers.delete("content-type");
      expect((await ask(request)).status).toBe(415);
      expect(upstream.requests).toHaveLength(0);
    },
  );

  it.each(["application/json", "application/json; charset=utf-8", "Application/JSON"])("takes %s", async (type) => {
    const { ask } = setUp();
    expect((await ask(pagePost("/token", "{}", { "content-type": type }))).status).toBe(200);
  });

  it("reads no more than 16 KB, whatever the length says", async () => {
    const { ask, upstream } = setUp();
    expect((await ask(pagePost("/token", { x: "x".repeat(1_000_000) }))).status).toBe(413);
    expect((await ask(pagePost("/token", { x: "x".repeat(17_000) }, { "content-length": "2" }))).status).toBe(413);
    expect(upstream.requests).toHaveLength(0);
  });

  it("lets go of a large body without a word, also where that fails (T36)", async () => {
    const { ask, logged } = setUp();
    const unheard: unknown[] = [];
    const hear = (error: unknown) => void unheard.push(error);
    process.on("unhandledRejection", hear);
    const body = new ReadableStream({
      pull: (controller) => controller.enqueue(new TextEncoder().encode("x".repeat(10_000))),
      cancel: () => Promise.reject(new Error("It was gone.")),
    });
    const { headers } = pagePost("/token");
    const init = { method: "POST", headers, body, duplex: "half" };
    expect((await ask(new Request("https://app.example.com/api/deck-auth/token", init))).status).toBe(413);
    await new Promise((resolve) => setImmediate(resolve));
    process.off("unhandledRejection", hear);
    expect([...unheard, ...logged]).toEqual([]);
  });

  it("answers a body that breaks off with 400, and no line about a fault of this package (T36)", async () => {
    const { ask, logged } = setUp();
    const { headers } = pagePost("/token");
    expect((await ask(new Request("https://app.example.com/api/deck-auth/token", { method: "POST", headers, ...brokenBody() }))).status).toBe(400);
    expect(logged).toEqual([]);
  });

  it("answers a body that is no JSON with 400", async () => {
    const { ask } = setUp();
    expect((await ask(pagePost("/token", "{"))).status).toBe(400);
  });

  it.each(["", "/", "/tokens", "/token/", "/token/x", "//token", "/%74oken", "/Token", "/webhooks", "/events"])(
    "has nothing at %j",
    async (path) => {
      const { ask, upstream } = setUp();
      expect((await ask(pagePost(path))).status).toBe(404);
      expect(upstream.requests).toHaveLength(0);
    },
  );

  it("answers where it is mounted", async () => {
    const { ask } = setUp({ basePath: "/deck" });
    expect((await ask(pagePost("/token"))).status).toBe(404);
    const { url: _, ...rest } = pagePost("/token");
    const moved = new Request("https://app.example.com/deck/token", {
      ...rest,
      method: "POST",
      headers: { "content-type": "application/json", "sec-fetch-site": "same-origin" },
    });
    expect((await ask(moved)).status).toBe(200);
  });
});

describe("how often a subject may ask", () => {
  it("gives ten tokens in ten minutes to each subject, and says when the next one is free", async () => {
    let subject = "ada";
    const { ask, clock, logged, upstream } = setUp({ authorize: () => ({ subject }) });
    for (let count = 0; count < 10; count += 1) {
      expect((await ask(pagePost("/token"))).status).toBe(200);
      await clock.advance(1_000);
    }
    const { headers, json, status } = await ask(pagePost("/token"));
    expect(status).toBe(429);
    expect(errorName(json)).toBe("rate_limit/rate_limit_exceeded");
    expect(headers.get("retry-after")).toBe("590");
    expect(logged).toContainEqual({ level: "warn", event: "limit_reached", route: "token" });

    subject = "grace";
    expect((await ask(pagePost("/token"))).status).toBe(200);
    subject = "ada";
    await clock.advance(590_000);
    expect((await ask(pagePost("/token"))).status).toBe(200);
    expect((await ask(pagePost("/token"))).status).toBe(429);
    expect(upstream.requests).toHaveLength(12);
  });

  it("holds under a burst", async () => {
    const { ask, upstream } = setUp({ limits: { tokens: 3 } });
    const statuses = await Promise.all(Array.from({ length: 100 }, async () => (await ask(pagePost("/token"))).status));
    expect(statuses.filter((status) => status === 200)).toHaveLength(3);
    expect(upstream.requests).toHaveLength(3);
  });
});

describe("a failure behind the handler (R170)", () => {
  it.each([
    ["401", envelope(401, "request", "api_key_invalid"), 502, "request/api_key_invalid", "req_upstream1"],
    ["403", envelope(403, "organization", "plan_inactive"), 502, "organization/plan_inactive", "req_upstream1"],
    ["429", envelope(429, "rate_limit", "rate_limit_exceeded"), 429, "rate_limit/rate_limit_exceeded", "req_upstream1"],
    ["500", envelope(500, "api", "api_error"), 502, "api/api_error", "req_upstream1"],
    ["HTML", plain(200, "<h1>Hello</h1>"), 502, "api/api_error", undefined],
    ["a redirect", plain(302, "", { location: "https://evil.test" }), 502, "api/api_error", undefined],
    ["no connection", () => Promise.reject(new TypeError("fetch failed")), 502, "api/api_error", undefined],
    ["no answer", () => new Promise<Response>(() => {}), 504, "api/timeout", undefined],
  ])("is told after %s, never as a 401 of the app", async (_, answer, status, name, requestId) => {
    const { ask, clock } = setUp({}, failingUpstream(answer));
    const answered = ask(pagePost("/token"));
    await clock.advance(60_000);
    const refusal = await answered;
    expect(refusal.status).toBe(status);
    expect(errorName(refusal.json)).toBe(name);
    expect(refusal.json).toMatchObject(requestId === undefined ? {} : { request_id: requestId });
    expect(refusal.headers.get("cache-control")).toBe("no-store");
  });

  it("is an answer too when it is a fault of this package", async () => {
    const { ask, logged } = setUp({
      random: () => {
        throw new RangeError(canaryKey);
      },
    }, failingUpstream(envelope(500, "api", "api_error")));
    expect((await ask(pagePost("/token"))).status).toBe(500);
    expect(logged).toContainEqual({ level: "error", event: "internal_error", error: "RangeError" });
    expect(JSON.stringify(logged)).not.toContain(canaryKey);
  });
});
