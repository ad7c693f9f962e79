import { once } from "node:events";
import { serve } from "@hono/node-server";
import { createSimulator } from "@deck-auth/simulator";
import { afterEach, describe, expect, test } from "vitest";
import { shellDocument, styleHash } from "../build/shell-document.ts";
import { createEmbedServer } from "../server/index.ts";
import type { EmbedServerOptions } from "../server/index.ts";
import { allShells, shellName } from "../server/shell-choice.ts";
import { freePort } from "../testing/program.ts";
import { smallPage } from "../testing/small-page.ts";
import { examine } from "./examine.ts";
import type { Patient } from "./examine.ts";

const embedOrigin = "https://auth.example.com";
const apiOrigin = "https://deck.example.com";
const host = "https://app.example.com";

const style = "body{margin:0}";

function page() {
  const html = shellDocument({
    language: "en-US",
    theme: "default",
    title: "Connect an account",
    noScript: "",
    markup: "<p>Where is your account?</p>",
    style,
    entry: "assets/main-1.js",
    preloads: [],
  });
  const { assets } = smallPage();
  return { assets, shells: new Map(allShells().map((shell) => [shellName(shell), { html, styleHashes: [styleHash(style)] }])) };
}

type Change = (response: Response, request: Request) => Response | Promise<Response>;

/** What differs from a deployment in which all is well. */
interface Case {
  settings?: EmbedServerOptions;
  /** Changes what the embed page's origin answers, as a proxy in front would. */
  embed?: Change;
  /** The same for the API. */
  api?: Change;
  /** Headers of the host's start page. */
  hostHeaders?: Record<string, string>;
  ask?: Partial<Patient>;
}

let closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing) close();
  closing = [];
});

async function listen(answer: (request: Request) => Response | Promise<Response>): Promise<string> {
  const server = serve({ fetch: answer, port: 0, hostname: "127.0.0.1", overrideGlobalObjects: false });
  await once(server, "listening");
  closing.push(() => void server.close());
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;
}

const same: Change = (response) => response;

/** Deploys an embed page, an API and a host page on real ports, and lets the doctor in by their names. */
async function visit({ settings, embed = same, api = same, hostHeaders = {}, ask = {} }: Case = {}) {
  const embedServer = createEmbedServer({ page: page(), apiUrl: `${apiOrigin}/v2`, parentOrigins: [host], ...settings });
  const simulator = createSimulator({ sources: 0 });
  const places = new Map([
    [embedOrigin, await listen(async (request) => embed(await embedServer.fetch(request), request))],
    [apiOrigin, await listen(async (request) => api(await simulator.fetch(request), request))],
    [host, await listen(() => new Response("host", { headers: hostHeaders }))],
  ]);
  return examine({
    url: embedOrigin,
    hosts: [host],
    now: Date.now,
    fetch: (address, init) => {
      const { origin, pathname, search } = new URL(address);
      const headers = new Headers(init.headers);
      headers.set("x-forwarded-proto", "https");
      return fetch(`${places.get(origin) ?? origin}${pathname}${search}`, { ...init, headers });
    },
    ...ask,
  });
}

async function problemsOf(one: Case): Promise<string[]> {
  const findings = await visit(one);
  return findings.flatMap((finding) => {
    if (finding.level !== "bad") return [];
    expect(finding.mend).toMatch(/^[A-Z-].{8,}/);
    expect(finding.what).toMatch(/\.$|: <script/);
    return [finding.what];
  });
}

const isPage = (request: Request) => new URL(request.url).pathname === "/";

/** A change of headers of the page alone; `null` takes one away. */
const pageHeader =
  (name: string, value: string | null): Change =>
  (response, request) => {
    if (!isPage(request)) return response;
    if (value === null) response.headers.delete(name);
    else response.headers.set(name, value);
    return response;
  };

