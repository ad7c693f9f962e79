import { describe, expect, it } from "vitest";
import { DeckAuthError } from "./index.ts";
import { pagePost, read } from "../test/requests.ts";
import { simulatedDeck } from "../test/simulated.ts";
import { envelope, failingUpstream } from "../test/upstream.ts";

const ada = { subject: "ada" };
const nothing = { externalId: null, sourceId: null, status: null, ownerMatches: false, taskRunId: null, verified: null };

describe("confirm()", () => {
  it("says what the API says of a verified credential (R51, design 3.5)", async () => {
    const { deckAuth, run, simulator, store } = simulatedDeck();
    const stored = await store("ada");
    const begun = await run(stored.id);
    expect(await deckAuth.confirm({ credentialId: stored.id, taskRunId: begun.id }, ada)).toEqual({
      credentialId: stored.id,
      externalId: "ada",
      sourceId: simulator.ids.sources.good,
      status: "verified",
      ownerMatches: true,
      taskRunId: begun.id,
      verified: true,
    });
  });

  it("says nothing of a run when none was named", async () => {
    const { deckAuth, store } = simulatedDeck();
    const stored = await store("ada");
    for (const taskRunId of [null, undefined]) {
      expect(await deckAuth.confirm({ credentialId: stored.id, taskRunId }, ada)).toMatchObject({ status: "unverified", ownerMatches: true, taskRunId: null, verified: null });
    }
  });

  it.each([
    ["user_fail", "verified", false],
    ["user_bad", "invalid", false],
    ["user_unknown", "verified", false],
  ])("tells the outcome of %s (deck-api 6.6)", async (username, status, verified) => {
    const { deckAuth, run, store } = simulatedDeck();
    const stored = await store("ada", username);
    const begun = await run(stored.id);
    expect(await deckAuth.confirm({ credentialId: stored.id, taskRunId: begun.id }, ada)).toMatchObject({ status, ownerMatches: true, taskRunId: begun.id, verified });
  });

  it("waits with its judgement while the run goes on", async () => {
    const { deckAuth, start, store } = simulatedDeck();
    const stored = await store("ada", "user_mfa");
    const begun = await start(stored.id);
    expect(await deckAuth.confirm({ credentialId: stored.id, taskRunId: begun.id }, ada)).toMatchObject({ taskRunId: begun.id, verified: null });
  });

  it("gives two users nothing of each other's, whichever ids they swap (T37)", async () => {
    const { deckAuth, run, store } = simulatedDeck();
    const hers = await store("ada");
    const herRun = await run(hers.id);
    const his = await store("grace");
    const hisRun = await run(his.id);
    const grace = { subject: "grace" };

    expect(await deckAuth.confirm({ credentialId: his.id, taskRunId: hisRun.id }, ada)).toEqual({ credentialId: his.id, ...nothing });
    expect(await deckAuth.confirm({ credentialId: hers.id, taskRunId: herRun.id }, grace)).toEqual({ credentialId: hers.id, ...nothing });
    expect(await deckAuth.confirm({ credentialId: his.id, taskRunId: herRun.id }, ada)).toEqual({ credentialId: his.id, ...nothing });
    // Her own credential with his run: the credential is hers, the run proves nothing about it.
    expect(await deckAuth.confirm({ credentialId: hers.id, taskRunId: hisRun.id }, ada)).toMatchObject({ ownerMatches: true, taskRunId: null, verified: false });
  });

  it("answers an unknown credential as it answers somebody else's", async () => {
    const { deckAuth } = simulatedDeck();
    expect(await deckAuth.confirm({ credentialId: "cred_nobody", taskRunId: null }, ada)).toEqual({ credentialId: "cred_nobody", ...nothing });
  });

  it("takes a credential without an external id for nobody's, unless authorize names it", async () => {
    const { deckAuth, store } = simulatedDeck();
    const stored = await store(null);
    expect(await deckAuth.confirm({ credentialId: stored.id }, ada)).toEqual({ credentialId: stored.id, ...nothing });
    expect(await deckAuth.confirm({ credentialId: stored.id }, { ...ada, credentialIds: [stored.id] })).toMatchObject({ ownerMatches: true, externalId: null, status: "unverified" });
  });

  it("compares the external id as a whole, letter by letter", async () => {
    const { deckAuth, store } = simulatedDeck();
    const stored = await store("ada");
    for (const externalId of ["Ada", "ad", "ada ", "adaa"]) {
      expect(await deckAuth.confirm({ credentialId: stored.id }, { subject: "ada", externalId })).toMatchObject({ ownerMatches: false });
    }
  });

  it.each(["..", ".", "%2e%2e", "cred_../../token", "cred_1?x=1", "cred_1#", "cred_1/", "cred_1\\", "trun_1", "", `cred_${"x".repeat(251)}`, "cred_é", "cred_\0", " cred_1"])(
    "asks the API nothing about %j",
    async (id) => {
      const upstream = failingUpstream(envelope(500, "api", "api_error"));
      const { deckAuth } = simulatedDeck({ fetch: upstream.fetch });
      expect(await deckAuth.confirm({ credentialId: id, taskRunId: id }, ada)).toMatchObject({ ownerMatches: false });
      expect(upstream.requests).toHaveLength(0);
    },
  );

  it("rejects when the API cannot be asked, and confirms nothing", async () => {
    const { clock, deckAuth } = simulatedDeck({ fetch: failingUpstream(envelope(500, "api", "api_error")).fetch });
    const rejected = deckAuth.confirm({ credentialId: "cred_1" }, ada).then(() => null, (error: unknown) => error);
    await clock.advance(60_000);
    expect(await rejected).toBeInstanceOf(DeckAuthError);
  });

  it("does not take just anything for a subject", async () => {
    const { deckAuth } = simulatedDeck();
    await expect(deckAuth.confirm({ credentialId: "cred_1" }, { subject: "" })).rejects.toThrow(/subject/);
  });
});

