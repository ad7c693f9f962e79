import { describe, expect, test } from "vitest";
import { returnAddressOf } from "./return-address.ts";

const listed = ["https://ok.example/", "https://ok.example/done?lang=fr", "http://localhost:4300/done", "myapp://done", "com.example.app:/done"];
const ids = { storedCredentialId: "cred_1", taskRunId: "trun_1" };

describe("the address to go back to (T11, M70)", () => {
  test.each([
    ["https://ok.example", "https://ok.example/?credentialId=cred_1&taskRunId=trun_1&state=s+1"],
    ["https://ok.example/", "https://ok.example/?credentialId=cred_1&taskRunId=trun_1&state=s+1"],
    ["https://ok.example/done?lang=fr", "https://ok.example/done?lang=fr&credentialId=cred_1&taskRunId=trun_1&state=s+1"],
    ["http://localhost:4300/done", "http://localhost:4300/done?credentialId=cred_1&taskRunId=trun_1&state=s+1"],
    ["myapp://done", "myapp://done?credentialId=cred_1&taskRunId=trun_1&state=s+1"],
    ["com.example.app:/done", "com.example.app:/done?credentialId=cred_1&taskRunId=trun_1&state=s+1"],
  ])("%s, with ids and state alone", (redirectUrl, address) => {
    expect(returnAddressOf(redirectUrl, "s 1", listed)?.(ids)).toBe(address);
  });

  test("nothing else goes with them, whatever there is", () => {
    const more = { ...ids, sourceId: "src_1", runKey: "key", token: "tk_1" };
    expect(returnAddressOf("myapp://done", null, listed)?.(more)).toBe("myapp://done?credentialId=cred_1&taskRunId=trun_1");
  });

  test("what does not exist is not there", () => {
    expect(returnAddressOf("myapp://done", null, listed)?.({ storedCredentialId: null, taskRunId: null })).toBe("myapp://done");
  });

  test("a state is text, whatever it holds", () => {
    const address = returnAddressOf("https://ok.example/", "a&credentialId=cred_evil#x\r\ny", listed)?.(ids) ?? "";
    expect([...new URL(address).searchParams]).toEqual([["credentialId", "cred_1"], ["taskRunId", "trun_1"], ["state", "a&credentialId=cred_evil#x\r\ny"]]);
    expect(new URL(address).hash).toBe("");
  });

  // Appendix A.4.
  test.each([
    "javascript:alert(1)", "JavaScript:alert(1)", "java\nscript:alert(1)", "\u0001javascript:alert(1)", " data:text/html,x", "data:text/html,x", "vbscript:x", "blob:https://ok.example/1", "file:///etc/passwd",
    "about:blank", "intent://done#Intent;scheme=myapp;S.browser_fallback_url=https://evil.test;end", "market://details?id=x", "tel:+15550100", "//evil.test", "/\\evil.test", "https:evil.test",
    "https:/ok.example", "https:\\\\ok.example", "https://ok.example.evil.test/", "https://ok.example@evil.test/", "https://evil.test@ok.example/", "https://ok.example:444/", "https://ok.example:443/",
    "https://ok.example%2eevil.test/", "https://OK.example/", "HTTPS://ok.example/", "https://ok.example./", "https://ok.example/done", "https://ok.example/done?lang=fr&x=1", "https://ok.example/done/../done?lang=fr",
    "https://ok.example/%64one?lang=fr", "https://ok.example/#x", "https://ok.example/?", "http://ok.example/", "https%3A%2F%2Fok.example%2F", "https%253A%252F%252Fok.example%252F", "myapp://", "MYAPP://done",
    "myapp:evil", "myapp://done/", "myapp://done@evil", "myapp2://done", "myapp://done\r\nLocation: https://evil.test", "https://ok.example/\r\n", " https://ok.example/", "https://ok.example/ ", `https://ok.example/${"a".repeat(8_192)}`, "",
  ])("%.60s is never gone to (T11)", (redirectUrl) => {
    expect(returnAddressOf(redirectUrl, null, listed)).toBeNull();
  });

  test("a scheme that runs something is not gone to, even where a deployment lists it", () => {
    for (const address of ["javascript:alert(1)", "data:text/html,x", "about:blank", "blob:null/1", "file:///x"])
      expect(returnAddressOf(address, null, [address])).toBeNull();
  });
});