/** A change of the page's HTML, whose headers stay. */
const pageHtml =
  (change: (html: string) => string): Change =>
  async (response, request) => {
    if (!isPage(request)) return response;
    const { "content-encoding": _, "content-length": __, ...headers } = Object.fromEntries(response.headers);
    // As it came, it is packed; asked again for the plain text, it is not.
    const plain = await createEmbedServer({ page: page(), apiUrl: `${apiOrigin}/v2`, parentOrigins: [host] }).fetch(new Request(embedOrigin));
    return new Response(change(await plain.text()), { headers });
  };

const assetHeader =
  (name: string, value: string): Change =>
  (response, request) => {
    if (new URL(request.url).pathname.startsWith("/assets/")) response.headers.set(name, value);
    return response;
  };

const policyWith =
  (directive: string, value: string | null): Change =>
  (response, request) => {
    if (!isPage(request)) return response;
    const parts = (response.headers.get("content-security-policy") ?? "").split("; ").filter((part) => !part.startsWith(`${directive} `));
    response.headers.set("content-security-policy", [...parts, ...(value === null ? [] : [`${directive} ${value}`])].join("; "));
    return response;
  };

test("a deployment in which all is well: nothing is wrong, and it is said what was looked at (M118)", async () => {
  const findings = await visit();
  expect(findings.filter(({ level }) => level !== "good")).toEqual([]);
  expect(findings.map(({ what }) => what)).toEqual([
    "The page answers at https://auth.example.com/.",
    "The page says what its deployment decided, and it makes sense.",
    "The page holds its own script and nothing of anybody else.",
    "The Content-Security-Policy is the one that this deployment should send, directive by directive.",
    "The other headers are as they should be; there is no X-Frame-Options and no cookie.",
    "The page's code (1 files) is there, packed, and kept for a year.",
    "Browsers may send POST /credentials to https://deck.example.com/v2 from https://auth.example.com.",
    "Browsers may send PATCH /credentials/cred_doctor to https://deck.example.com/v2 from https://auth.example.com.",
    "https://app.example.com may frame the page and start a flow in it.",
    "The server's clock agrees with this machine's.",
    "/healthz says that the server is well.",
  ]);
});

test("so is one that forwards the API's routes", async () => {
  const findings = await visit({ settings: { proxy: true, fetch: async () => new Response('{"errors":[]}', { status: 401 }) } });
  expect(findings.filter(({ level }) => level === "bad")).toEqual([]);
  expect(findings.map(({ what }) => what)).toContain("The page forwards the API's routes, and reaches it.");
});

