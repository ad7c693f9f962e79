import { gzipSync } from "node:zlib";
import { createVirtualClock } from "@deck-auth/simulator";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { otherSecret, referenceSecret, signature, signedWebhook, webhook } from "../../test/webhooks.ts";
import { createDeckAuth } from "../index.ts";

const at = 1_614_265_330;
const id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
const body = '{"test": 2432232314}';

const setUp = (webhookSecrets: readonly string[] = [referenceSecret], now = at) =>
  createDeckAuth({ secretKey: "sk_live_x", authorize: () => null, webhookSecrets, clock: createVirtualClock(now * 1000) });

const outcome = (request: Request, deckAuth = setUp()): Promise<string> =>
  deckAuth.verifyWebhook(request).then(
    () => "verified",
    (error: unknown) => (error instanceof Error && "reason" in error ? String(error.reason) : String(error)),
  );

const good = { "webhook-id": id, "webhook-timestamp": String(at), "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=" };
const without = (name: string) => Object.fromEntries(Object.entries(good).filter(([key]) => key !== name));

describe("verifyWebhook()", () => {
  it("accepts the Standard Webhooks reference vector (R174)", async () => {
    expect(await setUp().verifyWebhook(webhook(body, good))).toEqual({ id, event: null });
  });

  // Made with the reference implementation, `standardwebhooks` 1.1.1.
  it.each([
    [referenceSecret, "msg_0", body, "ICEA1vFQqoGOgoqtxaLF4nl810BkdCzqwRAgTCOWi5o="],
    [referenceSecret, "msg_1", "", "/n9JD+QvCBymh/dplZctdnJL3Jc/7vU4siQ5cz50QYY="],
    [referenceSecret, "msg_2", "{}", "OA+zEDWPuGuOUOAU25UHVFVREYbDsQP1iR+RgbS++7c="],
    [referenceSecret, "msg_3", '{"name":"Zoë ☃ 😀"}', "J8Q5iySR0hS3UevnHo8Ei6zydZmj7VwPQL0ql6vlda8="],
    [referenceSecret, "msg_4", "line\r\nbreak\t\0", "YzRw7FnwtGguN1NYIlQj+fgBOnKDZEKFR2fSDx8fAKs="],
    [referenceSecret, "msg_5", "x".repeat(1000), "CWMdyak0UNvnRG8aiBLbPckQrnZ2rauIhMTjr6/WrRo="],
    [`whsec_${Buffer.alloc(64, 255).toString("base64")}`, "msg_64", "{}", "DKqT+mYXcDzvDblNloVaWGR5IVM5zbSpqsScxbSkO28="],
  ])("accepts what the reference implementation signed: %s, %s, %j (R174)", async (secret, name, text, value) => {
    const headers = { "webhook-id": name, "webhook-timestamp": String(at), "webhook-signature": `v1,${value}` };
    expect(await outcome(webhook(text, headers), setUp([secret]))).toBe("verified");
    expect(await outcome(webhook(`${text} `, headers), setUp([secret]))).toBe("signature");
  });

  it("takes a body that was packed on the way for another one", async () => {
    const packed = new Uint8Array(gzipSync(body));
    expect(await outcome(webhook(packed, { ...good, "content-encoding": "gzip" }))).toBe("signature");
  });

  it("gives the event that was signed, unknown types and members included (R178)", async () => {
    const event = { id: "evt_1", object: "event", type: "planet.aligned", data: { id: "trun_1", object: "task_run" }, created_at: "2025-01-15T09:30:00Z", more: 1 };
    expect(await setUp().verifyWebhook(signedWebhook(referenceSecret, "evt_1", at, JSON.stringify(event)))).toEqual({ id: "evt_1", event });
  });

  it("takes raw bytes too, for frameworks without Request", async () => {
    const bytes = new TextEncoder().encode(body);
    expect(await setUp().verifyWebhook({ headers: new Headers(good), body: bytes })).toMatchObject({ id });
  });

  it.each(["webhook-id", "webhook-timestamp", "webhook-signature"])("refuses one without %s", async (name) => {
    expect(await outcome(webhook(body, without(name)))).toBe("headers");
    expect(await outcome(webhook(body, { ...good, [name]: "" }))).toBe("headers");
  });

  it.each(["webhook-id", "webhook-timestamp", "webhook-signature"])("refuses %s given twice", async (name) => {
    const request = webhook(body, good);
    request.headers.append(name, request.headers.get(name) ?? "");
    expect(await outcome(request)).toBe("headers");
  });

  it.each(["+1614265330", "1614265330.9", "1614265330e0", "0x60376932", "1614265330abc", "-1614265330", "1614265330000", "٣"])(
    "refuses the timestamp %j though it is signed",
    async (timestamp) => {
      const headers = new Headers({ ...good, "webhook-signature": signature(referenceSecret, id, timestamp, body) });
      // `Headers` holds no letters beyond Latin-1; such a header cannot even arrive.
      if (/^[\x20-\x7e]*$/.test(timestamp)) headers.set("webhook-timestamp", timestamp);
      else headers.delete("webhook-timestamp");
      const result = setUp().verifyWebhook({ headers, body: new TextEncoder().encode(body) });
      await expect(result).rejects.toMatchObject({ name: "WebhookVerificationError" });
    },
  );

  it.each(["a.b", "a b", "é", "x".repeat(256)])("refuses the id %j though it is signed", async (strange) => {
    const headers = { ...good, "webhook-id": strange, "webhook-signature": signature(referenceSecret, strange, at, body) };
    expect(await outcome(webhook(body, headers))).toBe("headers");
  });

  it("accepts an id as long as an id may be", async () => {
    expect(await outcome(signedWebhook(referenceSecret, "x".repeat(255), at, body))).toBe("verified");
  });

  it.each([
    [-301, "timestamp"],
    [-300, "verified"],
    [0, "verified"],
    [300, "verified"],
    [301, "timestamp"],
  ])("reads one that is %d seconds off as: %s (R175)", async (offset, expected) => {
    expect(await outcome(signedWebhook(referenceSecret, id, at + offset, body))).toBe(expected);
  });

  const right = good["webhook-signature"];
  it.each([
    ["no comma", "v1"],
    ["nothing after the comma", "v1,"],
    ["something after a second comma", `${right},x`],
    ["another version", right.replace("v1,", "v2,")],
    ["the version for public keys", right.replace("v1,", "v1a,")],
    ["the URL-safe alphabet", right.replaceAll("+", "-").replaceAll("/", "_")],
    ["no padding", right.replace("=", "")],
    ["half of it", right.slice(0, 20)],
    ["eight wrong ones before it", `${Array.from({ length: 8 }, () => signature(otherSecret, id, at, body)).join(" ")} ${right}`],
    ["8 KB of them", `${right} `.repeat(160).trim()],
    ["the wrong secret", signature(otherSecret, id, at, body)],
    ["another body", signature(referenceSecret, id, at, `${body} `)],
    ["another id", signature(referenceSecret, "msg_other", at, body)],
    ["another timestamp", signature(referenceSecret, id, at + 1, body)],
  ])("refuses a signature with %s", async (_, value) => {
    expect(["signature", "headers"]).toContain(await outcome(webhook(body, { ...good, "webhook-signature": value })));
  });

  it("accepts a good one among up to eight (R174)", async () => {
    const wrong = signature(otherSecret, id, at, body);
    expect(await outcome(webhook(body, { ...good, "webhook-signature": `${wrong} v1a,${wrong.slice(3)} ${right}` }))).toBe("verified");
  });

  it("accepts whatever one of the secrets signed, so that they can be rotated (R176)", async () => {
    const rotating = setUp([otherSecret, referenceSecret]);
    expect(await outcome(signedWebhook(referenceSecret, id, at, body), rotating)).toBe("verified");
    expect(await outcome(signedWebhook(otherSecret, id, at, body), rotating)).toBe("verified");
    expect(await outcome(signedWebhook(referenceSecret, id, at, body), setUp([otherSecret]))).toBe("signature");
  });

  it("looks at bytes, not at what they decode to", async () => {
    const bytes = new TextEncoder().encode('{"a":"é"}');
    const broken = bytes.slice();
    broken[6] = 0xff;
    const otherwiseBroken = bytes.slice();
    otherwiseBroken[6] = 0xfe;
    const headers = { ...good, "webhook-signature": signature(referenceSecret, id, at, broken) };
    expect(await outcome(webhook(broken, headers))).toBe("verified");
    expect(await outcome(webhook(otherwiseBroken, headers))).toBe("signature");
    const written = JSON.stringify(JSON.parse(body));
    expect(await outcome(webhook(written, good))).toBe("signature");
    expect(await outcome(webhook(`\uFEFF${body}`, good))).toBe("signature");
    expect(await outcome(webhook("", good))).toBe("signature");
  });

  it("reads no more than 256 KB", async () => {
    const fits = "x".repeat(256 * 1024);
    expect(await outcome(signedWebhook(referenceSecret, id, at, fits))).toBe("verified");
    expect(await outcome(signedWebhook(referenceSecret, id, at, `${fits}x`))).toBe("too_large");
  });

  it("believes every body that was signed, and none with a byte changed", async () => {
    const deckAuth = setUp();
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 200 }), fc.nat(), fc.integer({ min: 1, max: 255 }), async (bytes, where, flip) => {
        const sent = new Uint8Array(bytes);
        const headers = new Headers({ ...good, "webhook-signature": signature(referenceSecret, id, at, sent) });
        await expect(deckAuth.verifyWebhook({ headers, body: sent })).resolves.toMatchObject({ id });
        const changed = sent.slice();
        const index = where % changed.length;
        changed[index] = (changed[index] ?? 0) ^ flip;
        await expect(deckAuth.verifyWebhook({ headers, body: changed })).rejects.toMatchObject({ reason: "signature" });
      }),
      { numRuns: 50 },
    );
  });

  it("leaves Object.prototype alone, whatever the body says", async () => {
    const before = Object.getOwnPropertyNames(Object.prototype);
    const nasty = '{"id":"evt_1","type":"x","data":{"__proto__":{"polluted":true}},"__proto__":{"polluted":true}}';
    await setUp().verifyWebhook(signedWebhook(referenceSecret, id, at, nasty));
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before);
    expect("polluted" in {}).toBe(false);
  });

  it.each(["MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_", "whsec_AQID", "whsec_***", `${referenceSecret}=`, "sk_live_x"])("takes %j for no secret", (secret) => {
    expect(() => setUp([secret])).toThrow(/webhookSecrets/);
    expect(() => setUp([secret])).not.toThrow(new RegExp(secret.slice(6, 20).replaceAll("*", "\\*") || "^$"));
  });

  it("needs a secret", async () => {
    await expect(setUp([]).verifyWebhook(webhook(body, good))).rejects.toThrow(/webhookSecrets/);
  });
});
