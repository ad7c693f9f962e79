import { describe, expect, test } from "vitest";
import { createEmbedHandler, EmbedSettingsError, readEnvironment } from "../server/index.ts";
import { readers } from "../testing/read-config.ts";
import type { Site } from "../testing/read-config.ts";
import { smallPage } from "../testing/small-page.ts";
import { apacheConfig } from "./apache.ts";
import { headerRules } from "./header-rules.ts";
import { cloudflareHeaders, netlifyHeaders } from "./headers-file.ts";
import { nginxConfig } from "./nginx.ts";

const formats = [
  ["nginx", nginxConfig],
  ["apache", apacheConfig],
  ["netlify", netlifyHeaders],
  ["cloudflare", cloudflareHeaders],
] as const;

const whole = {
  DECK_API_URL: "https://deck.internal.example.com:8443/v2",
  DECK_AUTH_PARENT_ORIGINS: "https://app.example.com:8443 capacitor://localhost",
  DECK_AUTH_IMAGE_ORIGINS: "https://shots.example.com",
  DECK_AUTH_EMBEDDER_POLICY: "credentialless",
  DECK_AUTH_REPORT_URL: "https://reports.example.com/csp?app=%22deck%22&p=100%25",
};

function readSite(name: string, config: string): Site {
  const read = readers.get(name);
  if (read === undefined) throw new Error(`Nobody reads ${name}.`);
  return read(config);
}

/** A page as the build makes it: all its files are code. */
function page() {
  const { shells, assets } = smallPage();
  return { shells, assets: new Map([...assets].filter(([path]) => path.endsWith(".js"))) };
}

describe.each(formats)("the configuration for %s", (name, write) => {
  test.each([
    ["an empty environment", {}],
    ["a full environment", whole],
  ])("has the very headers that the server sends over https, for %s (R158, R159, R160, T8, T9)", async (_, environment) => {
    const { settings } = readEnvironment(environment);
    const handle = createEmbedHandler({ page: page(), ...settings });
    const headersAt = async (path: string) => {
      const sent = await handle(new Request(`https://auth.example.com${path}`, { headers: { "accept-encoding": "gzip" } }));
      const { "content-length": _length, "content-encoding": _packed, "x-request-id": _id, ...headers } = Object.fromEntries(sent.headers);
      return headers;
    };
    const [ofPage, ofCode] = [await headersAt("/"), await headersAt("/assets/main-1.js")];
    const site = readSite(name, write(headerRules(page(), settings)));
    expect(Object.fromEntries(site.headers("/", true))).toEqual(ofPage);
    // Where every rule that fits counts, what holds everywhere holds for code too.
    expect(Object.fromEntries(site.headers("/assets/main-1.js", true))).toEqual(
      site.fallsBackToThePage ? { ...ofPage, ...ofCode, "content-security-policy": ofPage["content-security-policy"] } : ofCode,
    );
  });

  test("seals whatever it may serve at another path just as the page (T8, T13, R159)", async () => {
    const { settings } = readEnvironment(whole);
    const site = readSite(name, write(headerRules(page(), settings)));
    // nginx answers there by itself, with nothing of ours.
    if (name === "nginx") return expect(write(headerRules(page(), settings))).toMatch(/location \/ \{\n {4}return 404;\n {2}\}/);
    for (const path of ["/x", "/index", "/login/", "/index.html.gz", "/index.html.br", "/404.html"]) {
      for (const header of ["content-security-policy", "strict-transport-security", "permissions-policy", "cross-origin-opener-policy", "x-content-type-options", "referrer-policy"])
        expect(site.headers(path, true).get(header), `${path} ${header}`).toBe(site.headers("/", true).get(header));
    }
  });

  test("sends no X-Frame-Options, and logs no query where it says what is logged (T9, T46)", () => {
    const config = write(headerRules(page(), readEnvironment(whole).settings));
    expect(config).not.toMatch(/(add_header|Header always set|^ ) ?X-Frame-Options/im);
    expect(config).not.toMatch(/\$request\b|\$request_uri|\$args|%r|%q/);
    // What goes wrong is logged with the whole request by both servers, unless they are told not to.
    if (name === "nginx") expect(config).toMatch(/^ {2}error_log \S+ crit;$/m);
    if (name === "apache") expect(config).toMatch(/^ {2}LogLevel crit$/m);
  });
});

test.each([
  ["nginx", nginxConfig],
  ["apache", apacheConfig],
] as const)("with the configuration for %s no browser keeps for a year that a file is not there", (name, write) => {
  const site = readSite(name, write(headerRules(page(), readEnvironment({}).settings)));
  const gone = site.headers("/assets/gone.js", false);
  expect(gone.get("cache-control")).toBeUndefined();
  expect(gone.get("content-security-policy")).toBe("default-src 'none'; frame-ancestors 'none'");
});

describe("what a static host cannot do is said", () => {
  const rulesOf = (environment: Record<string, string>) => headerRules(page(), readEnvironment(environment).settings);

  test("forwarding the API's routes (T43)", () => {
    expect(() => rulesOf({ DECK_AUTH_PROXY: "on" })).toThrow(/^DECK_AUTH_PROXY: .+\.$/);
  });

  test("a dollar sign, to nginx a variable", () => {
    const rules = rulesOf({ DECK_AUTH_REPORT_URL: "https://reports.example.com/$x" });
    expect(() => nginxConfig(rules)).toThrow(EmbedSettingsError);
    expect(apacheConfig(rules)).toContain("/$x");
  });

  test("a line that is too long for Cloudflare", () => {
    const many = Array.from({ length: 60 }, (_, index) => `https://customer-${index}.example.com`).join(" ");
    expect(() => cloudflareHeaders(rulesOf({ DECK_AUTH_PARENT_ORIGINS: many }))).toThrow(/at most 2000 characters/);
  });

  test("files of several types under one rule: then the build has changed and its headers must too", () => {
    expect(() => headerRules(smallPage(), readEnvironment({}).settings)).toThrow(/more than one type/);
  });
});
