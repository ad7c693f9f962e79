import { createHash, createHmac } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { hmac, sha256 } from "./sha256.ts";
import { base64, fromBase64 } from "./text.ts";

test("SHA-256 and HMAC give what Node's give, for any bytes", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.uint8Array({ maxLength: 150 }), (bytes, key) => {
      expect(Buffer.from(sha256(bytes))).toEqual(createHash("sha256").update(bytes).digest());
      expect(Buffer.from(hmac(key, bytes))).toEqual(createHmac("sha256", key).update(bytes).digest());
    }),
  );
});

test("base64 there and back", () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      expect(fromBase64(base64(bytes))).toEqual(bytes);
    }),
  );
});
