import { channel, maximumMessageLength, protocolVersion, readEmbedMessage } from "@deck-auth/contract/messages";
import type { EmbedMessageBody } from "@deck-auth/contract/messages";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { changed, event, message, odd, places } from "../test/messages.ts";
import { checkMessage } from "./check-message.ts";

// The contract gives the whole message, or null; the small checker what it says, or undefined.
function read(value: unknown): EmbedMessageBody | undefined {
  const { type, data } = readEmbedMessage(value) ?? {};
  return type === undefined ? undefined : Object({ type, data });
}

/** Whether it says that it is an event: what kinds of events have of their own, the host does not look at. */
const isEvent = (value: unknown): boolean => Object(value).type === "event";

/** Nor at these: an error's `terminal`, and what messages without data have for data. */
function alike(value: unknown): unknown {
  const { type, data } = Object(value);
  if (type === "error") return { ...Object(value), data: { ...Object(data), terminal: true } };
  return (type === "close" || type === "tokenRequired") && typeof data === "object" ? { ...Object(value), data: {} } : value;
}

/** What the host makes of the contract's reading: it tells nobody whether an error is terminal. */
function told(value: unknown): unknown {
  const heard = read(alike(value));
  if (heard?.type !== "error") return heard;
  const { terminal: _unread, ...error } = heard.data;
  return { ...heard, data: error };
}

describe("what the host reads is what the contract says (design 3.3)", () => {
  test("all messages are read, and alike", () => {
    fc.assert(
      fc.property(message, (value) => {
        expect(checkMessage(value)).toBeDefined();
        expect(checkMessage(value)).toEqual(told(value));
      }),
      { numRuns: 500 },
    );
  });

  test("with one place changed, they are read or refused alike (T4)", () => {
    fc.assert(
      fc.property(message, fc.nat(), odd, (value, pick, put) => {
        const all = places(value);
        const spoilt = changed(value, all[pick % all.length] ?? [], put);
        if (isEvent(spoilt)) {
          if (checkMessage(spoilt) === undefined) expect(read(spoilt)).toBeUndefined();
        } else expect(checkMessage(spoilt)).toEqual(told(spoilt));
      }),
      { numRuns: 5_000 },
    );
  });

  test("an event without a type is none; all else of it passes as it came", () => {
    fc.assert(
      fc.property(event, odd, (data, put) => {
        const value = { channel, version: protocolVersion, type: "event", data: { ...data, type: put } };
        expect(checkMessage(value) !== undefined).toBe(typeof put === "string");
        const changedElsewhere = { ...value, data: { ...data, screen: "unheard of" } };
        expect(checkMessage(changedElsewhere)?.data).toEqual({ ...data, screen: "unheard of" });
      }),
    );
  });

  test("with keys that nobody knows, they are read without them, alike", () => {
    fc.assert(
      fc.property(message, fc.dictionary(fc.string(), fc.jsonValue()), fc.nat(), (value, more, pick) => {
        const objects = places(value).filter((path) => path.length === 0 || (path.at(-1) === "data" && !isEvent(value)));
        const path = objects[pick % objects.length] ?? [];
        const grown = changed(value, path, { ...more, ...(path.length === 0 ? value : Object(value.data)) });
        expect(checkMessage(grown)).toEqual(told(grown));
      }),
      { numRuns: 500 },
    );
  });

  test("whatever else is sent is refused, without an exception and without a trace (T4)", () => {
    const before = Object.getOwnPropertyNames(Object.prototype);
    fc.assert(
      fc.property(fc.oneof(fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true }), fc.object()), (value) => {
        expect(checkMessage(value)).toBeUndefined();
      }),
      { numRuns: 5_000 },
    );
    expect(Object.getOwnPropertyNames(Object.prototype)).toStrictEqual(before);
  });

  test("cycles, getters that throw and keys like __proto__ are survived (T4)", () => {
    const cycle: Record<string, unknown> = { channel, version: protocolVersion, type: "close" };
    cycle["data"] = cycle;
    const trap = { channel, version: protocolVersion, type: "close", get data(): unknown { throw new Error("no"); } };
    const polluting: unknown = JSON.parse('{"channel":"deck-auth","version":1,"type":"__proto__","data":{},"__proto__":{"polluted":true}}');
    for (const value of [cycle, trap, polluting, () => 0, Symbol("x"), 1n]) expect(checkMessage(value)).toBeUndefined();
    expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
  });

  test.each([0, 1])("the limit of size is the contract's (%i over)", (over) => {
    const ready = (nonce: string) => ({ channel, version: protocolVersion, type: "ready", data: { nonce } });
    const value = ready("n".repeat(maximumMessageLength - JSON.stringify(ready("")).length + over));
    expect(checkMessage(value)).toStrictEqual(read(value));
    expect(checkMessage(value) === undefined).toBe(over === 1);
  });

  test("what only native hosts need is not read", () => {
    for (const [type, body] of [["navigate", { url: "https://example.com" }], ["backResult", { handled: true }]] as const) {
      const value = { channel, version: protocolVersion, type, data: body };
      expect(read(value)).toBeDefined();
      expect(checkMessage(value)).toBeUndefined();
    }
  });

  test("strings are left to WebViews", () => {
    expect(checkMessage(JSON.stringify({ channel, version: protocolVersion, type: "close", data: {} }))).toBeUndefined();
  });
});
