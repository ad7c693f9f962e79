import { channel, maximumMessageLength, protocolVersion, readEmbedMessage } from "@deck-auth/contract/messages";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { anyMessage, changed, odd, places } from "../../test/messages.ts";
import { parseDeckAuthMessage } from "./index.ts";

// The contract's reading, less the envelope.
function read(value: unknown): unknown {
  const heard = readEmbedMessage(value);
  return heard && { type: heard.type, data: heard.data };
}

const close = { channel, version: protocolVersion, type: "close", data: {} };

describe("parseDeckAuthMessage", () => {
  test("reads every message as the contract does, as an object and as text (design 3.3)", () => {
    fc.assert(
      fc.property(anyMessage, (value) => {
        expect(parseDeckAuthMessage(value)).not.toBeNull();
        expect(parseDeckAuthMessage(value)).toStrictEqual(read(value));
        expect(parseDeckAuthMessage(JSON.stringify(value))).toStrictEqual(read(value));
      }),
      { numRuns: 500 },
    );
  });

  test("with one place changed, it reads or refuses as the contract does (T4)", () => {
    fc.assert(
      fc.property(anyMessage, fc.nat(), odd, (value, pick, put) => {
        const all = places(value);
        const spoilt = changed(value, all[pick % all.length] ?? [], put);
        expect(parseDeckAuthMessage(spoilt)).toStrictEqual(read(spoilt));
      }),
      { numRuns: 5_000 },
    );
  });

  test("finds it in what a window and React Native's WebView hand over", () => {
    const heard = { type: "close", data: {} };
    expect(parseDeckAuthMessage(new MessageEvent("message", { data: close }))).toEqual(heard);
    expect(parseDeckAuthMessage(new MessageEvent("message", { data: JSON.stringify(close) }))).toEqual(heard);
    expect(parseDeckAuthMessage({ nativeEvent: { data: JSON.stringify(close), url: "https://auth.example.com/" } })).toEqual(heard);
  });

  test("whatever else comes is nothing, without an exception and without a trace (T4)", () => {
    const before = Object.getOwnPropertyNames(Object.prototype);
    fc.assert(
      fc.property(fc.oneof(fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true }), fc.json(), fc.string()), (value) => {
        expect(parseDeckAuthMessage(value)).toBeNull();
      }),
      { numRuns: 5_000 },
    );
    const cycle: Record<string, unknown> = { ...close };
    cycle["data"] = cycle;
    const trap = { get data(): unknown { throw new Error("no"); } };
    const nested: unknown = { nativeEvent: { nativeEvent: {} } };
    for (const value of [cycle, trap, nested, '{"channel":"deck-auth","version":1,"type":"resize","data":{"height":1e999}}']) {
      expect(parseDeckAuthMessage(value)).toBeNull();
    }
    expect(Object.getOwnPropertyNames(Object.prototype)).toStrictEqual(before);
  });

  test.each([0, 1])("the limit of size is the contract's (%i over)", (over) => {
    const ready = (nonce: string) => ({ channel, version: protocolVersion, type: "ready", data: { nonce } });
    const value = ready("n".repeat(maximumMessageLength - JSON.stringify(ready("")).length + over));
    expect(parseDeckAuthMessage(value) === null).toBe(over === 1);
    expect(parseDeckAuthMessage(JSON.stringify(value)) === null).toBe(over === 1);
  });
});
