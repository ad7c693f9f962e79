import { createVirtualClock } from "@deck-auth/simulator";
import { describe, expect, it } from "vitest";
import { pagePost, read } from "../test/requests.ts";
import { simulatedDeck } from "../test/simulated.ts";
import type { SimulatedDeck } from "../test/simulated.ts";
import { createDeckAuth } from "./index.ts";
import type { DeckAuthLogEntry, DeckAuthOptions, Subject } from "./index.ts";

const nothing = { externalId: null, sourceId: null, status: null, ownerMatches: false, taskRunId: null, verified: null };
const day = 24 * 60 * 60 * 1000;

/** A credential of Ada's, connected a while ago, and what the server confirms of it. */
async function connected(options: Partial<DeckAuthOptions>, age = 0) {
  const logged: DeckAuthLogEntry[] = [];
  const deck = simulatedDeck({ log: (entry) => logged.push(entry), ...options });
  const { id } = await deck.store("ada");
  const run = await deck.run(id);
  await deck.clock.advance(age);
  const confirm = (subject: Subject = { subject: "ada" }, taskRunId: string | null = run.id) => deck.deckAuth.confirm({ credentialId: id, taskRunId }, subject);
  return { ...deck, id, run, logged, confirm };
}

const { simulator } = simulatedDeck();
const { good, unnamed } = simulator.ids.sources;

describe("which sources are confirmed (T37)", () => {
  it.each<[string, Partial<DeckAuthOptions>, Partial<Subject>, boolean]>([
    ["the app allows it", { confirmation: { sourceIds: [unnamed, good] } }, {}, true],
    ["the app allows another", { confirmation: { sourceIds: [unnamed] } }, {}, false],
    ["the app allows none", { confirmation: { sourceIds: [] } }, {}, false],
    ["authorize allows it", {}, { sourceIds: [good] }, true],
    ["authorize allows another", {}, { sourceIds: [unnamed] }, false],
    ["authorize allows what the app does not", { confirmation: { sourceIds: [unnamed] } }, { sourceIds: [good] }, false],
  ])("when %s", async (_, options, subject, confirmed) => {
    const { confirm, id, logged } = await connected(options);
    const answer = await confirm({ subject: "ada", ...subject });
    if (confirmed) expect(answer).toMatchObject({ ownerMatches: true, sourceId: good, verified: true });
    else expect(answer).toEqual({ credentialId: id, ...nothing });
    expect(logged).toEqual(confirmed ? [] : [{ level: "warn", event: "confirmation_withheld", reason: "source", credentialId: id }]);
  });
});

describe("how old a report may be (T37)", () => {
  it("confirms for a day, and then no more", async () => {
    expect(await (await connected({}, day - 10 * 60_000)).confirm()).toMatchObject({ ownerMatches: true, verified: true });
    const { confirm, id, logged } = await connected({}, day);
    expect(await confirm()).toEqual({ credentialId: id, ...nothing });
    expect(logged).toMatchObject([{ reason: "stale" }]);
  });

  it("confirms an old credential that has just been used", async () => {
    const { clock, confirm, id, start } = await connected({ confirmation: { withinMinutes: 30 } }, 2 * day);
    expect(await confirm()).toMatchObject({ ownerMatches: false });
    const again = await start(id);
    await clock.advance(60_000);
    expect(await confirm({ subject: "ada" }, again.id)).toMatchObject({ ownerMatches: true, verified: true });
  });

  /** A credential whose times Deck wrote so. */
  async function timed(times: Record<string, unknown>, confirmation: DeckAuthOptions["confirmation"] = {}) {
    const deck: SimulatedDeck = simulatedDeck({
      confirmation,
      async fetch(request) {
        const body: unknown = await (await deck.simulator.fetch(request)).json();
        return Response.json({ ...(typeof body === "object" ? body : {}), created_at: undefined, updated_at: undefined, ...times });
      },
    });
    const { id } = await deck.store("ada");
    return deck.deckAuth.confirm({ credentialId: id }, { subject: "ada" });
  }
  const now = createVirtualClock().now();
  const [fresh, old] = [new Date(now).toISOString(), new Date(now - 2 * day).toISOString()];

  it.each<[string, Record<string, unknown>, boolean]>([
    ["only when it was made, just now", { created_at: fresh }, true],
    ["only when it was made, long ago", { created_at: old }, false],
    ["a change that nobody can read, and that it was made just now", { created_at: fresh, updated_at: "yesterday" }, true],
    ["an old beginning and a fresh change", { created_at: old, updated_at: fresh }, true],
    ["no time at all", {}, false],
    ["no time that anybody can read", { created_at: "", updated_at: "soon" }, false],
  ])("goes by the latest time that can be read: %s", async (_, times, confirmed) => {
    expect((await timed(times)).ownerMatches).toBe(confirmed);
    expect((await timed(times, { withinMinutes: null })).ownerMatches).toBe(true);
  });

  it("takes no fresh run of another credential for a sign of life", async () => {
    const { confirm, start, store } = await connected({ confirmation: { withinMinutes: 30 } }, day);
    const other = await start((await store("ada")).id);
    expect(await confirm({ subject: "ada" }, other.id)).toMatchObject({ ownerMatches: false });
  });

  it("confirms whatever age when told so", async () => {
    const { confirm } = await connected({ confirmation: { withinMinutes: null } }, 400 * day);
    expect(await confirm()).toMatchObject({ ownerMatches: true, verified: true });
  });

  it.each([{ withinMinutes: 0 }, { withinMinutes: Number.NaN }, { sourceIds: ["cred_1"] }])("refuses the rules %j", (confirmation) => {
    expect(() => createDeckAuth({ secretKey: "sk_live_x", authorize: () => null, confirmation })).toThrow(/confirmation/);
  });
});

describe("what nobody is told", () => {
  it("answers a stranger, a wrong source and an old report alike, and says the reason in the log alone", async () => {
    const logged: DeckAuthLogEntry[] = [];
    const deck = simulatedDeck({ log: (entry) => logged.push(entry), confirmation: { sourceIds: [unnamed] } });
    const [mine, his] = [await deck.store("ada"), await deck.store("grace")];
    const [one, two] = await Promise.all([mine, his].map(async ({ id }) => (await read(await deck.deckAuth.handle(pagePost("/confirm", { credentialId: id })))).text.replace(id, "")));
    expect(one).toBe(two);
    expect(logged.map((entry) => ("reason" in entry ? entry.reason : entry.event)).sort()).toEqual(["owner", "source"]);
  });

  it("reads no run of another user's", async () => {
    const deck = simulatedDeck();
    const his = await deck.store("grace");
    const run = await deck.start(his.id);
    await deck.deckAuth.confirm({ credentialId: his.id, taskRunId: run.id }, { subject: "ada" });
    expect(deck.requests.map(({ url }) => new URL(url).pathname)).toEqual([`/v2/credentials/${his.id}`]);
  });

  it("writes no id into the log that is none", async () => {
    const logged: DeckAuthLogEntry[] = [];
    const deck = simulatedDeck({ log: (entry) => logged.push(entry) });
    await deck.deckAuth.confirm({ credentialId: "cred_1\nFAKE LINE" }, { subject: "ada" });
    expect(logged).toEqual([]);
  });
});
