import { describe, expect, test } from "vitest";
import { code } from "../testing/small-page.ts";
import { freePort } from "../../../../scripts/ports.ts";
import { assetHeader, embedOrigin, host, isPage, listen, pageHeader, pageHtml, plainPage, policyWith, problemsOf, visit } from "../testing/deployed.ts";
import type { Case } from "../testing/deployed.ts";

test("a deployment in which all is well: nothing is wrong, and it is said what was looked at; a second React and an app's bridge are nothing that is seen from outside (M118)", async () => {
  const findings = await visit();
  expect(findings.filter(({ level }) => level !== "good")).toEqual([]);
  expect(findings.map(({ what }) => what)).toEqual([
    "The page answers at https://auth.example.com/.",
    "The page says what its deployment decided, and it makes sense.",
    "The page holds its own script and nothing of anybody else.",
    "The Content-Security-Policy is the one that this deployment should send, directive by directive.",
    "The other headers are as they should be; there is no X-Frame-Options and no cookie.",
    "The page's code (1 files) is there, packed, and kept for a year.",
    "Where there is nothing, nothing is served.",
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
    [
      "scripts of elements let in, which browsers ask about before they ask about scripts",
      { embed: policyWith("script-src-elem", "* 'unsafe-inline'") },
      ["The policy holds script-src-elem * 'unsafe-inline', which is not of ours: it can loosen what the others forbid, or tell somebody of it."],
    ],
    [
      "style sheets of anybody let in",
      { embed: policyWith("style-src-elem", "*") },
      ["The policy holds style-src-elem *, which is not of ours: it can loosen what the others forbid, or tell somebody of it."],
    ],
    [
      "reports to a stranger",
      { embed: policyWith("report-uri", "https://evil.example.net/csp") },
      ["The policy holds report-uri https://evil.example.net/csp, which is not of ours: it can loosen what the others forbid, or tell somebody of it."],
    ],
    ["a directive that nobody knows yet", { embed: policyWith("fenced-frame-src", "*") }, [expect.stringContaining("fenced-frame-src *")]],
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
    [
      "a header that leads elsewhere",
      { embed: pageHeader("refresh", "5; url=https://evil.example.net/") },
      ['refresh is "5; url=https://evil.example.net/". It leads whoever types a password to another page.'],
    ],
    [
      "a header that loads something",
      { embed: pageHeader("link", "<https://cdn.example.net/x.css>; rel=stylesheet") },
      ['link is "<https://cdn.example.net/x.css>; rel=stylesheet". It has browsers load what is not in the page.'],
    ],
    [
      "a header that has browsers tell of requests",
      { embed: pageHeader("nel", '{"report_to":"cdn","max_age":604800}') },
      ['nel is "{"report_to":"cdn","max_age":604800}". It has browsers tell somebody of the page\'s requests.'],
    ],
    [
      "reports of all kinds to a stranger",
      { embed: pageHeader("reporting-endpoints", 'deck-csp="https://reports.example.com", default="https://evil.example.net/"') },
      ['reporting-endpoints is "deck-csp="https://reports.example.com", default="https://evil.example.net/"". It has browsers tell somebody of more than breaches of the policy.'],
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
      "a foreign script that nobody closed",
      { embed: pageHtml((html) => html.replace("</body>", "<script src=https://evil.example.net/x.js></body>")) },
      ["The page holds a script that is not its own: <script src=https://evil.example.net/x.js></body>"],
    ],
    [
      "a foreign script whose end is written with room",
      { embed: pageHtml((html) => html.replace("</head>", "<script >track()</script ></head>")) },
      ["The page holds a script that is not its own: <script >track()</script >"],
    ],
    ...[
      '<img src="https://pixel.example.net/1.gif">',
      "<img src='https://pixel.example.net/1.gif'>",
      "<img/src=https://pixel.example.net/1.gif>",
      "<link rel=stylesheet href='https://cdn.example.net/x.css'>",
      "<link rel=preconnect href=//cdn.example.net>",
      '<meta http-equiv="refresh" content="0; url=https://evil.example.net/">',
      "<META HTTP-EQUIV=refresh CONTENT=5>",
      "<a href=https://evil.example.net/ >x</a>",
      "<form action='https://evil.example.net/'></form>",
      "<base href=/x/>",
      "<iframe src='https://evil.example.net/'>",
      "<style>@import '//evil.example.net'</style >",
    ].map((markup): [string, Case, string[]] => [
      `in the page, ${markup}`,
      { embed: pageHtml((html) => html.replace("</main>", `${markup}</main>`)) },
      [expect.stringMatching(/^The page holds something that is not its own: </)],
    ]),
    [
      "a handler",
      { embed: pageHtml((html) => html.replace("<p>Where", '<p/onclick="track()">Where')) },
      ['The page holds something that is not its own: <p/onclick="track()">Where is your account?</p></main><noscript></noscript></bod.'],
    ],
    [
      "the page at every address",
      {
        embed: async (response) =>
          response.status === 404 ? new Response(await plainPage(), { headers: { "content-type": "text/html" } }) : response,
      },
      [
        "Where there is nothing (/deck-auth-doctor), the page is served all the same, without the headers that seal it.",
        "Where there is nothing (/assets/deck-auth-doctor.js), the page is served all the same, without the headers that seal it.",
      ],
    ],
    [
      "something else at every address",
      { embed: (response, request) => (new URL(request.url).pathname === "/deck-auth-doctor" ? new Response("shop") : response) },
      ["Where there is nothing (/deck-auth-doctor), something is served all the same (200)."],
    ],
    [
      "a host that isolates itself, and a page that does not",
      { hostHeaders: { "cross-origin-embedder-policy": "require-corp" } },
      ["https://app.example.com sends Cross-Origin-Embedder-Policy: require-corp, and the page sends none: browsers will show it empty there."],
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
      "code that was rewritten",
      {
        embed: (response, request) =>
          new URL(request.url).pathname.startsWith("/assets/main") ? new Response(`/* minified */${code}`, { headers: { "content-type": "text/javascript" } }) : response,
      },
      ["/assets/main-1.js is not what was built: browsers will not run it."],
    ],
    [
      "code without its hash in the page",
      { embed: pageHtml((html) => html.replace(/ integrity="[^"]+"/, "")) },
      [expect.stringMatching(/^The page holds a script that is not its own: /), "The page's own script is missing, or there more than once."],
    ],
    [
      "code that is not packed",
      {
        embed: (response, request) =>
          new URL(request.url).pathname.startsWith("/assets/main")
            ? new Response(code, { headers: { "content-type": "text/javascript", "cache-control": "public, max-age=31536000, immutable" } })
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

test("a page that isolates itself is framed by a host that does, and by one that does not (T9)", async () => {
  const settings = { embedderPolicy: "credentialless" } as const;
  for (const sent of ["unsafe-none", "require-corp"]) {
    const hostHeaders = { "cross-origin-embedder-policy": sent };
    expect((await visit({ settings, hostHeaders })).filter(({ level }) => level !== "good")).toEqual([]);
  }
});

test("an embedder policy that is none is a fault (T9)", async () => {
  expect(await problemsOf({ embed: pageHeader("cross-origin-embedder-policy", "unsafe-none") })).toEqual([
    'cross-origin-embedder-policy is "unsafe-none". It is neither require-corp nor credentialless.',
  ]);
});

test("a host whose start page redirects is not looked into, which is said", async () => {
  const findings = await visit({ hostHeaders: { location: "/login" }, hostStatus: 302 });
  expect(findings.filter(({ level }) => level !== "good")).toEqual([
    { level: "note", what: "https://app.example.com redirects to /login, so the headers of the page that frames this one were not looked at." },
  ]);
});

test("that a missing file is kept for a year, as where headers go by paths alone, is no fault but worth knowing", async () => {
  const findings = await visit({
    embed: (response) => {
      if (response.status === 404) response.headers.set("cache-control", "public, max-age=31536000, immutable");
      return response;
    },
  });
  expect(findings.filter(({ level }) => level !== "good")).toEqual([
    { level: "note", what: "That a file below /assets/ is missing is kept by browsers too (public, max-age=31536000, immutable): publish all files of a version at once." },
  ]);
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