describe("POST /confirm", () => {
  it("confirms the payload of onSuccess for the signed-in user, believing none of its claims", async () => {
    const { deckAuth, run, simulator, store } = simulatedDeck();
    const stored = await store("ada", "user_fail");
    const begun = await run(stored.id);
    const claimed = { credentialId: stored.id, externalId: "grace", taskRunId: begun.id, verified: true };
    const { json, status } = await read(await deckAuth.handle(pagePost("/confirm", claimed)));
    expect(status).toBe(200);
    expect(json).toEqual({
      credentialId: stored.id,
      externalId: "ada",
      sourceId: simulator.ids.sources.good,
      status: "verified",
      ownerMatches: true,
      taskRunId: begun.id,
      verified: false,
    });
  });

  it("confirms nothing of another user's", async () => {
    const { deckAuth, store } = simulatedDeck();
    const his = await store("grace");
    const { json } = await read(await deckAuth.handle(pagePost("/confirm", { credentialId: his.id, taskRunId: null, externalId: "ada" })));
    expect(json).toEqual({ credentialId: his.id, ...nothing });
  });

  it.each(["", "null", "[]", "{}", '{"credentialId":1}', '{"credentialId":["cred_1"]}', '{"credentialId":"cred_1","taskRunId":1}'])(
    "refuses the body %j",
    async (body) => {
      const { deckAuth } = simulatedDeck();
      expect((await read(await deckAuth.handle(pagePost("/confirm", body)))).status).toBe(400);
    },
  );

  it("is limited for each subject", async () => {
    const { deckAuth } = simulatedDeck({ limits: { confirmations: 2 } });
    const ask = async () => (await deckAuth.handle(pagePost("/confirm", { credentialId: "cred_1" }))).status;
    expect([await ask(), await ask(), await ask()]).toEqual([200, 200, 429]);
  });
});
