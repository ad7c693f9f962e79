import { inspect } from "node:util";
import { createVirtualClock } from "@deck-auth/simulator";
import { describe, expect, it } from "vitest";
import { createDeckAuth, DeckAuthError } from "../index.ts";
import type { DeckAuthLogEntry, DeckAuthOptions } from "../index.ts";
import { canaryKey, envelope, failingUpstream, plain, tokenGiven } from "../../test/upstream.ts";

/** A deckAuth before this upstream, with time that the test moves and jitter at its most. */
function setUp(upstream: ReturnType<typeof failingUpstream>, options: Partial<DeckAuthOptions> = {}) {
  const clock = createVirtualClock();
  const logged: DeckAuthLogEntry[] = [];
  const deckAuth = createDeckAuth({
    secretKey: canaryKey,
    authorize: () => ({ subject: "ada" }),
    fetch: upstream.fetch,
    clock,
    random: () => 0.999_999,
    log: (entry) => logged.push(entry),
    ...options,
  });
  return { clock, deckAuth, logged };
}

/** What a promise rejected with. */
const failure = (promise: Promise<unknown>): Promise<unknown> => promise.then(() => null, (error: unknown) => error);

describe("asking the Deck API", () => {
  it("sends POST /token with the key and nothing else (R163, R168, R169)", async () => {
    const upstream = failingUpstream(tokenGiven);
    const { deckAuth } = setUp(upstream);
    const { token, expiresAt, response } = await deckAuth.createToken();
    expect({ token, expiresAt }).toEqual({ token: "tk_upstream", expiresAt: "2025-01-15T10:00:00Z" });
    expect(response).toMatchObject({ id: "tok_1", request_id: "req_2" });

    const [request] = upstream.requests;
    expect(request?.method).toBe("POST");
    expect(request?.url).toBe("https://api.deck.co/v2/token");
    expect(request?.headers.get("authorization")).toBe(`Bearer ${canaryKey}`);
    expect(request?.headers.has("idempotency-key")).toBe(false);
    expect(request?.body).toBeNull();
    expect(request?.redirect).toBe("manual");
  });

  it("asks the API at the address it was given (R172)", async () => {
    const upstream = failingUpstream(tokenGiven);
    const { deckAuth } = setUp(upstream, { apiUrl: "http://127.0.0.1:4320/v2/" });
    await deckAuth.createToken();
    expect(upstream.requests[0]?.url).toBe("http://127.0.0.1:4320/v2/token");
  });

  it.each([
    ["429", envelope(429, "rate_limit", "rate_limit_exceeded")],
    ["500", envelope(500, "api", "api_error")],
    ["502 with HTML", plain(502, "<h1>Bad gateway</h1>")],
    ["504 with nothing", plain(504, "")],
    ["a broken connection", () => Promise.reject(new TypeError("fetch failed"))],
    ["half an answer", plain(201, '{"id":"tok_1",')],
  ])("asks again after %s (R171)", async (_, answer) => {
    const upstream = failingUpstream(answer, tokenGiven);
    const { clock, deckAuth, logged } = setUp(upstream);
    const token = deckAuth.createToken();
    await clock.advance(499);
    expect(upstream.requests).toHaveLength(1);
    await clock.advance(1);
    expect((await token).token).toBe("tk_upstream");
    expect(logged).toMatchObject([{ level: "warn", event: "deck_retried" }]);
  });

  it("waits longer each time, anywhere between nothing and the cap, and gives up after four tries (R171)", async () => {
    const upstream = failingUpstream(envelope(429, "rate_limit", "rate_limit_exceeded"));
    const { clock, deckAuth } = setUp(upstream);
    const refused = failure(deckAuth.createToken());
    const counts: number[] = [];
    for (const wait of [0, 500, 1000, 2000]) {
      await clock.advance(wait);
      counts.push(upstream.requests.length);
    }
    expect(counts).toEqual([1, 2, 3, 4]);
    expect(await refused).toMatchObject({ type: "rate_limit", code: "rate_limit_exceeded", status: 429, requestId: "req_upstream1" });

    const lucky = failingUpstream(envelope(500, "api", "api_error"));
    const { clock: still, deckAuth: eager } = setUp(lucky, { random: () => 0 });
    const over = failure(eager.createToken());
    await still.advance(0);
    expect(await over).toBeInstanceOf(DeckAuthError);
    expect(lucky.requests).toHaveLength(4);
  });

  it.each([
    ["401", envelope(401, "request", "api_key_invalid"), { type: "request", code: "api_key_invalid", status: 401, requestId: "req_upstream1" }],
    ["401 without a body", plain(401, ""), { type: "request", code: "api_key_invalid", status: 401, requestId: null }],
    ["403", envelope(403, "organization", "plan_inactive"), { type: "organization", code: "plan_inactive", status: 403 }],
    ["404 with HTML", plain(404, "<h1>Not found</h1>"), { type: "request", code: "resource_not_found", status: 404 }],
    ["a redirect", plain(302, "", { location: "https://evil.test/" }), { type: "api", code: "api_error", status: 302 }],
    ["a code that is no word", envelope(400, "request", "<script>"), { type: "request", code: "input_invalid", status: 400 }],
  ])("does not ask again after %s, and keeps type, code, status and request id (R170, R171)", async (_, answer, parts) => {
    const upstream = failingUpstream(answer);
    const { deckAuth } = setUp(upstream);
    const error = await failure(deckAuth.createToken());
    expect(error).toBeInstanceOf(DeckAuthError);
    expect(error).toMatchObject(parts);
    expect(upstream.requests).toHaveLength(1);
  });

  it("gives each try ten seconds, whether or not the connection listens", async () => {
    const upstream = failingUpstream(() => new Promise<Response>(() => {}));
    const { clock, deckAuth } = setUp(upstream);
    const late = failure(deckAuth.createToken());
    await clock.advance(9_999);
    expect(upstream.requests[0]?.signal.aborted).toBe(false);
    await clock.advance(1);
    expect(upstream.requests[0]?.signal.aborted).toBe(true);
    await clock.advance(60_000);
    expect(await late).toMatchObject({ type: "api", code: "timeout", status: null, requestId: null });
    expect(upstream.requests.length).toBeLessThanOrEqual(3);
  });

  it.each([
    ["no token", { id: "tok_1", object: "token" }],
    ["a token of another kind", { id: "tok_1", object: "token", token: "abc", expires_at: "x", created_at: "y", request_id: "req_1" }],
    ["a page of a captive portal", "<html>Welcome to the hotel</html>"],
  ])("takes no answer for a token that holds %s", async (_, body) => {
    const upstream = failingUpstream(() => new Response(typeof body === "string" ? body : JSON.stringify(body), { status: 201 }));
    const { clock, deckAuth } = setUp(upstream);
    const error = failure(deckAuth.createToken());
    await clock.advance(10_000);
    expect(await error).toMatchObject({ type: "api", code: "api_error", status: 201 });
  });
});

