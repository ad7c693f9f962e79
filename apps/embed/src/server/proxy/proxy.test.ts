import { createServer } from "node:http";
import { createSimulator } from "@deck-auth/simulator";
import { describe, expect, test } from "vitest";
import { listenLocally } from "../../testing/listen.ts";
import { smallPage } from "../../testing/small-page.ts";
import type { AccessLogEntry } from "../access-log.ts";
import { createEmbedHandler } from "../handler.ts";
import type { EmbedHandlerOptions } from "../handler.ts";

const origin = "https://auth.example.com";
const apiUrl = "https://deck.example.com/v2";

interface Sent {
  method: string;
  address: string;
  headers: Record<string, string>;
  body: string | null;
}

/** An embed page that forwards to `upstream`, and what it sent there. */
function embedBefore(upstream: (request: Request) => Promise<Response> | Response, more: Partial<EmbedHandlerOptions> = {}) {
  const sent: Sent[] = [];
  const log: AccessLogEntry[] = [];
  const handle = createEmbedHandler({
    page: smallPage(),
    apiUrl,
    proxy: true,
    newId: () => "req_embed_1",
    log: (entry) => log.push(entry),
    fetch: async (address, init) => {
      expect(init.redirect).toBe("manual");
      const request = new Request(address, init);
      const body = init.body === null ? null : await request.clone().text();
      sent.push({ method: request.method, address, headers: Object.fromEntries(request.headers), body });
      return upstream(request);
    },
    ...more,
  });
  const ask = (method: string, path: string, init: RequestInit & { duplex?: "half" } = {}) =>
    handle(new Request(origin + path, { method, headers: { authorization: "Bearer tk_1" }, ...init }));
  return { ask, sent, log };
}

const silent = () => new Response("{}", { headers: { "content-type": "application/json" } });

async function errorOf(response: Response): Promise<string> {
  const { errors, request_id: requestId } = await response.json();
  expect(errors).toEqual([{ type: expect.any(String), code: expect.any(String), message: expect.stringMatching(/\.$/) }]);
  expect(requestId).toBe("req_embed_1");
  return `${response.status} ${errors[0].type}/${errors[0].code}`;
}

/** `{255}` in a title stands for the longest id that there can be. */
const spelt = (path: string) => path.replace("{255}", `trun_${"a".repeat(250)}`);

