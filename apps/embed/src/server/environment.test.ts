import { describe, expect, test } from "vitest";
import { EmbedSettingsError, readEnvironment } from "./index.ts";

function problemsOf(environment: Record<string, string>): readonly string[] {
  try {
    readEnvironment(environment);
    return [];
  } catch (error) {
    if (error instanceof EmbedSettingsError) return error.problems;
    throw error;
  }
}

describe("the environment (design 3.2)", () => {
  test("empty: Deck's API, nobody frames the page, port 4310 on this machine alone", () => {
    expect(readEnvironment({ DECK_API_URL: "", DECK_AUTH_PARENT_ORIGINS: " ", PORT: "" })).toEqual({
      settings: {
        apiUrl: "https://api.deck.co/v2",
        proxy: false,
        parentOrigins: [],
        imageOrigins: [],
        returnUrls: [],
        queryToken: "accept",
        reportUrl: undefined,
        embedderPolicy: undefined,
      },
      port: 4310,
      host: "127.0.0.1",
    });
  });

  test("full: every variable is read, lists by commas or spaces, each value once and in its normal form", () => {
    expect(
      readEnvironment({
        DECK_API_URL: "http://127.0.0.1:4320/v2/",
        DECK_AUTH_PARENT_ORIGINS:
          "https://App.Example.com/, https://app.example.com:443\n http://localhost:4300 capacitor://localhost",
        DECK_AUTH_RETURN_URLS: "https://app.example.com myapp://done?from=deck com.example.app:/oauth",
        DECK_AUTH_IMAGE_ORIGINS: "https://shots.example.com,http://127.0.0.1:4320",
        DECK_AUTH_QUERY_TOKEN: "refuse",
        DECK_AUTH_REPORT_URL: "https://reports.example.com/csp",
        DECK_AUTH_EMBEDDER_POLICY: "credentialless",
        DECK_AUTH_PROXY: "on",
        PORT: "8080",
        DECK_AUTH_HOST: "0.0.0.0",
      }),
    ).toEqual({
      settings: {
        apiUrl: "http://127.0.0.1:4320/v2",
        proxy: true,
        parentOrigins: ["https://app.example.com", "http://localhost:4300", "capacitor://localhost"],
        imageOrigins: ["https://shots.example.com", "http://127.0.0.1:4320"],
        returnUrls: ["https://app.example.com/", "myapp://done?from=deck", "com.example.app:/oauth"],
        queryToken: "refuse",
        reportUrl: "https://reports.example.com/csp",
        embedderPolicy: "credentialless",
      },
      port: 8080,
      host: "0.0.0.0",
    });
  });

  test("says everything that is wrong at once, a sentence each", () => {
    const environment = {
      DECK_API_URL: "http://api.example.com/v2",
      DECK_AUTH_QUERY_TOKEN: "maybe",
      PORT: "http",
      DECK_AUTH_PROXY: "yes please",
      DECK_AUTH_PARENT_ORIGIN: "https://app.example.com",
    };
    expect(problemsOf(environment)).toEqual([
      "DECK_AUTH_PARENT_ORIGIN: there is no such variable; did you mean DECK_AUTH_PARENT_ORIGINS?",
      'DECK_AUTH_PROXY: "yes please" is neither on nor off; write one of the two.',
      'PORT: "http" is not a port number; write one from 0 to 65535.',
      'DECK_API_URL: "http://api.example.com/v2" must be https; plain http is for localhost alone.',
      'DECK_AUTH_QUERY_TOKEN: "maybe" is neither accept nor refuse; write one of the two.',
    ]);
  });

  test.each([
    ["on", true],
    ["TRUE", true],
    ["1", true],
    ["off", false],
    ["false", false],
    ["0", false],
  ])("DECK_AUTH_PROXY %j means %j (T43)", (text, proxy) => {
    expect(readEnvironment({ DECK_AUTH_PROXY: text }).settings.proxy).toBe(proxy);
  });

  test.each(["onn", "2", "enabled", "on,off"])("DECK_AUTH_PROXY %j is refused (T43)", (text) => {
    expect(problemsOf({ DECK_AUTH_PROXY: text })).toHaveLength(1);
  });

  test.each(["Refuse", "refuse accept", "no", "0"])("DECK_AUTH_QUERY_TOKEN %j is refused (T46)", (text) => {
    expect(problemsOf({ DECK_AUTH_QUERY_TOKEN: text })).toHaveLength(1);
  });

  test.each([
    ["off", undefined],
    ["", undefined],
    ["require-corp", "require-corp"],
    ["credentialless", "credentialless"],
  ])("DECK_AUTH_EMBEDDER_POLICY %j means %j (T9)", (text, policy) => {
    expect(readEnvironment({ DECK_AUTH_EMBEDDER_POLICY: text }).settings.embedderPolicy).toBe(policy);
  });

  test.each(["on", "unsafe-none", "Require-Corp", "credentialless; report-to=x", "require-corp, credentialless"])("DECK_AUTH_EMBEDDER_POLICY %j is refused (T9)", (text) => {
    expect(problemsOf({ DECK_AUTH_EMBEDDER_POLICY: text })).toEqual([
      `DECK_AUTH_EMBEDDER_POLICY: "${text}" is none of off, require-corp, credentialless; write one of them.`,
    ]);
  });

  test("a variable of another program beside ours is left alone", () => {
    expect(problemsOf({ DECK_SECRET_KEY: "x", DECK_AUTH_EMBED_URL: "x", DECK_WEBHOOK_SECRET: "x", PATH: "x" })).toEqual([]);
  });

  test.each(["65536", "-1", "4310x", "0x10e6", "43 10"])("PORT %j is refused", (port) => {
    expect(problemsOf({ PORT: port })).toHaveLength(1);
  });

  test.each([
    "api.deck.co/v2",
    "http://api.deck.co/v2",
    "http://localhost.example.com/v2",
    "ftp://api.deck.co",
    "https://user:pass@api.deck.co/v2",
    "https://api.deck.co/v2?key=1",
    "https://api.deck.co/v2#x",
    "https://[2001:db8::1]/v2",
    "https://api;script-src.example.com/v2",
    "https://api.deck.co\\@evil.test/v2",
    "javascript:alert(1)",
    "https://",
  ])("DECK_API_URL %j is refused: credentials go nowhere else (T13)", (address) => {
    expect(problemsOf({ DECK_API_URL: address })).toEqual([expect.stringMatching(/^DECK_API_URL: .+\.$/)]);
  });

  test.each([
    "*",
    "https://*.example.com",
    "https://app.example.com/path",
    "https://app.example.com?x",
    "https://app.example.com#x",
    "https://user@app.example.com",
    "http://app.example.com",
    "app.example.com",
    "//app.example.com",
    "https:app.example.com",
    "https:/app.example.com",
    "https://app.example.com.",
    "https://app.example.com\\.evil.test",
    "https://app.example.com:99999",
    "https://[::1]:4300",
    "https://a;frame-ancestors",
    "'self'",
    "null",
    "capacitor:",
    "capacitor://",
    "capacitor://*",
    "file:///index.html",
    "data:text/html",
    "javascript://app.example.com",
    "blob://app.example.com",
  ])("DECK_AUTH_PARENT_ORIGINS %j is refused: an origin is compared whole (T5, T8)", (origin) => {
    expect(problemsOf({ DECK_AUTH_PARENT_ORIGINS: `https://good.example.com ${origin}` })).toEqual([
      expect.stringMatching(/^DECK_AUTH_PARENT_ORIGINS: .+\.$/),
    ]);
  });

  test.each([
    "http://shots.example.com",
    "https://*.amazonaws.com",
    "capacitor://localhost",
    "data:",
    "blob:",
    "https://cdn.example.com/shots",
  ])("DECK_AUTH_IMAGE_ORIGINS %j is refused: full origins alone (T25)", (origin) => {
    expect(problemsOf({ DECK_AUTH_IMAGE_ORIGINS: origin })).toEqual([
      expect.stringMatching(/^DECK_AUTH_IMAGE_ORIGINS: .+\.$/),
    ]);
  });

  test.each([
    "javascript:alert(1)",
    "JavaScript:/*/alert(1)",
    "javascript://app.example.com/%0aalert(1)",
    "data:text/html",
    "vbscript:x",
    "blob:https://app.example.com/1",
    "file:///etc/passwd",
    "about:blank",
    "view-source:https://app.example.com",
    "intent://done#Intent;S.browser_fallback_url=https://evil.test;end",
    "market://details?id=x",
    "tel:+15550100",
    "mailto:a@example.com",
    "//app.example.com/done",
    "/done",
    "done",
    "https:app.example.com",
    "https://",
    "http://app.example.com/done",
    "https://app.example.com@evil.test/",
    "https://app.example.com/done#here",
    "https://app.example.com/*",
    "https://app.example.com\\done",
    "myapp:done",
    "myapp://user:pass@done",
    "myapp://done#here",
  ])("DECK_AUTH_RETURN_URLS %j is refused: a page or an app of the adopter's (T11)", (address) => {
    expect(problemsOf({ DECK_AUTH_RETURN_URLS: address })).toEqual([expect.stringMatching(/^DECK_AUTH_RETURN_URLS: .+\.$/)]);
  });

  test.each([
    "http://reports.example.com",
    "reports.example.com",
    'https://reports.example.com/"; x="',
    "https://u@reports.example.com",
  ])("DECK_AUTH_REPORT_URL %j is refused", (address) => {
    const problems = problemsOf({ DECK_AUTH_REPORT_URL: address });
    expect(problems).toEqual([expect.stringMatching(/^DECK_AUTH_REPORT_URL: .+\.$/)]);
  });

  test("DECK_AUTH_REPORT_URL cannot break out of its header", () => {
    const { settings } = readEnvironment({ DECK_AUTH_REPORT_URL: 'https://reports.example.com/a"b?c="d' });
    expect(settings.reportUrl).toBe("https://reports.example.com/a%22b?c=%22d");
  });
});
