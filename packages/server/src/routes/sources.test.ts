import zlib, { brotliDecompressSync, gunzipSync } from "node:zlib";
import { sourcesIndex } from "@deck-auth/contract";
import { describe, expect, it, vi } from "vitest";
import { pageGet, pagePost, read } from "../../test/requests.ts";
import { simulatedDeck } from "../../test/simulated.ts";
import type { SimulatedDeck } from "../../test/simulated.ts";
import { envelope, failingUpstream } from "../../test/upstream.ts";
import type { DeckAuthOptions, SourceStore } from "../index.ts";

/** Asks for the index and lets as much time pass as the walk needs. */
async function ask({ clock, deckAuth }: SimulatedDeck, headers: Record<string, string> = {}): Promise<Response> {
  const answer = deckAuth.handle(pageGet("/sources", headers));
  await clock.advance(10_000);
  return answer;
}

const bytes = async (response: Response) => new Uint8Array(await response.arrayBuffer());

/** A Deck that can be away. */
function setUp(options: Partial<DeckAuthOptions> = {}, sources = 250) {
  let away = false;
  const down = failingUpstream(envelope(500, "api", "api_error"));
  const deck: SimulatedDeck = simulatedDeck({ ...options, fetch: (request) => (away ? down.fetch(request) : deck.simulator.fetch(request)) }, sources);
  return { deck, down, setAway: (next: boolean) => (away = next) };
}

