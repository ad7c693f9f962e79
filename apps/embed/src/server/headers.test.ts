import { describe, expect, test } from "vitest";
import { createEmbedServer } from "./index.ts";
import type { EmbedServerOptions } from "./index.ts";
import { smallPage, styleHash } from "../testing/small-page.ts";

const permissions =
  "accelerometer=(), autoplay=(), browsing-topics=(), camera=(), display-capture=(), fullscreen=(), geolocation=(), " +
  "gyroscope=(), microphone=(), midi=(), payment=(), usb=(), identity-credentials-get=(), otp-credentials=(), " +
  "publickey-credentials-get=()";

async function headersOf(address: string, options: EmbedServerOptions = {}, request: RequestInit = {}) {
  const response = await createEmbedServer({ page: smallPage(), newId: () => "req_embed_1", ...options }).fetch(new Request(address, request));
  const { "content-length": _, ...headers } = Object.fromEntries(response.headers);
  return headers;
}

describe("headers of the page", () => {
  test("with nothing configured, byte for byte: nobody frames it (T8, T13, T29, T31, R158, R160)", async () => {
    expect(await headersOf("https://auth.example.com/")).toEqual({
      "cache-control": "no-store",
      "content-security-policy":
        `default-src 'none'; script-src 'self'; script-src-attr 'none'; style-src 'self' ` +
        `'sha256-${styleHash}'; style-src-attr 'none'; ` +
        "img-src 'self' data: https://content.cdn.deck.co https://cdn.brandfetch.io; font-src 'self'; " +
        "connect-src https://api.deck.co; form-action 'none'; base-uri 'none'; object-src 'none'; frame-src 'none'; " +
        "worker-src 'none'; manifest-src 'none'; media-src 'none'; frame-ancestors 'none'; " +
        "require-trusted-types-for 'script'; trusted-types 'none'; upgrade-insecure-requests",
      "content-type": "text/html; charset=utf-8",
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "cross-origin",
      "origin-agent-cluster": "?1",
      "permissions-policy": permissions,
      "referrer-policy": "no-referrer",
      "strict-transport-security": "max-age=63072000; includeSubDomains",
      "vary": "accept-encoding",
      "x-content-type-options": "nosniff",
      "x-request-id": "req_embed_1",
      "x-robots-tag": "noindex",
    });
  });

  test("with everything configured, byte for byte: parents, app shells, images, reports (T8, R158, R159)", async () => {
    const headers = await headersOf("https://auth.example.com/?lang=fr-CA", {
      apiUrl: "https://deck.internal.example.com:8443/v2",
      parentOrigins: [
        "https://app.example.com",
        "https://admin.example.com:8443",
        "capacitor://localhost",
        "ionic://localhost",
      ],
      imageOrigins: ["https://shots.example.com"],
      reportUrl: "https://reports.example.com/csp?app=deck",
    });
    expect(headers["content-security-policy"]).toBe(
      `default-src 'none'; script-src 'self'; script-src-attr 'none'; style-src 'self' ` +
        `'sha256-${styleHash}'; style-src-attr 'none'; ` +
        "img-src 'self' data: https://content.cdn.deck.co https://cdn.brandfetch.io https://shots.example.com; " +
        "font-src 'self'; " +
        "connect-src https://deck.internal.example.com:8443; form-action 'none'; base-uri 'none'; object-src 'none'; " +
        "frame-src 'none'; worker-src 'none'; manifest-src 'none'; media-src 'none'; frame-ancestors https://app.example.com " +
        "https://admin.example.com:8443 capacitor://localhost ionic://localhost; require-trusted-types-for 'script'; " +
        "trusted-types 'none'; upgrade-insecure-requests; report-to deck-csp",
    );
    expect(headers["reporting-endpoints"]).toBe('deck-csp="https://reports.example.com/csp?app=deck"');
  });

  test("on loopback without TLS, byte for byte: nothing is upgraded to https", async () => {
    const headers = await headersOf("http://127.0.0.1:4310/", {
      apiUrl: "http://127.0.0.1:4320/v2",
      parentOrigins: ["http://localhost:4300"],
    });
    expect(headers["content-security-policy"]).toBe(
      `default-src 'none'; script-src 'self'; script-src-attr 'none'; style-src 'self' ` +
        `'sha256-${styleHash}'; style-src-attr 'none'; ` +
        "img-src 'self' data: https://content.cdn.deck.co https://cdn.brandfetch.io; font-src 'self'; " +
        "connect-src http://127.0.0.1:4320; form-action 'none'; base-uri 'none'; object-src 'none'; frame-src 'none'; " +
        "worker-src 'none'; manifest-src 'none'; media-src 'none'; frame-ancestors http://localhost:4300; " +
        "require-trusted-types-for 'script'; trusted-types 'none'",
    );
    expect(headers).not.toHaveProperty("strict-transport-security");
  });

  test("when the API is forwarded, the page may talk to its own origin alone, and is told so (T13, T43)", async () => {
    const headers = await headersOf("https://auth.example.com/", { apiUrl: "https://deck.internal.example.com/v2", proxy: true });
    expect(headers["content-security-policy"]).toBe(
      `default-src 'none'; script-src 'self'; script-src-attr 'none'; style-src 'self' ` +
        `'sha256-${styleHash}'; style-src-attr 'none'; ` +
        "img-src 'self' data: https://content.cdn.deck.co https://cdn.brandfetch.io; font-src 'self'; " +
        "connect-src 'self'; form-action 'none'; base-uri 'none'; object-src 'none'; frame-src 'none'; " +
        "worker-src 'none'; manifest-src 'none'; media-src 'none'; frame-ancestors 'none'; " +
        "require-trusted-types-for 'script'; trusted-types 'none'; upgrade-insecure-requests",
    );
  });

  test.each([
    ["another machine's http", "http://10.0.0.7:4310/", {}],
    ["a proxy that took https and calls us by our inner name", "http://127.0.0.1:4310/", { "x-forwarded-proto": "https" }],
    ["a name that only looks like loopback", "http://localhost.example.com/", {}],
  ])("are the strict ones behind %s", async (_, address, headers) => {
    const sent = await headersOf(address, {}, { headers });
    expect(sent["content-security-policy"]).toContain("; upgrade-insecure-requests");
    expect(sent["strict-transport-security"]).toBe("max-age=63072000; includeSubDomains");
  });

  test("never hold X-Frame-Options, and hold an embedder policy only when asked for (T9, R159)", async () => {
    const plain = await headersOf("https://auth.example.com/");
    expect(plain).not.toHaveProperty("x-frame-options");
    expect(plain).not.toHaveProperty("cross-origin-embedder-policy");
    const asked = await headersOf("https://auth.example.com/", { embedderPolicy: "credentialless" });
    expect(asked["cross-origin-embedder-policy"]).toBe("credentialless");
  });

  test("have the browser report nothing of an address with a token in its query: a report holds the query (T46)", async () => {
    const reportUrl = "https://reports.example.com/csp";
    const reporting = await headersOf("https://auth.example.com/?lang=fr-CA", { reportUrl });
    for (const query of ["?token=tk_1", "?lang=fr-CA&%74oken=tk_1", "?token"]) {
      const { "content-security-policy": policy, ...silent } = await headersOf(`https://auth.example.com/${query}`, { reportUrl });
      expect(silent).not.toHaveProperty("reporting-endpoints");
      expect(`${policy}; report-to deck-csp`).toBe(reporting["content-security-policy"]);
    }
  });

  test("are the same whatever the query says (T13)", async () => {
    const plain = await headersOf("https://auth.example.com/");
    const evil = ["apiUrl", "api_url", "DECK_API_URL", "parentOrigin", "imageOrigins", "returnUrls"].map((name) => [
      name,
      "https://evil.test",
    ]);
    const query = new URLSearchParams([...evil, ["lang", "fr-CA"], ["theme", "dark"]]);
    expect(await headersOf(`https://auth.example.com/?${query}`)).toEqual(plain);
  });
});

