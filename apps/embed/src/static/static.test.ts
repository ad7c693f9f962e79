import { describe, expect, test } from "vitest";
import { createEmbedHandler, EmbedSettingsError, readEnvironment } from "../server/index.ts";
import { readers } from "../testing/read-config.ts";
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
  DECK_AUTH_REPORT_URL: "https://reports.example.com/csp?app=%22deck%22&p=100%25",
};

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
    const site = readers.get(name)?.(write(headerRules(page(), settings)));
    for (const [rule, path] of [["/", "/"], ["/assets/", "/assets/main-1.js"]] as const) {
      const sent = await handle(new Request(`https://auth.example.com${path}`, { headers: { "accept-encoding": "gzip" } }));
      const { "content-length": _length, "content-encoding": _packed, "x-request-id": _id, ...headers } = Object.fromEntries(sent.headers);
      expect(Object.fromEntries(site?.get(rule) ?? [])).toEqual(headers);
    }
  });

  test("sends no X-Frame-Options, and logs no query where it says what is logged (T9, T46)", () => {
    const config = write(headerRules(page(), readEnvironment(whole).settings));
    expect(config).not.toMatch(/(add_header|Header always set|^ ) ?X-Frame-Options/im);
    expect(config).not.toMatch(/\$request\b|\$request_uri|\$args|%r|%q/);
  });
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
