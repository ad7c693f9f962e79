import { isId } from "@deck-auth/contract";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readParameters } from "./parameters.ts";

function read(fragment: string, query = "", queryToken: "accept" | "refuse" = "accept") {
  const warnings: string[] = [];
  const parameters = readParameters(new URLSearchParams(query), new URLSearchParams(fragment), { queryToken }, (text) => void warnings.push(text));
  return { parameters, warnings };
}

const encode = (value: unknown) => encodeURIComponent(JSON.stringify(value));

describe("the parameters of an embed page's URL (design 3.2)", () => {
  test("every data prop by its name (R146, R147)", () => {
    const appearance = { theme: "dark", variables: { colorPrimary: "#123456" } };
    const copy = { "fr-CA": { "card.close": "Quitter" } };
    const fragment =
      `token=tk_1&sourceId=src_1&credentialId=cred_1&externalId=user%2B7&taskId=task_1&language=fr-CA&taskRunView=live&closable=1&retryable=1` +
      `&sourceNotFound=1&appearance=${encode(appearance)}&copy=${encode(copy)}&parentOrigin=https%3A%2F%2Fapp.example&resumeCredentialId=cred_2` +
      `&resumeTaskRunId=trun_2&redirectUrl=myapp%3A%2F%2Fdone&state=s%201`;
    const { parameters, warnings } = read(fragment);
    expect(parameters).toEqual({
      token: "tk_1",
      config: {
        sourceId: "src_1",
        credentialId: "cred_1",
        externalId: "user+7",
        taskId: "task_1",
        language: "fr-CA",
        taskRunView: "live",
        closable: true,
        retryable: true,
        sourceNotFound: true,
        appearance,
        copy,
        resume: { credentialId: "cred_2", taskRunId: "trun_2" },
      },
      parentOrigin: "https://app.example",
      redirectUrl: "myapp://done",
      state: "s 1",
    });
    expect(warnings).toEqual([]);
  });

  test("an address without any of ours is a plain visit", () => {
    expect(read("", "lang=fr-CA&theme=dark&first=picker&utm_source=mail").parameters).toBeNull();
    expect(read("nonce=5f0d").parameters).toBeNull();
  });

  test("the fragment wins over the query (R147)", () => {
    const { parameters } = read("token=tk_1&taskId=task_1", "taskId=task_2&taskId=task_3&externalId=e");
    expect(parameters?.config).toMatchObject({ taskId: "task_1", externalId: "e" });
  });

  test.each([
    ["sourceId=src_1", "src_1"],
    ["sourceId=src_1&sourceId=src_2", ["src_1", "src_2"]],
    ["sourceId=src_1,src_2", ["src_1", "src_2"]],
    ["sourceId=src_1,src_2&sourceId=src_3", ["src_1", "src_2", "src_3"]],
    ["sourceId=src_1,", ["src_1"]],
    ["sourceId=", []],
    ["taskId=task_1", []],
  ])("%s (R148)", (fragment, sourceId) => {
    const { parameters, warnings } = read(fragment);
    expect(parameters?.config.sourceId).toEqual(sourceId);
    expect(warnings).toEqual([]);
  });

  test("given twice is not given, and a warning names it, never its value (T18)", () => {
    for (const name of ["token", "credentialId", "externalId", "taskId", "language", "closable", "redirectUrl", "state", "parentOrigin"]) {
      const { parameters, warnings } = read(`${name}=tk_canary&${name}=tk_canary&sourceId=src_1`, `${name}=tk_canary`);
      expect(JSON.stringify(parameters)).not.toContain("canary");
      expect(warnings.join()).toContain(`"${name}"`);
      expect(warnings.join()).not.toContain("canary");
    }
  });

  test.each(["{", "[]", "null", "1", '"dark"', "", "%", "undefined", "x".repeat(100_000), `{"a":"${"x".repeat(100_000)}"}`])(
    "appearance and copy of %.20s are ignored, and nothing else is (R149)",
    (value) => {
      const text = encodeURIComponent(value);
      const { parameters, warnings } = read(`token=tk_1&appearance=${text}&copy=${text}&taskId=task_1`);
      expect(parameters?.config).toMatchObject({ appearance: undefined, copy: undefined, taskId: "task_1" });
      expect(warnings).toHaveLength(value === "" ? 0 : 2);
    },
  );

  test("a token in the query is taken with a warning, or refused where the deployment says so (T46)", () => {
    const accepted = read("", "token=tk_canary");
    expect(accepted.parameters?.token).toBe("tk_canary");
    expect(accepted.warnings).toHaveLength(1);
    const refused = read("", "token=tk_canary", "refuse");
    expect(refused.parameters?.token).toBe("");
    expect(refused.warnings).toHaveLength(1);
    expect(read("token=tk_1", "token=tk_canary", "refuse").parameters?.token).toBe("tk_1");
    expect([...accepted.warnings, ...refused.warnings].join()).not.toContain("canary");
  });

  test.each(["", "sk_live_1", "tk_", "tk_ü", "tk_a b", "bearer tk_1", `tk_${"a".repeat(3_000)}`])("%.20s is no token (R45, R150)", (token) => {
    expect(read(`token=${encodeURIComponent(token)}`).parameters?.token).toBe("");
  });

  test("switches are on at 1 alone; half of a resumption is none; a state has its limit", () => {
    expect(read("closable=true&retryable=0&sourceNotFound=").parameters?.config).toMatchObject({ closable: false, retryable: false, sourceNotFound: false });
    const half = read("resumeTaskRunId=trun_1");
    expect(half.parameters?.config.resume).toBeUndefined();
    expect(half.warnings).toHaveLength(1);
    expect(read(`state=${"s".repeat(4_096)}`).parameters?.state).toHaveLength(4_096);
    expect(read(`state=${"s".repeat(4_097)}`).parameters?.state).toBeNull();
  });

  test("nothing says where the API is, or what may be shown or returned to (T13)", () => {
    const evil = "https%3A%2F%2Fevil.test";
    const spellings = ["apiUrl", "apiURL", "api_url", "api", "baseUrl", "base", "base_url", "host", "hostUrl", "endpoint", "server", "url", "origin", "env",
      "environment", "imageOrigins", "returnUrls", "parentOrigins", "connectUrl", "__proto__"];
    const { parameters } = read(`token=tk_1&${spellings.map((name) => `${name}=${evil}`).join("&")}`);
    expect(JSON.stringify(parameters)).not.toContain("evil");
  });

  test.each(["..", ".", "%2e%2e", "src_..", "src_../../token", "src_1?x", "src_1#", "src_1/", "src_1\\", "task_1", `src_${"a".repeat(252)}`, "ѕrc_1", "src_1\0", " src_1"])(
    "an id of %.20s is passed on as it is, and is none (T17)",
    (id) => {
      expect(isId("source", read(`sourceId=${encodeURIComponent(id)}`).parameters?.config.sourceId)).toBe(false);
    },
  );

  test("nothing is thrown, whatever the address holds, and no prototype is touched (R149, T4, T18)", () => {
    const before = Object.getOwnPropertyNames(Object.prototype);
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string(), (fragment, query) => {
        read(fragment, query);
        read(`appearance=${encodeURIComponent(fragment)}&token=${encodeURIComponent(query)}`);
      }),
      { numRuns: 2_000 },
    );
    read(`copy=${encodeURIComponent('{"__proto__":{"polluted":true}}')}`);
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before);
  });
});