describe("what is forwarded", () => {
  test.each([
    ["GET", "/sources"],
    ["GET", "/sources?limit=100&cursor=c%2F1"],
    ["GET", "/sources/src_1"],
    ["POST", "/credentials"],
    ["GET", "/credentials/cred_1"],
    ["PATCH", "/credentials/cred_1"],
    ["POST", "/tasks/task_1-a_B/run"],
    ["GET", "/task-runs/{255}"],
    ["POST", "/task-runs/trun_1/interaction"],
    ["GET", "/task-runs/trun_1/screenshots?limit=1"],
  ])("%s %s (T43)", async (method, path) => {
    const { ask, sent } = embedBefore(silent);
    const response = await ask(method, `/v2${spelt(path)}`, method === "GET" ? {} : { headers: { authorization: "Bearer tk_1" }, body: "{}" });
    expect(response.status).toBe(200);
    expect(sent.map(({ method, address }) => [method, address])).toEqual([[method, apiUrl + spelt(path)]]);
  });

  test.each([
    ["POST", "/token"],
    ["GET", "/token"],
    ["GET", "/test"],
    ["GET", ""],
    ["GET", "/"],
    ["GET", "/sources/"],
    ["POST", "/sources"],
    ["PATCH", "/sources/src_1"],
    ["DELETE", "/sources/src_1"],
    ["HEAD", "/sources"],
    ["OPTIONS", "/sources"],
    ["OPTIONS", "/credentials"],
    ["PUT", "/credentials/cred_1"],
    ["GET", "/credentials"],
    ["DELETE", "/credentials/cred_1"],
    ["GET", "/credentials/src_1"],
    ["GET", "/credentials/cred_"],
    ["GET", "/credentials/cred_1/"],
    ["GET", "/credentials/cred_1/secrets"],
    ["GET", "//credentials/cred_1"],
    ["GET", "/credentials//cred_1"],
    ["GET", "/credentials/cred_1%2Fx"],
    ["GET", "/credentials/cred_%00"],
    ["GET", "/credentials/cred_1%20"],
    ["GET", "/credentials/cred_é"],
    ["GET", "/Credentials/cred_1"],
    ["GET", "/credentials/CRED_1"],
    ["GET", "/credentials/cred_1;x"],
    ["POST", "/credentials/cred_1"],
    ["POST", "/tasks"],
    ["GET", "/tasks/task_1"],
    ["GET", "/tasks/task_1/run"],
    ["POST", "/tasks/task_1/reset"],
    ["POST", "/tasks/task_../../token/run"],
    ["POST", "/tasks/%2e%2e/run"],
    ["POST", "/tasks/task_..%2f..%2ftoken/run"],
    ["POST", "/tasks/task_%252e%252e/run"],
    ["POST", "/tasks/task_1\\..\\..\\token"],
    ["GET", "/task-runs"],
    ["GET", "/task-runs/{255}a"],
    ["POST", "/task-runs/trun_1/cancel"],
    ["PATCH", "/task-runs/trun_1/interaction"],
    ["GET", "/task-runs/trun_1/storage"],
    ["GET", "/storage/stor_1"],
    ["GET", "/agents"],
    ["GET", "/events"],
    ["POST", "/event-destinations"],
    ["GET", "/https://evil.test/"],
    ["GET", "/@evil.test/sources"],
    ["GET", "/../v3/sources"],
    ["GET", "/__proto__"],
  ])("nothing else: %s %s is answered here, and nothing is sent (T17, T43)", async (method, path) => {
    const { ask, sent } = embedBefore(silent);
    const response = await ask(method, `/v2${spelt(path)}`);
    expect(response.status).toBe(404);
    expect(sent).toEqual([]);
    expect(response.headers.get("access-control-allow-origin")).toBeNull();
  });

  test("of all 44 endpoints, just those that the API lets a session token call (deck-api 7.1, T43)", async () => {
    const simulator = createSimulator({ sources: 0 });
    const key = { authorization: "Bearer sk_live_simulator" };
    const { token } = await (await simulator.fetch(new Request(`${apiUrl}/token`, { method: "POST", headers: key }))).json();
    const authorization = `Bearer ${token}`;
    const document = await (await simulator.fetch(new Request("https://deck.example.com/openapi.json"))).json();
    const endpoints = Object.entries<Record<string, unknown>>(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).filter((method) => ["get", "post", "patch", "delete"].includes(method)).map((method) => [method.toUpperCase(), path]),
    );
    expect(endpoints).toHaveLength(44);
    const ids = { source: "src", credential: "cred", task: "task", run: "trun" };
    let forwarded = 0;
    for (const [method = "", template = ""] of endpoints) {
      const path = template.replace(/\{(\w+?)(?:_id)?\}/, (_, kind: string) => `${new Map(Object.entries(ids)).get(kind) ?? kind}_1`);
      const { ask, sent } = embedBefore((request) => simulator.fetch(request));
      const init = { method, headers: { authorization, "content-type": "application/json" }, ...(method === "GET" ? {} : { body: "{}" }) };
      const direct = await simulator.fetch(new Request(apiUrl + path, init));
      const through = await ask(method, `/v2${path}`, init);
      if (direct.status === 403) expect([method, path, sent.length]).toEqual([method, path, 0]);
      else expect([method, path, through.status, sent.length]).toEqual([method, path, direct.status, 1]);
      forwarded += sent.length;
    }
    expect(forwarded).toBe(9);
  });

  test.each([
    "/sources?include=input",
    "/sources?limit=1&limit=2",
    "/sources?__proto__=1",
    "/sources?cursor={1025}",
    "/task-runs/trun_1?include=input,storage",
    "/sources/src_1?apiUrl=https://evil.test",
    "/credentials/cred_1?=",
  ])("no parameter that the route has no use for: %s (T18, T43)", async (path) => {
    const { ask, sent } = embedBefore(silent);
    expect(await errorOf(await ask("GET", `/v2${path.replace("{1025}", "c".repeat(1_025))}`))).toBe("400 request/query_param_invalid");
    expect(sent).toEqual([]);
  });
});