describe("GET /sources", () => {
  it("gives every source once: id, name and host", async () => {
    const deck = simulatedDeck({}, 250);
    const answer = await ask(deck);
    expect(answer.status).toBe(200);
    const { items } = sourcesIndex.parse(await answer.json());
    expect(items).toHaveLength(261);
    expect(new Set(items.map(({ id }) => id)).size).toBe(261);
    expect(items).toContainEqual({ id: deck.simulator.ids.sources.good, name: "Northwind Bank", host: "login.northwind-bank.example" });
    expect(items).toContainEqual({ id: deck.simulator.ids.sources.unnamed, name: null, host: "portal.nameless.example" });
  });

  it("walks the catalogue once for everybody, in pages of a hundred, not all at once", async () => {
    const deck = simulatedDeck({}, 250);
    const { clock, deckAuth, requests } = deck;
    const crowd = Array.from({ length: 50 }, () => deckAuth.handle(pageGet("/sources")));
    await clock.advance(0);
    expect(requests).toHaveLength(1);
    await clock.advance(99);
    expect(requests).toHaveLength(1);
    await clock.advance(10_000);
    for (const answer of crowd) expect((await answer).status).toBe(200);
    expect(requests.map(({ url }) => new URL(url).searchParams.get("limit"))).toEqual(["100", "100", "100"]);
    await ask(deck);
    expect(requests).toHaveLength(3);
  });

  it("walks 10,000 sources with half of what Deck allows, and sends them small", async () => {
    const at: number[] = [];
    const deck: SimulatedDeck = simulatedDeck(
      {
        fetch(request) {
          at.push(deck.clock.now());
          return deck.simulator.fetch(request);
        },
      },
      10_000,
    );
    const answer = deck.deckAuth.handle(pageGet("/sources", { "accept-encoding": "br" }));
    await deck.clock.advance(15_000);
    const packed = await bytes(await answer);
    expect(at).toHaveLength(101);
    expect(Math.max(...at.map((first) => at.filter((time) => time >= first && time < first + 10_000).length))).toBeLessThanOrEqual(100);
    const { items } = sourcesIndex.parse(JSON.parse(brotliDecompressSync(packed).toString()));
    expect(items).toHaveLength(10_011);
    expect(packed.length).toBeLessThan(256 * 1024);
  });

  it("renews an old copy behind the answer", async () => {
    const deck = simulatedDeck();
    await ask(deck);
    const before = deck.requests.length;
    await deck.clock.advance(10 * 60 * 1000);
    const answer = deck.deckAuth.handle(pageGet("/sources"));
    expect((await answer).status).toBe(200);
    await deck.clock.advance(10_000);
    expect(deck.requests.length).toBe(before + 1);
  });

  it("goes on with the last good copy while the API is away, and asks it again only after a minute", async () => {
    const { deck, down, setAway } = setUp();
    const first = await (await ask(deck)).text();
    setAway(true);
    await deck.clock.advance(10 * 60 * 1000);
    for (let count = 0; count < 4; count += 1) {
      const answer = await ask(deck);
      expect(answer.status).toBe(200);
      expect(await answer.text()).toBe(first);
    }
    expect(down.requests).toHaveLength(4);
    await deck.clock.advance(60_000);
    await ask(deck);
    expect(down.requests).toHaveLength(8);
  });

  it("packs an old copy once while another process walks, and looks for the new one seldom", async () => {
    let reads = 0;
    let at = 0;
    const items = Array.from({ length: 20_000 }, (_, index) => ({ id: `src_${index}`, name: `Name ${index}`, host: `h${index}.example` }));
    const store: SourceStore = {
      async read() {
        reads += 1;
        return { at, text: JSON.stringify({ items }) };
      },
      write: async () => undefined,
      claimWalk: async () => false,
    };
    const { clock, deckAuth } = simulatedDeck({ sourceStore: store, limits: { sources: 100 } });
    at = clock.now() - 20 * 60_000;
    const packed = vi.spyOn(zlib, "brotliCompress");
    for (let second = 0; second < 60; second += 1) {
      expect((await deckAuth.handle(pageGet("/sources", { "accept-encoding": "br" }))).status).toBe(200);
      await clock.advance(1_000);
    }
    expect(reads).toBeLessThanOrEqual(9);
    expect(packed).toHaveBeenCalledTimes(1);
    packed.mockRestore();
  });

  it("lets another process walk when its own walk failed", async () => {
    const claims = new Set<string>();
    let claim = () => {};
    const claimed = new Promise<void>((resolve) => (claim = resolve));
    const store: SourceStore = {
      read: async () => null,
      write: async () => undefined,
      async claimWalk(name) {
        claims.add(name);
        claim();
        return true;
      },
      releaseWalk: async (name) => void claims.delete(name),
    };
    const { deck, setAway } = setUp({ sourceStore: store });
    setAway(true);
    const answer = deck.deckAuth.handle(pageGet("/sources"));
    // The store's name is hashed in real time: the clock is moved once the walk has begun.
    await claimed;
    expect(claims.size).toBe(1);
    await deck.clock.advance(10_000);
    expect((await answer).status).toBe(502);
    expect(claims.size).toBe(0);
  });

  it("says that the API failed while there has never been a copy, and recovers", async () => {
    const { deck, down, setAway } = setUp();
    setAway(true);
    expect((await ask(deck)).status).toBe(502);
    expect((await ask(deck)).status).toBe(502);
    expect(down.requests).toHaveLength(4);
    setAway(false);
    await deck.clock.advance(60_000);
    expect((await ask(deck)).status).toBe(200);
  });

  it("stops walking when the process is told to stop, lets another one walk, and lets go of who waits (F32)", async () => {
    let claims = 0;
    const store: SourceStore = {
      read: async () => null,
      write: async () => undefined,
      claimWalk: async () => (claims += 1) > 0,
      releaseWalk: async () => void (claims -= 1),
    };
    const under: { requests: number; claims: number }[] = [];
    for (const options of [{}, { sourceStore: store }]) {
      const deck = simulatedDeck(options, 250);
      const answer = deck.deckAuth.handle(pageGet("/sources"));
      await vi.waitFor(() => expect(deck.requests).toHaveLength(1));
      await deck.clock.advance(50);
      deck.deckAuth.drain();
      const { headers, status } = await answer;
      expect([status, headers.get("retry-after")]).toEqual([503, "30"]);
      await deck.clock.advance(60_000);
      under.push({ requests: deck.requests.length, claims });
      expect((await deck.deckAuth.handle(pageGet("/sources"))).status).toBe(503);
    }
    expect(under).toEqual([{ requests: 1, claims: 0 }, { requests: 1, claims: 0 }]);
  });

  it("asks the API not once more when the process is told to stop, and gives the copy that it has (F32)", async () => {
    const { deck, down, setAway } = setUp();
    const first = await (await ask(deck)).text();
    setAway(true);
    await deck.clock.advance(10 * 60 * 1000);
    expect(await (await deck.deckAuth.handle(pageGet("/sources"))).text()).toBe(first);
    await deck.clock.advance(0);
    const before = down.requests.length;
    expect(before).toBeGreaterThan(0);
    deck.deckAuth.drain();
    await deck.clock.advance(60 * 60 * 1000);
    expect(await (await deck.deckAuth.handle(pageGet("/sources"))).text()).toBe(first);
    await deck.clock.advance(60_000);
    expect(down.requests).toHaveLength(before);
  });

  it("waits for no other process's walk when it is told to stop (F32)", async () => {
    let reads = 0;
    const read = async () => {
      reads += 1;
      return null;
    };
    const { clock, deckAuth } = simulatedDeck({ sourceStore: { read, write: async () => undefined, claimWalk: async () => false } });
    const answer = deckAuth.handle(pageGet("/sources"));
    await vi.waitFor(() => expect(reads).toBe(1));
    deckAuth.drain();
    expect((await answer).status).toBe(503);
    await clock.advance(60_000);
    expect(reads).toBe(1);
  });

  it("begins again once when a cursor is refused on the way", async () => {
    let refused = 0;
    const deck: SimulatedDeck = simulatedDeck(
      {
        fetch: (request) => {
          const isSecond = new URL(request.url).searchParams.has("cursor");
          if (!isSecond || refused > 0) return deck.simulator.fetch(request);
          refused += 1;
          return Promise.resolve(envelope(400, "request", "cursor_invalid")());
        },
      },
      250,
    );
    const { items } = sourcesIndex.parse(await (await ask(deck)).json());
    expect(refused).toBe(1);
    expect(items).toHaveLength(261);
  });

  it("leaves out what no page could use", async () => {
    const rows = [
      { id: "src_1", name: "Good", website: { url: "https://good.example/x?y" } },
      { id: "../token", name: "Bad id", website: { url: "https://bad.example" } },
      { id: "src_2", name: null, website: { url: "no address" } },
      { id: "src_3", name: "No address", website: { url: "" } },
      { id: "src_1", name: "Good again", website: { url: "https://good.example" } },
    ];
    const deck = simulatedDeck({ fetch: async () => Response.json({ data: rows, has_more: false, next_cursor: null, request_id: "req_1" }) });
    expect(await (await ask(deck)).json()).toEqual({
      items: [
        { id: "src_1", name: "Good again", host: "good.example" },
        { id: "src_3", name: "No address", host: "" },
      ],
    });
  });

  it("is packed as the client likes, brotli best, and is the same in each form", async () => {
    const deck = simulatedDeck({}, 250);
    const plain = await ask(deck);
    const gzip = await ask(deck, { "accept-encoding": "gzip, deflate" });
    const brotli = await ask(deck, { "accept-encoding": "gzip, deflate, br" });
    expect([plain, gzip, brotli].map(({ headers }) => headers.get("content-encoding"))).toEqual([null, "gzip", "br"]);
    const text = new TextDecoder().decode(await bytes(plain));
    const [small, smallest] = [await bytes(gzip), await bytes(brotli)];
    expect(gunzipSync(small).toString()).toBe(text);
    expect(brotliDecompressSync(smallest).toString()).toBe(text);
    expect(smallest.length).toBeLessThan(small.length);
    expect((await ask(deck, { "accept-encoding": "br;q=0, gzip;q=0.5" })).headers.get("content-encoding")).toBe("gzip");
    expect((await ask(deck, { "accept-encoding": "gzip;q=0" })).headers.get("content-encoding")).toBeNull();
    expect(plain.headers.get("vary")).toMatch(/Accept-Encoding/);
  });

  it("leaves packing to Next, which takes the name of another's packing away", async () => {
    vi.stubEnv("NEXT_RUNTIME", "nodejs");
    const answer = await ask(simulatedDeck(), { "accept-encoding": "gzip, br" });
    vi.unstubAllEnvs();
    expect(answer.headers.get("content-encoding")).toBeNull();
    expect(sourcesIndex.safeParse(await answer.json()).success).toBe(true);
  });

  it("is 304 for who has this content already, and another tag for another content", async () => {
    const deck = simulatedDeck();
    const etag = (await ask(deck)).headers.get("etag") ?? "";
    expect(etag).toMatch(/^W\/"[^"]+"$/);
    const known = await ask(deck, { "if-none-match": `"other", ${etag}` });
    expect(known.status).toBe(304);
    expect(await known.text()).toBe("");
    expect((await ask(deck, { "if-none-match": '"other"' })).status).toBe(200);
    expect((await ask(simulatedDeck({}, 4))).headers.get("etag")).not.toBe(etag);
    expect(known.headers.get("cache-control")).toBe("private, no-cache");
  });

  it("is for signed-in users of the own origin only (T35, T36)", async () => {
    const { deckAuth, requests } = simulatedDeck({ authorize: () => null });
    expect((await deckAuth.handle(pageGet("/sources"))).status).toBe(401);
    expect((await deckAuth.handle(pageGet("/sources", { "sec-fetch-site": "cross-site" }))).status).toBe(403);
    expect((await read(await deckAuth.handle(pagePost("/sources")))).status).toBe(405);
    expect(requests).toHaveLength(0);
  });
});
