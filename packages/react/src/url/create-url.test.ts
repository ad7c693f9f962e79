import { describe, expect, test } from "vitest";
import { createDeckAuthUrl, type DeckAuthUrlConfig } from "./index.ts";

const embedUrl = "https://auth.example.com";
const create = (config: Partial<DeckAuthUrlConfig> = {}): string => createDeckAuthUrl({ embedUrl, token: "tk_1", ...config });
const parametersOf = (address: string) => [...new URLSearchParams(new URL(address).hash.slice(1))];

describe("createDeckAuthUrl (design 3.2)", () => {
  test("puts every parameter into the fragment, by the name of its prop (R147)", () => {
    const appearance = { theme: "default", variables: { colorPrimary: "#0a0", fontFamily: "A & B" }, branding: { logoUrl: "data:image/png;base64,a+/=" } } as const;
    const copy = { "fr-CA": { "credentials.title": "Ouvrez-moi ça #1 & 100 %" } };
    const address = create({
      token: "tk_a+b/c=",
      sourceId: "src_1",
      externalId: "user é",
      taskId: "task_1",
      appearance,
      language: "en-US",
      taskRunView: "live",
      copy,
      closable: true,
      sourceNotFound: true,
      retryable: true,
      parentOrigin: "https://app.example.com",
      redirectUrl: "com.example.app://done?x=1",
      state: "s&t",
    });
    expect(address.split("#")[0]).toBe("https://auth.example.com?first=credentials");
    expect(parametersOf(address)).toEqual([
      ["token", "tk_a+b/c="],
      ["sourceId", "src_1"],
      ["externalId", "user é"],
      ["taskId", "task_1"],
      ["appearance", JSON.stringify(appearance)],
      ["language", "en-US"],
      ["taskRunView", "live"],
      ["copy", JSON.stringify(copy)],
      ["closable", "1"],
      ["sourceNotFound", "1"],
      ["retryable", "1"],
      ["parentOrigin", "https://app.example.com"],
      ["redirectUrl", "com.example.app://done?x=1"],
      ["state", "s&t"],
    ]);
  });

  test("leaves out what is not given, and says several sources one by one (R4)", () => {
    expect(create()).toBe("https://auth.example.com#token=tk_1");
    expect(create({ closable: false, retryable: false, sourceNotFound: false, sourceId: [], externalId: undefined })).toBe("https://auth.example.com#token=tk_1");
    expect(create({ sourceId: ["src_1", "src_2"] })).toBe("https://auth.example.com#token=tk_1&sourceId=src_1&sourceId=src_2");
    // A list of one is a list all the same: a picker.
    expect(create({ sourceId: ["src_1"] })).toBe("https://auth.example.com#token=tk_1&sourceId=src_1%2C");
  });

  test("says of a list of one that it is a list, so that the picker is shown (R21, R148)", () => {
    expect(parametersOf(create({ sourceId: ["src_1"] }))).toEqual([["token", "tk_1"], ["sourceId", "src_1,"]]);
  });

  test("goes on with a started flow", () => {
    expect(parametersOf(create({ resume: { credentialId: "cred_1", taskRunId: "trun_1" } }))).toEqual([
      ["token", "tk_1"],
      ["resumeCredentialId", "cred_1"],
      ["resumeTaskRunId", "trun_1"],
    ]);
  });

  test("asks for the shell that fits, by hints in the query, and keeps a query that is there", () => {
    expect(create({ embedUrl: `${embedUrl}/?a=1`, language: "fr-CA", appearance: { theme: "dark" }, credentialId: "cred_1" })).toMatch(
      /^https:\/\/auth\.example\.com\/\?a=1&lang=fr-CA&theme=dark&first=credentials#token=tk_1&/,
    );
    expect(create({ sourceId: ["src_1"] })).not.toContain("?");
  });

  test("needs nothing that React Native's engine lacks", () => {
    const { URL: url, URLSearchParams: parameters } = globalThis;
    try {
      Reflect.deleteProperty(globalThis, "URL");
      Reflect.deleteProperty(globalThis, "URLSearchParams");
      expect(create({ language: "fr-CA", sourceId: ["src_1", "src_2"] })).toContain("sourceId=src_2");
    } finally {
      Object.assign(globalThis, { URL: url, URLSearchParams: parameters });
    }
  });

  test.each(["http://127.0.0.1:4310", "http://localhost:4310/", "https://auth.example.com:8443/embed?x=1"])("takes %s", (good) => {
    expect(create({ embedUrl: good })).toContain(`${good}#`);
  });

  test.each([
    "",
    "auth.example.com",
    "/embed",
    "http://auth.example.com",
    "http://localhost.evil.test",
    "http://127.0.0.1.evil.test",
    "https://user:secret@auth.example.com",
    "https://auth.example.com#token=tk_2",
    "https://auth.example.com\\@evil.test",
    "https://",
    "https://a b",
    " https://auth.example.com",
    "javascript:alert(1)",
    "data:text/html,x",
  ])("refuses %j as the embed page's address (T10)", (bad) => {
    expect(() => create({ embedUrl: bad })).toThrow(/embedUrl must be https/);
  });

  test("refuses a secret key, without repeating it (R45)", () => {
    expect(() => create({ token: "sk_live_do_not_tell" })).toThrow(TypeError);
    expect(() => create({ token: "sk_live_do_not_tell" })).toThrow(/^(?!.*do_not_tell)/);
    expect(() => create({ token: "" })).toThrow(/session token/);
    expect(() => createDeckAuthUrl({ embedUrl, ...JSON.parse("{}") })).toThrow(/session token/);
  });
});