describe("headers of everything else", () => {
  test("a file of the page, byte for byte: kept for a year, for this origin alone", async () => {
    expect(await headersOf("https://auth.example.com/assets/main-1.js")).toEqual({
      "cache-control": "public, max-age=31536000, immutable",
      "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
      "content-type": "text/javascript; charset=utf-8",
      "cross-origin-resource-policy": "same-origin",
      "referrer-policy": "no-referrer",
      "strict-transport-security": "max-age=63072000; includeSubDomains",
      "vary": "accept-encoding",
      "x-content-type-options": "nosniff",
      "x-request-id": "req_embed_1",
      "x-robots-tag": "noindex",
    });
  });

  test("a refusal to forward, byte for byte: data for no page but ours, and no CORS (T43)", async () => {
    const headers = await headersOf("https://auth.example.com/v2/token", { proxy: true }, { method: "POST", headers: { origin: "https://evil.test" } });
    expect(headers).toEqual({
      "cache-control": "no-store",
      "content-security-policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
      "content-type": "application/json",
      "cross-origin-resource-policy": "same-origin",
      "referrer-policy": "no-referrer",
      "strict-transport-security": "max-age=63072000; includeSubDomains",
      "x-content-type-options": "nosniff",
      "x-request-id": "req_embed_1",
      "x-robots-tag": "noindex",
    });
  });

  test.each(["/healthz", "/nothing-here"])("%s is a note in plain text that is not kept", async (path) => {
    expect(await headersOf(`http://localhost:4310${path}`)).toEqual({
      "cache-control": "no-store",
      "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
      "content-type": "text/plain; charset=utf-8",
      "cross-origin-resource-policy": "same-origin",
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
      "x-request-id": "req_embed_1",
      "x-robots-tag": "noindex",
    });
  });
});