describe("each fault is found, alone, with what to do about it (M118)", () => {
  const cases: [string, Case, string[]][] = [
    ["no policy", { embed: pageHeader("content-security-policy", null) }, ["The page is sent without a Content-Security-Policy."]],
    [
      "a policy that is only reported",
      {
        embed: (response, request) => {
          response.headers.set("content-security-policy-report-only", "default-src 'none'");
          return pageHeader("content-security-policy", null)(response, request);
        },
      },
      ["The policy is only reported, not enforced."],
    ],
    [
      "a second policy",
      {
        embed: (response, request) => {
          if (isPage(request)) response.headers.append("content-security-policy", "frame-ancestors 'self'");
          return response;
        },
      },
      ["More than one Content-Security-Policy is sent: browsers enforce all of them at once."],
    ],
    [
      "inline scripts let in",
      { embed: policyWith("script-src", "'self' 'unsafe-inline'") },
      ["The policy's script-src is 'self' 'unsafe-inline', and should be 'self'. It decides whose code sees passwords."],
    ],
    [
      "requests let out",
      { embed: policyWith("connect-src", "*") },
      ["The policy's connect-src is *, and should be https://deck.example.com. It decides where passwords can be sent."],
    ],
    [
      "no word on who may frame the page",
      { embed: policyWith("frame-ancestors", null) },
      ["The policy lacks frame-ancestors. It decides who may frame the page; without it anybody can."],
    ],
    ["no Trusted Types", { embed: policyWith("trusted-types", null) }, ["The policy lacks trusted-types."]],
    [
      "X-Frame-Options",
      { embed: pageHeader("x-frame-options", "SAMEORIGIN") },
      ['x-frame-options is "SAMEORIGIN". It knows no list of origins and keeps hosts from framing the page.'],
    ],
    [
      "a page that is kept",
      { embed: pageHeader("cache-control", "max-age=60") },
      ['cache-control is "max-age=60". The page may be kept by caches and come back with the back button.'],
    ],
    [
      "addresses told to others",
      { embed: pageHeader("referrer-policy", null) },
      ["referrer-policy is missing. Addresses could be told to other servers."],
    ],
    [
      "sniffed types",
      { embed: pageHeader("x-content-type-options", null) },
      ["x-content-type-options is missing. Browsers may take files for something that they are not."],
    ],
    [
      "a resource policy that shuts isolated hosts out",
      { embed: pageHeader("cross-origin-resource-policy", "same-origin") },
      ['cross-origin-resource-policy is "same-origin". Hosts that isolate themselves (COEP) cannot frame the page.'],
    ],
    [
      "no opener policy",
      { embed: pageHeader("cross-origin-opener-policy", null) },
      ["cross-origin-opener-policy is missing. A page that opens this one keeps a hold of it."],
    ],
    [
      "no strict transport",
      { embed: pageHeader("strict-transport-security", null) },
      ["strict-transport-security is missing or short. A first visit can be led to plain http."],
    ],
    ["a cookie", { embed: pageHeader("set-cookie", "cdn=1") }, ["A cookie is set with the page."]],
    [
      "a foreign script",
      { embed: pageHtml((html) => html.replace("</head>", '<script src="https://cdn.example.net/beacon.js"></script></head>')) },
      ['The page holds a script that is not its own: <script src="https://cdn.example.net/beacon.js"></script>'],
    ],
    [
      "an inline script",
      { embed: pageHtml((html) => html.replace("</head>", "<script>track()</script></head>")) },
      ["The page holds a script that is not its own: <script>track()</script>"],
    ],
    [
      "a pixel",
      { embed: pageHtml((html) => html.replace("</body>", '<img src="https://pixel.example.net/1.gif"></body>')) },
      ["The page holds an address outside of its own files."],
    ],
    [
      "a rewritten style, which the policy would then refuse",
      { embed: pageHtml((html) => html.replace("margin:0", "margin: 0")) },
      [expect.stringMatching(/^The policy's style-src is 'self' 'sha256-.+', and should be 'self' 'sha256-.+'\.$/)],
    ],
    [
      "no deployment in the page",
      { embed: pageHtml((html) => html.replace(/<meta name="deck-auth-deployment"[^>]*>/, "")) },
      ["There is no deck-auth-deployment in the page: this is not the embed page, or something has rewritten it."],
    ],
    [
      "an empty deployment: the package's files without a server",
      { embed: pageHtml((html) => html.replace(/(name="deck-auth-deployment" content=)"[^"]*"/, '$1""')) },
      ["The page was served without its deployment's values."],
    ],
    [
      "a deployment that is not JSON",
      { embed: pageHtml((html) => html.replace(/(name="deck-auth-deployment" content=)"[^"]*"/, '$1"{"')) },
      ["The deployment in the page makes no sense: it is not JSON."],
    ],
    [
      "a deployment that makes no sense",
      { embed: pageHtml((html) => html.replace("https://app.example.com", "https://*.example.com")) },
      ['The deployment in the page makes no sense: parentOrigins: "https://*.example.com" holds a wildcard; name each origin in full.'],
    ],
    [
      "code that is fetched anew each time",
      { embed: assetHeader("cache-control", "no-cache") },
      ["/assets/main-1.js is fetched anew each time (cache-control: no-cache)."],
    ],
    [
      "code of the wrong type",
      { embed: assetHeader("content-type", "text/plain") },
      ["/assets/main-1.js is sent as text/plain."],
    ],
    [
      "code that is not packed",
      {
        embed: (response, request) =>
          new URL(request.url).pathname.startsWith("/assets/")
            ? new Response("1", { headers: { "content-type": "text/javascript", "cache-control": "public, max-age=31536000, immutable" } })
            : response,
      },
      ["/assets/main-1.js is sent unpacked, three times its size."],
    ],
    [
      "code that is not there",
      {
        embed: (response, request) =>
          new URL(request.url).pathname.startsWith("/assets/") ? new Response("", { status: 404 }) : response,
      },
      ["/assets/main-1.js answers 404: the page cannot start."],
    ],
    [
      "a host that is not listed",
      { ask: { hosts: ["https://other.example.com"] }, settings: {} },
      [
        "https://other.example.com may not start a flow: it is not among the parent origins.",
        "Browsers will not show the page within https://other.example.com: frame-ancestors does not name it.",
      ],
    ],
    [
      "a host that is no origin",
      { ask: { hosts: ["https://app.example.com/login"] } },
      [expect.stringMatching(/^--host: "https:\/\/app\.example\.com\/login" is not an origin/)],
    ],
    [
      "a host whose own policy lets it frame nobody",
      { hostHeaders: { "content-security-policy": "default-src 'self'; frame-src https://*.example.org" } },
      ["The policy of https://app.example.com does not let it frame https://auth.example.com."],
    ],
    [
      "host and embed page on one origin",
      { settings: { parentOrigins: [host, embedOrigin] }, ask: { hosts: [embedOrigin] } },
      [
        "The host page has the same origin as the embed page: its scripts could read what is typed.",
        "The policy of https://auth.example.com does not let it frame https://auth.example.com.",
      ],
    ],
    [
      "another API than was meant",
      { ask: { api: "https://api.deck.co/v2" } },
      ["The page talks to https://deck.example.com/v2, not to https://api.deck.co/v2."],
    ],
    [
      "an API without CORS",
      {
        api: (response, request) => {
          if (request.method === "OPTIONS") return new Response(null, { status: 404 });
          response.headers.delete("access-control-allow-origin");
          return response;
        },
      },
      [
        "Pages of https://auth.example.com may not read what the API answers (CORS).",
        "Browsers will not send POST /credentials from https://auth.example.com: the API answers their question with 404.",
        "Browsers will not send PATCH /credentials/cred_doctor from https://auth.example.com: the API answers their question with 404.",
      ],
    ],
    [
      "an API that lets another origin in",
      {
        api: (response, request) => {
          if (request.method === "OPTIONS") response.headers.set("access-control-allow-origin", "https://console.deck.co");
          return response;
        },
      },
      [
        "Browsers will not send POST /credentials from https://auth.example.com: the API names no origin that may (CORS).",
        "Browsers will not send PATCH /credentials/cred_doctor from https://auth.example.com: the API names no origin that may (CORS).",
      ],
    ],
    [
      "an API that takes no idempotency key from browsers",
      {
        api: (response, request) => {
          if (request.method === "OPTIONS") response.headers.set("access-control-allow-headers", "Authorization, Content-Type");
          return response;
        },
      },
      [
        "Browsers will not send POST /credentials from https://auth.example.com: the API does not allow idempotency-key along with it.",
        "Browsers will not send PATCH /credentials/cred_doctor from https://auth.example.com: the API does not allow idempotency-key along with it.",
      ],
    ],
    [
      "an API that takes no PATCH from browsers",
      {
        api: (response, request) => {
          if (request.method === "OPTIONS") response.headers.set("access-control-allow-methods", "GET, POST");
          return response;
        },
      },
      ["Browsers will not send PATCH /credentials/cred_doctor from https://auth.example.com: the API does not allow this method."],
    ],
    [
      "an API that takes whatever browsers send",
      {
        api: (response, request) => {
          if (request.method !== "OPTIONS") return response;
          response.headers.set("access-control-allow-headers", "Authorization, *");
          response.headers.set("access-control-allow-methods", "*");
          return response;
        },
      },
      [],
    ],
    [
      "something else in the API's place",
      { api: (response, request) => (request.method === "GET" ? new Response("<h1>Welcome</h1>") : response) },
      ["What is at https://deck.example.com/v2 does not answer like the Deck API (200)."],
    ],
    [
      "an API that forwards nowhere",
      { settings: { proxy: true, fetch: () => Promise.reject(new Error("no route")) } },
      ["The page forwards the API's routes, but the embed server cannot reach the API (502)."],
    ],
    [
      "a proxy in front that keeps /v2 to itself",
      {
        settings: { proxy: true },
        embed: (response, request) => (new URL(request.url).pathname.startsWith("/v2") ? new Response("shop", { status: 404 }) : response),
      },
      ["The page forwards the API's routes, but something else answers at https://auth.example.com/v2 (404)."],
    ],
    [
      "a clock that is off",
      { ask: { now: () => Date.now() + 3_600_000 } },
      [expect.stringMatching(/^The server's clock and this machine's are \d+ s apart\.$/)],
    ],
    [
      "no healthz",
      { embed: (response, request) => (new URL(request.url).pathname === "/healthz" ? new Response("", { status: 404 }) : response) },
      ["/healthz answers 404."],
    ],
    [
      "a redirect",
      { embed: () => Response.redirect("https://www.example.com/", 302) },
      ["https://auth.example.com redirects to https://www.example.com/."],
    ],
    ["a server that fails", { embed: () => new Response("", { status: 500 }) }, ["https://auth.example.com answers 500."]],
    ["a page below a path", { ask: { url: `${embedOrigin}/auth/` } }, ["The page is looked for at /auth/."]],
    ["no address at all", { ask: { url: "auth.example.com" } }, ['--url: "auth.example.com" is not a web address.']],
  ];

  test.each(cases)("%s", async (_, one, problems) => {
    expect(await problemsOf(one)).toEqual(problems);
  });
});

describe("out of reach", () => {
  test.each([
    ["nobody listens", async () => `http://127.0.0.1:${await freePort()}`, /refuses connections\.$/],
    ["there is no such name", async () => "https://auth.invalid", /has no address: its name is not known\.$/],
    ["it is plain http", async () => (await listen(() => new Response("plain"))).replace("http:", "https:"), /does not speak TLS\.$/],
  ])("%s: the reason is said in words", async (_, url, problem) => {
    const problems = await problemsOf({ ask: { url: await url(), fetch } });
    expect(problems).toEqual([expect.stringMatching(problem)]);
  });

  test("an API out of reach is said once", async () => {
    const problems = await problemsOf({ settings: { apiUrl: `http://127.0.0.1:${await freePort()}/v2` } });
    expect(problems).toEqual([expect.stringMatching(/^The API at http:\/\/127\.0\.0\.1:\d+\/v2 refuses connections\.$/)]);
  });

  test("plain http on another machine is a fault even where nothing answers", async () => {
    const problems = await problemsOf({ ask: { url: "http://auth.invalid", fetch } });
    expect(problems[0]).toBe("The page is served over plain http: anybody on the way can read the password.");
  });
});

test("files on a static host have no healthz, which is no fault", async () => {
  const findings = await visit({
    embed: (response, request) => {
      response.headers.delete("x-request-id");
      return new URL(request.url).pathname === "/healthz" ? new Response("", { status: 404 }) : response;
    },
  });
  expect(findings.filter(({ level }) => level !== "good")).toEqual([
    { level: "note", what: "There is no /healthz: these are files on a static host." },
  ]);
});