describe("the secret key", () => {
  const echo = JSON.stringify({ id: "tok_1", object: "token", token: `tk_${canaryKey}`, expires_at: canaryKey, created_at: "", request_id: `req_${canaryKey}` });
  it.each([
    ["401", envelope(401, "request", "api_key_invalid")],
    ["401 that names the key in every field", () => Response.json({ errors: [{ type: canaryKey, code: canaryKey, message: canaryKey, field: canaryKey }], request_id: `req_${canaryKey}` }, { status: 401 })],
    ["403", envelope(403, "organization", "quota_exceeded")],
    ["404", plain(404, canaryKey)],
    ["408", envelope(408, "interaction", "interaction_timeout")],
    ["429", envelope(429, "rate_limit", "rate_limit_exceeded")],
    ["500", envelope(500, "api", "api_error")],
    ["502 with HTML", plain(502, `<pre>authorization: Bearer ${canaryKey}</pre>`)],
    ["a redirect", plain(307, "", { location: `https://evil.test/?key=${canaryKey}` })],
    ["a broken connection", () => Promise.reject(new TypeError(`connect ECONNREFUSED with Bearer ${canaryKey}`))],
    ["a hanging connection", () => new Promise<Response>(() => {})],
    ["a token that is the key", plain(201, echo)],
  ])("is in no error, no log line and no answer after %s (R165, T38)", async (_, answer) => {
    const upstream = failingUpstream(answer);
    const { clock, deckAuth, logged } = setUp(upstream);
    const error = failure(deckAuth.createToken());
    const request = new Request("https://app.example.com/api/deck-auth/token", {
      method: "POST",
      headers: { "content-type": "application/json", "sec-fetch-site": "same-origin" },
      body: "{}",
    });
    const answered = deckAuth.handle(request);
    await clock.advance(120_000);
    const thrown = await error;
    const response = await answered;
    expect(thrown).toBeInstanceOf(DeckAuthError);
    const seen = [
      inspect(thrown, { depth: 9, showHidden: true }),
      JSON.stringify(thrown),
      thrown instanceof Error ? `${thrown.stack} ${String(thrown.cause)}` : "",
      JSON.stringify(logged),
      inspect(deckAuth, { depth: 9, showHidden: true }),
      JSON.stringify([...response.headers]),
      await response.text(),
    ].join("\n");
    expect(seen).not.toContain(canaryKey);
    expect(response.status).toBeGreaterThanOrEqual(429);
  });
});
