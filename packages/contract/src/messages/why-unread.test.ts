import fc from "fast-check";
import { expect, test } from "vitest";
import golden from "./golden/v1.json" with { type: "json" };
import { channel, protocolVersion } from "./messages.ts";
import { readHostMessage } from "./read.ts";
import { whyUnread } from "./why-unread.ts";

const enveloped = (type: string, data: unknown) => ({ channel, version: protocolVersion, type, data });
const init = (config: object) => enveloped("init", { nonce: "n", token: "tk_secret", config });

test("names the field that is malformed, and never what stands in it", () => {
  expect(whyUnread(init({ externalId: { secret: "hunter2" } }))).toEqual({
    type: "init",
    code: "input_invalid",
    message: '"init" is malformed at "config.externalId".',
  });
  expect(whyUnread(enveloped("init", { nonce: "n", token: 7 }))?.message).toBe('"init" is malformed at "token", "config".');
  expect(whyUnread(enveloped("relay", null))?.message).toBe('"relay" is malformed at "data".');
  expect(whyUnread(JSON.stringify(enveloped("update", 7)))?.type).toBe("update");
});

test("says how long a message is that is too long, and what makes it so", () => {
  const long = init({ sourceId: "src_1", appearance: { branding: { logoUrl: "x".repeat(100_000) } } });
  expect(whyUnread(long)).toEqual({
    type: "init",
    code: "input_too_long",
    message: `"init" is ${JSON.stringify(long).length} characters of JSON, and at most 98304 are read. Most of it is "appearance".`,
  });
  expect(whyUnread(init({ sourceId: Array.from({ length: 3_200 }, () => "src_0123456789abcdef0123456789") }))?.message).toContain('Most of it is "sourceId"');
});

test("what is read, what nobody knows and what is of another version is no mistake", () => {
  for (const message of golden.host) expect(whyUnread(message)).toBeNull();
  for (const value of [enveloped("unheard_of", {}), { ...init({}), version: 2 }, { ...init({}), channel: "other" }, null, "text", 7n, () => 0]) expect(whyUnread(value)).toBeNull();
});

test("whatever of ours is not read has a reason, and what is read has none", () => {
  fc.assert(
    fc.property(fc.constantFrom(...golden.host.map(({ type }) => type)), fc.jsonValue(), (type, data) => {
      const message = enveloped(type, data);
      expect(whyUnread(message) === null).toBe(readHostMessage(message) !== null);
    }),
  );
});
