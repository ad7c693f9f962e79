import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { channel, maximumMessageLength, protocolVersion } from "./messages.ts";
import { readEmbedMessage, readHostMessage } from "./read.ts";

const enveloped = (type: string, data: unknown, more: object = {}) => ({ channel, version: protocolVersion, type, data, ...more });
const init = (config: object = {}) => enveloped("init", { nonce: "n", token: "tk_1", config });

/** Version 1, as it is promised: each of these is read the same for as long as version 1 lives. */
const goldenHost = [
  init({ sourceId: ["src_1"], taskId: "task_1", appearance: { theme: "dark" }, language: "fr-CA", closable: true, resume: { credentialId: "cred_1", taskRunId: "trun_1" } }),
  enveloped("token", { token: "tk_2" }),
  enveloped("tokenUnavailable", {}),
  enveloped("update", { language: "en-US", closable: false }),
  enveloped("nudge", {}),
  enveloped("relay", { live: true }),
  enveloped("back", {}),
  enveloped("focus", {}),
  enveloped("sources", { part: 1, of: 2, items: [{ id: "src_1", name: null, host: "a.example" }] }),
];
const base = { sessionId: "s", sequence: 1, at: "2026-01-01T00:00:00Z", screen: "loading", credentialId: null, taskRunId: null };
const error = { type: "auth", code: "auth_invalid", message: "…" };
const success = { credentialId: "cred_1", externalId: null, taskRunId: null, verified: null };
const goldenEmbed = [
  enveloped("ready", { nonce: "n" }),
  enveloped("resize", { height: 480 }),
  enveloped("event", { ...base, type: "opened" }),
  enveloped("event", { ...base, type: "source_chosen", sourceId: "src_1" }),
  enveloped("event", { ...base, type: "prompt_shown", interactionType: "mfa", fieldCount: 1, repeated: false }),
  enveloped("event", { ...base, type: "failed", error: { type: "auth", code: "auth_invalid" } }),
  enveloped("success", success),
  enveloped("success", { ...success, taskRunId: "trun_1", verified: false, error }),
  enveloped("error", { ...error, terminal: true }),
  enveloped("close", {}),
  enveloped("tokenRequired", {}),
  enveloped("navigate", { url: "https://a.example" }),
  enveloped("backResult", { handled: true }),
];

describe("messages of version 1 (design 3.3)", () => {
  test.each(goldenHost)("the embed page reads $type, as an object and as a string", (message) => {
    expect(readHostMessage(message)).toEqual(message);
    expect(readHostMessage(JSON.stringify(message))).toEqual(message);
    expect(readEmbedMessage(message)).toBeNull();
  });

  test.each(goldenEmbed)("the host reads $type", (message) => {
    expect(readEmbedMessage(message)).toEqual(message);
    expect(readHostMessage(message)).toBeNull();
  });

  test("what nobody knows is dropped, in the envelope, in the data and in the config; another version is not read", () => {
    const message = init({ sourceId: "src_1", apiUrl: "https://evil.test", imageOrigins: ["https://evil.test"] });
    expect(readHostMessage({ ...message, extra: 1 })).toEqual(init({ sourceId: "src_1" }));
    expect(readHostMessage({ ...message, version: 2 })).toBeNull();
    expect(readHostMessage({ ...message, channel: "other" })).toBeNull();
    expect(readHostMessage(enveloped("unheard_of", {}))).toBeNull();
  });

  test("a message that is too large is not read", () => {
    const size = (name: string) => JSON.stringify(enveloped("token", { token: name })).length;
    const fits = "t".repeat(maximumMessageLength - size(""));
    expect(readHostMessage(enveloped("token", { token: fits }))).not.toBeNull();
    expect(readHostMessage(enveloped("token", { token: `${fits}t` }))).toBeNull();
  });

  test("cycles, getters that throw, functions and proxies are nothing, and break nothing (T4)", () => {
    const cycle: Record<string, unknown> = init();
    cycle["self"] = cycle;
    const trap = Object.defineProperty(init(), "data", {
      enumerable: true,
      get() {
        throw new Error("trap");
      },
    });
    for (const value of [cycle, trap, () => init(), new Proxy({}, { ownKeys: () => ["type", "type"] }), Symbol("init"), 1n])
      expect(readHostMessage(value)).toBeNull();
  });

  test("generated rubbish is refused, and no prototype is touched (T4, T18)", () => {
    const before = Object.getOwnPropertyNames(Object.prototype);
    fc.assert(
      fc.property(fc.oneof(fc.object({ withNullPrototype: true, withBigInt: true }), fc.jsonValue(), fc.string()), (value) => {
        expect(readHostMessage(value)).toBeNull();
        expect(readEmbedMessage(value)).toBeNull();
      }),
      { numRuns: 10_000 },
    );
    readHostMessage('{"channel":"deck-auth","version":1,"type":"update","data":{"__proto__":{"polluted":true},"language":"fr-CA"}}');
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before);
    expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
  });
});
