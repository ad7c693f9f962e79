import { fileURLToPath } from "node:url";
import { build } from "vite";
import { afterEach, describe, expect, it, vi } from "vitest";
import { createDeckAuth } from "./index.ts";
import type { DeckAuthOptions } from "./index.ts";
import { canaryKey } from "../test/upstream.ts";

const good: DeckAuthOptions = { secretKey: canaryKey, authorize: () => null };

afterEach(() => {
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
});

describe("createDeckAuth", () => {
  it("does not exist without authorize (R173, T35)", () => {
    // @ts-expect-error authorize is required
    expect(() => createDeckAuth({ secretKey: canaryKey })).toThrow(/authorize.*required/);
    // @ts-expect-error a flag is not a check
    expect(() => createDeckAuth({ secretKey: canaryKey, authorize: true })).toThrow(/authorize.*required/);
  });

  it("takes the key from the environment when none is given (R165)", () => {
    vi.stubEnv("DECK_SECRET_KEY", undefined);
    expect(() => createDeckAuth({ authorize: () => null })).toThrow(/DECK_SECRET_KEY/);
    vi.stubEnv("DECK_SECRET_KEY", canaryKey);
    expect(() => createDeckAuth({ authorize: () => null })).not.toThrow();
  });

  it.each(["tk_token", "whsec_secret", "live_key", "sk_", "sk_a b"])("refuses %j as a secret key, without repeating it", (secretKey) => {
    const attempt = () => createDeckAuth({ ...good, secretKey });
    expect(attempt).toThrow(/begin with sk_/);
    expect(attempt).not.toThrow(secretKey === "sk_" ? "sk_ given" : secretKey);
  });

  it.each(["VITE_DECK_KEY", "NEXT_PUBLIC_DECK_SECRET_KEY"])("refuses a key that also stands in %s (T38)", (name) => {
    vi.stubEnv(name, canaryKey);
    expect(() => createDeckAuth(good)).toThrow(name);
    expect(() => createDeckAuth(good)).not.toThrow(canaryKey);
  });

  it("refuses to run in a browser (R166)", () => {
    vi.stubGlobal("window", {});
    vi.stubGlobal("document", {});
    expect(() => createDeckAuth(good)).toThrow(/user's machine/);
  });

  it("refuses to run in a React Native app (R166)", () => {
    vi.stubGlobal("navigator", { product: "ReactNative" });
    expect(() => createDeckAuth(good)).toThrow(/user's machine/);
  });

  it.each(["http://api.deck.co/v2", "ftp://api.deck.co", "/v2", "https://user:pass@api.deck.co/v2", "https://api.deck.co/v2?key=1", "https://api.deck.co/#v2"])(
    "sends the key to no address such as %s",
    (apiUrl) => {
      expect(() => createDeckAuth({ ...good, apiUrl })).toThrow(/apiUrl/);
    },
  );

  it.each(["*", "null", "app.example.com", "https://app.example.com/", "https://APP.example.com", "https://app.example.com:443", "https://*.example.com", ""])(
    "refuses %j as an origin (T36)",
    (origin) => {
      expect(() => createDeckAuth({ ...good, allowedOrigins: [origin] })).toThrow(/allowedOrigins/);
    },
  );

  it.each(["api", "/api/", "/api//x", "/api/%74", "/a b"])("refuses %j as a base path", (basePath) => {
    expect(() => createDeckAuth({ ...good, basePath })).toThrow(/basePath/);
  });

  it.each([0, -1, 1.5, Number.NaN])("refuses %d as a limit", (tokens) => {
    expect(() => createDeckAuth({ ...good, limits: { tokens } })).toThrow(/limits\.tokens/);
  });
});

describe("a bundle for a page", () => {
  it.each([
    ["@deck-auth/server", "createDeckAuth"],
    ["@deck-auth/server/express", "createExpressDeckAuth"],
    ["@deck-auth/server/redis", "redisBus"],
  ])("cannot be built with %s (R166, T38)", async (specifier, name) => {
    const entry = "virtual:page";
    const bundle = build({
      configFile: false,
      logLevel: "silent",
      root: fileURLToPath(new URL("..", import.meta.url)),
      plugins: [
        {
          name: "page",
          resolveId: (id) => (id === entry ? fileURLToPath(new URL("page-of-a-customer.js", import.meta.url)) : null),
          load: (id) => (id.endsWith("page-of-a-customer.js") ? `import { ${name} } from "${specifier}"; ${name}({});` : null),
        },
      ],
      build: { write: false, rolldownOptions: { input: entry } },
    });
    await expect(bundle).rejects.toThrow(/not-for-browsers/);
  });

  it("says why, should it be loaded in one all the same (R166, T38)", async () => {
    await expect(import("./not-for-browsers.ts")).rejects.toThrow(/holds your secret key and must not be part of a page/);
  });
});
