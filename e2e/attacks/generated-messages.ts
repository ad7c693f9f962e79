import type { Frame } from "@playwright/test";

/** Where the generated messages go: from a frame to its parent, from a page to its first frame, or over a raw host's port. */
export type Way = "to the parent" | "to the frame" | "over the port";

/**
 * Posts `count` messages that nobody may take: rubbish of every kind that can be cloned, and messages of the protocol with one place
 * spoilt. From the same seed always the same ones.
 */
export async function postGenerated(from: Frame, way: Way, count: number, seed: number): Promise<void> {
  await from.evaluate(
    ({ way, count, seed }) => {
      let state = seed;
      const random = () => {
        state = (state + 0x6d2b79f5) | 0;
        let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
        mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
        return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
      };
      const below = (limit: number) => Math.floor(random() * limit);
      const oneOf = <Item>(items: readonly Item[]): Item | undefined => items[below(items.length)];

      const names = ["channel", "version", "type", "data", "nonce", "token", "config", "__proto__", "constructor", "prototype", "toJSON", "then", "length", ""];
      const words = [...names, "deck-auth", "ready", "init", "success", "tk_evil", "\u0000", "\ud800", "javascript:alert(1)", '{"channel":"deck-auth","version":1,"type":"close","data":{}}'];
      const kinds = [undefined, null, true, false, 0, -0, 1, -1, 1.5, Number.NaN, Infinity, 2 ** 53, 10n, new Date(0), new Date(Number.NaN), /x/g, new Error("e"), new ArrayBuffer(8), new Uint8Array(3)];
      const leaves = (): unknown => oneOf<unknown>(kinds);
      const grow = (depth: number): unknown => {
        const kind = below(depth > 0 ? 9 : 4);
        if (kind < 2) return leaves();
        if (kind < 4) return oneOf(words);
        const children = Array.from({ length: below(5) }, () => grow(depth - 1));
        if (kind === 4) return children;
        if (kind === 5) return new Map(children.map((child) => [oneOf(names), child]));
        if (kind === 6) return new Set(children);
        const grown: Record<string, unknown> = {};
        for (const value of children) Object.defineProperty(grown, oneOf(names) ?? "", { value, enumerable: true, configurable: true });
        return grown;
      };
      const deep = (levels: number): unknown => {
        let inner: unknown = 0;
        for (let level = 0; level < levels; level += 1) inner = level % 2 ? [inner] : { data: inner };
        return inner;
      };

      const nonce = "guessed";
      const bodies: Record<string, unknown> = {
        init: { nonce, token: "tk_evil", config: { sourceId: "src_evil" } },
        token: { token: 7 },
        update: { language: 7 },
        relay: { live: "yes" },
        sources: { part: 1, of: 1, items: [{ id: 1 }] },
        ready: { nonce },
        success: { credentialId: 1, externalId: null, taskRunId: null, verified: true },
        error: { type: "auth", code: "auth_invalid", message: "", terminal: "no" },
        event: { type: 1 },
        resize: { height: "2000" },
      };
      const spoilt = (): unknown => {
        const [type, data] = oneOf(Object.entries(bodies)) ?? [];
        const whole: Record<string, unknown> = { channel: "deck-auth", version: 1, type, data };
        const kind = below(6);
        if (kind === 0) whole["channel"] = oneOf(["deck", "DECK-AUTH", "deck-auth ", null, ["deck-auth"]]);
        if (kind === 1) whole["version"] = oneOf(["1", 2, 0, null, [1], 1.5]);
        if (kind === 2) whole["type"] = oneOf(["INIT", "unheard of", "__proto__", "constructor", "toString", null, ["init"], 1]);
        if (kind === 3) whole["data"] = leaves();
        if (kind === 4) whole["data"] = JSON.stringify(data);
        if (kind === 5) whole["data"] = Object.assign([], data);
        return whole;
      };
      const padded = () => ({ channel: "deck-auth", version: 1, type: "init", data: { ...Object(bodies["init"]), padding: "x".repeat(100_000) } });
      // Writing down what contains itself takes Chromium a tenth of a second: some, not a flood.
      const circular = () => {
        const grown: Record<string, unknown> = { channel: "deck-auth", version: 1, type: "init" };
        grown["data"] = { nonce, token: "tk_evil", config: grown };
        return grown;
      };
      const rare = [padded, circular, () => deep(3_000), () => "x".repeat(2_000_000), () => Array.from({ length: 20 }, () => "x".repeat(100_000)), () => Array.from({ length: 50_000 }, () => null)];

      for (let index = 0; index < count; index += 1) {
        const message = index % 200 === 199 ? oneOf(rare)?.() : random() < 0.5 ? grow(4) : spoilt();
        const ports = index % 50 === 0 ? [new MessageChannel().port2] : [];
        if (way === "over the port") window.port?.postMessage(message);
        else (way === "to the parent" ? window.parent : window[0])?.postMessage(message, "*", ports);
      }
    },
    { way, count, seed },
  );
}