describe("who may", () => {
  test.each([
    "Bearer sk_live_simulator",
    "Bearer sk_live_tk_1",
    "Bearer whsec_1",
    "Bearer tk_",
    "Bearer  tk_1",
    "Bearer tk_1 ",
    "bearer tk_1",
    "Bearer tk_1, Bearer sk_live_1",
    "Bearer tk_1 tk_2",
    "Basic dGtfMQ==",
    "tk_1",
    "Bearer tk_{2049}",
    "",
  ])("a session token alone: %j is refused before anything is sent (T43)", async (authorization) => {
    const { ask, sent } = embedBefore(silent);
    // A trailing blank is gone by the time anybody reads a header.
    const response = await ask("GET", "/v2/sources", { headers: { authorization: authorization.replace(/ $/, "\u00a0").replace("{2049}", "x".repeat(2_049)) } });
    expect(await errorOf(response)).toBe("401 request/token_invalid");
    expect(sent).toEqual([]);
  });

  test("nobody without a header, whatever else is sent", async () => {
    const { ask, sent } = embedBefore(silent);
    const response = await ask("GET", "/v2/sources", { headers: { cookie: "token=tk_1", "x-api-key": "tk_1" } });
    expect(await errorOf(response)).toBe("401 request/token_invalid");
    expect(sent).toEqual([]);
  });

  test("nothing is there unless it was turned on", async () => {
    const { ask, sent } = embedBefore(silent, { proxy: false });
    expect((await ask("GET", "/v2/sources")).status).toBe(404);
    expect(sent).toEqual([]);
  });
});

describe("what goes along", () => {
  test("four headers there, and the body byte for byte (T43)", async () => {
    const { ask, sent } = embedBefore(silent);
    const body = JSON.stringify({ source_id: "src_1", auth_credentials: { username: "é\u0000", password: " \ud83d\ude00 " } });
    await ask("POST", "/v2/credentials", {
      headers: {
        "authorization": "Bearer tk_1",
        "content-type": "application/json; charset=utf-8",
        "accept": "application/json",
        "idempotency-key": "key 1",
        "cookie": "session=1",
        "origin": origin,
        "referer": `${origin}/?token=tk_1`,
        "x-forwarded-for": "10.0.0.1",
        "x-http-method-override": "DELETE",
        "x-request-id": "0af7651916cd43dd",
        "proxy-authorization": "Basic eA==",
        "user-agent": "somebody",
      },
      body,
    });
    expect(sent).toEqual([
      {
        method: "POST",
        address: `${apiUrl}/credentials`,
        headers: {
          "authorization": "Bearer tk_1",
          "content-type": "application/json; charset=utf-8",
          "accept": "application/json",
          "idempotency-key": "key 1",
        },
        body,
      },
    ]);
  });

  test("status, two headers and the body back, unread; nothing that could set, lead or open anything (T43)", async () => {
    const broken = '{"errors":[{"type":"rate_limit"';
    const { ask } = embedBefore(
      () =>
        new Response(broken, {
          status: 429,
          headers: {
            "content-type": "application/json",
            "retry-after": "7",
            "set-cookie": "a=1",
            "location": "https://evil.test",
            "access-control-allow-origin": "*",
            "content-encoding": "identity",
            "x-frame-options": "DENY",
            "clear-site-data": '"*"',
            "refresh": "0; url=https://evil.test",
            "x-request-id": "req_of_the_api",
          },
        }),
    );
    const response = await ask("GET", "/v2/sources");
    expect([response.status, await response.text()]).toEqual([429, broken]);
    expect(Object.fromEntries(response.headers)).toEqual({
      "cache-control": "no-store",
      "content-security-policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
      "content-type": "application/json",
      "cross-origin-resource-policy": "same-origin",
      "referrer-policy": "no-referrer",
      "retry-after": "7",
      "strict-transport-security": "max-age=63072000; includeSubDomains",
      "x-content-type-options": "nosniff",
      "x-request-id": "req_embed_1",
      "x-robots-tag": "noindex",
    });
  });

  test("an empty answer stays empty", async () => {
    const { ask } = embedBefore(() => new Response(null, { status: 204 }));
    const response = await ask("GET", "/v2/sources");
    expect([response.status, await response.text()]).toEqual([204, ""]);
  });

  test.each([
    ["said", { "content-length": "65537" }],
    ["not said", {}],
  ])("a body over 64 KB is refused, its length %s (T43)", async (_, headers) => {
    const { ask, sent } = embedBefore(silent);
    const parts = Array.from({ length: 65_537 / 9_362 + 1 }, () => new TextEncoder().encode("x".repeat(9_363)));
    const body = new ReadableStream({
      pull(controller) {
        const part = parts.pop();
        if (part === undefined) controller.close();
        else controller.enqueue(part);
      },
    });
    const response = await ask("POST", "/v2/credentials", { headers: { authorization: "Bearer tk_1", ...headers }, body, duplex: "half" });
    expect(await errorOf(response)).toBe("413 request/input_too_long");
    expect(sent).toEqual([]);
  });

  test("a body of 64 KB is passed on", async () => {
    const { ask, sent } = embedBefore(silent);
    await ask("POST", "/v2/credentials", { body: "x".repeat(65_536) });
    expect(sent[0]?.body).toHaveLength(65_536);
  });

  test("neither body, header nor query is logged, whichever way it ends (T43, R160)", async () => {
    for (const upstream of [silent, () => Promise.reject(new Error("canary")), () => new Response("canary", { status: 500 })]) {
      const { ask, log } = embedBefore(upstream);
      await ask("POST", "/v2/credentials", { headers: { authorization: "Bearer tk_canary", "idempotency-key": "canary" }, body: "canary" });
      await ask("GET", "/v2/sources?cursor=canary");
      expect(log).toHaveLength(2);
      expect(JSON.stringify(log)).not.toContain("canary");
    }
  });
});

