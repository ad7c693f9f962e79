import fc from "fast-check";
import { describe, expect, test } from "vitest";
import golden from "./golden/v1.json" with { type: "json" };
import { readConfig } from "./config.ts";
import { channel, maximumMessageLength, protocolVersion } from "./messages.ts";
import { readEmbedMessage, readHostMessage } from "./read.ts";

const enveloped = (type: string, data: unknown, more: object = {}) => ({ channel, version: protocolVersion, type, data, ...more });
const init = (config: object = {}) => enveloped("init", { nonce: "n", token: "tk_1", config });

// Version 1, as it is promised: each golden message is read the same for as long as version 1 lives.
describe("messages of version 1 (design 3.3)", () => {
  test.each(golden.host)("the embed page reads $type, as an object and as a string (M68)", (message) => {
    expect(readHostMessage(message)).toEqual(message);
    expect(readHostMessage(JSON.stringify(message))).toEqual(message);
    expect(readEmbedMessage(message)).toBeNull();
  });

  test.each(golden.embed)("the host reads $type (M68)", (message) => {
    expect(readEmbedMessage(message)).toEqual(message);
    expect(readHostMessage(message)).toBeNull();
  });

  test("what nobody knows is dropped, in the envelope, in the data and in the config; another version is not read (F28)", () => {
    const message = init({ sourceId: "src_1", apiUrl: "https://evil.test", imageOrigins: ["https://evil.test"] });
    expect(readHostMessage({ ...message, extra: 1 })).toEqual(init({ sourceId: "src_1" }));
    expect(readHostMessage({ ...message, version: 2 })).toBeNull();
    expect(readHostMessage({ ...message, channel: "other" })).toBeNull();
    expect(readHostMessage(enveloped("unheard_of", {}))).toBeNull();
  });

  const readInit = (config: object): unknown => {
    const message = readHostMessage(init(config));
    return message?.type === "init" ? readConfig(message.data.config) : message;
  };

  test.each(["sourceId", "credentialId", "externalId", "taskId", "resume"])("no %s is as good as none, also as null", (name) => {
    expect(readInit({ [name]: null })).toEqual({});
  });

  // Not refused: one value that makes no sense would cost the whole flow, and nobody would learn why.
  test.each<[object, object]>([
    [{ sourceId: 42, credentialId: { id: "cred_1" }, taskId: ["task_1"] }, { sourceId: "42", credentialId: '{"id":"cred_1"}', taskId: '["task_1"]' }],
    [{ sourceId: ["src_1", null, 7] }, { sourceId: ["src_1", "null", "7"] }],
    [{ externalId: 42 }, { externalId: "42" }],
    [{ resume: { credentialId: "cred_1", taskRunId: null } }, {}],
    [{ resume: { credentialId: "cred_1", taskRunId: 7 } }, { resume: { credentialId: "cred_1", taskRunId: "7" } }],
    [{ resume: "trun_1" }, {}],
  ])("%j is read as %j: an id that is none belongs to nothing (design 7.1)", (config, read) => {
    expect(readInit(config)).toEqual(read);
  });

  test("looks and switches pass as they are, whatever they are: who uses them reads them value by value (R135)", () => {
    const looks = { language: null, taskRunView: 7, retryable: null, closable: "yes", sourceNotFound: 1, appearance: null, copy: [] };
    expect(readInit(looks)).toMatchObject(looks);
    const update = enveloped("update", looks);
    expect(readHostMessage(update)).toEqual(update);
  });

  test("an externalId that is neither text nor a number is refused: it would be stored", () => {
    for (const externalId of [{}, [], true]) expect(readHostMessage(init({ externalId }))).toBeNull();
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
