import { describe, expect, it } from "vitest";
import { createVirtualClock } from "@deck-auth/simulator";
import { errorName, pagePost, read } from "../test/requests.ts";
import { envelope, failingUpstream } from "../test/upstream.ts";
import { referenceSecret, signedWebhook } from "../test/webhooks.ts";
import { createDeckAuth } from "./index.ts";
import type { DeckAuthLog } from "./index.ts";

const failures: [string, DeckAuthLog][] = [
  ["throws", () => { throw new Error("The disk is full."); }],
  ["rejects", async () => { throw new Error("The disk is full."); }],
];

describe.each(failures)("a log that %s", (_, log) => {
  const clock = createVirtualClock();
  const upstream = failingUpstream(envelope(401, "request", "api_key_invalid"));
  const deckAuth = createDeckAuth({
    secretKey: "sk_live_x",
    authorize: () => ({ subject: "ada" }),
    webhookSecrets: [referenceSecret],
    onWebhook: () => Promise.reject(new Error("no")),
    fetch: upstream.fetch,
    clock,
    log,
  });
  const post = async (request: Request) => read(await deckAuth.handle(request));

  it("changes no answer to a page", async () => {
    expect((await post(pagePost("/token", {}, { "sec-fetch-site": "cross-site", origin: "https://evil.test" }))).status).toBe(403);
    const failed = await post(pagePost("/token"));
    expect([failed.status, errorName(failed.json)]).toEqual([502, "request/api_key_invalid"]);
    await expect(deckAuth.createToken()).rejects.toMatchObject({ name: "DeckAuthError", code: "api_key_invalid" });
  });

  it("lets Deck have its 200 for what was verified (T42)", async () => {
    const at = Math.floor(clock.now() / 1000);
    expect((await post(signedWebhook(referenceSecret, "evt_1", at, "{}"))).status).toBe(200);
    const event = { id: "evt_2", type: "task_run.completed", data: { id: "trun_1" }, created_at: "2025-01-15T09:30:00Z" };
    expect((await post(signedWebhook(referenceSecret, "evt_2", at, JSON.stringify(event)))).status).toBe(200);
  });
});