describe("what goes wrong at the API", () => {
  test.each([301, 302, 303, 304, 307, 308])("a redirect (%s) is not followed: 502 (T32, T43)", async (status) => {
    const { ask, sent } = embedBefore(() => new Response(null, { status, headers: { location: "https://evil.test/" } }));
    const response = await ask("POST", "/v2/credentials", { body: "{}" });
    expect(response.headers.get("location")).toBeNull();
    expect(await errorOf(response)).toBe("502 api/api_error");
    expect(sent).toHaveLength(1);
  });

  test.each([600, 999])("a status that there is not (%s) is 502, and nothing is thrown", async (status) => {
    const server = createServer((_, response) => void response.writeHead(status).end("{}"));
    const api = await listenLocally(server);
    const { ask } = embedBefore(() => fetch(api.origin));
    expect(await errorOf(await ask("GET", "/v2/sources"))).toBe("502 api/api_error");
    api.close();
  });

  test("out of reach is 502, and why stays here", async () => {
    const { ask } = embedBefore(() => Promise.reject(new Error("getaddrinfo ENOTFOUND deck.internal.example.com")));
    const response = await ask("GET", "/v2/sources");
    expect(await response.clone().text()).not.toContain("internal");
    expect(await errorOf(response)).toBe("502 api/api_error");
  });

  test("no answer within 30 s is 504, and the request is given up (T43)", async () => {
    const timers: { milliseconds: number; run: () => void }[] = [];
    let isGivenUp = false;
    const { ask } = embedBefore(
      (request) =>
        new Promise((_, reject) => {
          request.signal.addEventListener("abort", () => {
            isGivenUp = true;
            reject(new Error("aborted"));
          });
          timers[0]?.run();
        }),
      {
        after: (milliseconds, run) => {
          timers.push({ milliseconds, run });
          return () => {};
        },
      },
    );
    expect(await errorOf(await ask("GET", "/v2/sources"))).toBe("504 api/timeout");
    expect(isGivenUp).toBe(true);
    expect(timers.map(({ milliseconds }) => milliseconds)).toEqual([30_000]);
  });

  test("a request that begins and never ends is given up after the same 30 s, and nothing is sent on (T43)", async () => {
    let isLetGo = false;
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new TextEncoder().encode("{")),
      cancel: () => void (isLetGo = true),
    });
    const timers: (() => void)[] = [];
    const { ask, sent } = embedBefore(silent, {
      after: (milliseconds, run) => {
        expect(milliseconds).toBe(30_000);
        timers.push(run);
        return () => {};
      },
    });
    const answer = ask("POST", "/v2/credentials", { body, duplex: "half" });
    expect(timers).toHaveLength(1);
    timers[0]?.();
    expect(await errorOf(await answer)).toBe("503 api/timeout");
    expect(isLetGo).toBe(true);
    expect(sent).toEqual([]);
  });

  test("an answer that begins and never ends is given up after the same 30 s", async () => {
    let late = () => {};
    let stopped = 0;
    const { ask } = embedBefore(
      (request) =>
        new Response(
          new ReadableStream({
            start(controller) {
              controller.enqueue(new TextEncoder().encode("{"));
              request.signal.addEventListener("abort", () => controller.error(new Error("aborted")));
            },
          }),
        ),
      {
        after: (_, run) => {
          late = run;
          return () => stopped++;
        },
      },
    );
    const response = await ask("GET", "/v2/sources");
    const text = response.text();
    late();
    await expect(text).rejects.toThrow("aborted");
    expect(stopped).toBe(0);
  });
});
