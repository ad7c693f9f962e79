import type { SourceStore, StoredSources } from "../sources/source-store.ts";
import type { Connection } from "./connection.ts";
import type { RedisKeys } from "./keys.ts";
import { releaseScript } from "./scripts.ts";

/** A megabyte or so, over a network. */
const patience = 3_000;

/** An index that nobody renewed for so long, in seconds, is forgotten. */
const lifetime = 30 * 24 * 60 * 60;

function readStored(text: string | null): StoredSources | null {
  const [, at, json] = /^(\d{1,15})\n([^]*)$/.exec(text ?? "") ?? [];
  return at === undefined || json === undefined ? null : { at: Number(at), text: json };
}

/** The index of sources in Redis: its time, a line break, its text. */
export function createSourceStore(writer: Connection, keys: RedisKeys): SourceStore {
  /** Tells this process's claim from another's. */
  const word = crypto.randomUUID();
  return {
    read: async (name) => readStored(await writer.run(patience, (client) => client.get(keys.sources(name)))),
    async write(name, { at, text }) {
      await writer.run(patience, (client) => client.set(keys.sources(name), `${at}\n${text}`, { expiration: { type: "EX", value: lifetime } }));
    },
    async claimWalk(name, milliseconds) {
      const set = await writer.run(patience, (client) =>
        client.set(keys.walk(name), word, { condition: "NX", expiration: { type: "PX", value: milliseconds } }),
      );
      return set !== null;
    },
    async releaseWalk(name) {
      await writer.run(patience, (client) => client.eval(releaseScript, { keys: [keys.walk(name)], arguments: [word] }));
    },
  };
}
