import { sourcesIndex } from "@deck-auth/contract";
import type { SourcesIndex } from "@deck-auth/contract";
import type { DeckClient } from "../deck/client.ts";
import type { Settings } from "../options.ts";
import { pause, unlessStopped } from "../stopping.ts";
import { encode } from "./encode.ts";
import type { Encoding } from "./encode.ts";
import type { SourceStore, StoredSources } from "./source-store.ts";
import { walkSources } from "./walk.ts";

/** One copy of the index. */
export interface SourceIndexCopy {
  /** Names this content, whatever its encoding. */
  readonly tag: string;
  /** The body of the answer. */
  readonly text: string;
  packed(encoding: Encoding): Promise<Uint8Array<ArrayBuffer>>;
}

/** The organization's sources, kept in this process's memory, and in the store if there is one. */
export interface SourceIndex {
  /** The last good copy at once; the first time, as soon as there is one. @throws DeckAuthError, or `stopping`'s reason, while there has never been one */
  read(): Promise<SourceIndexCopy>;
}

/** A copy older than this, in milliseconds, is still given, and renewed behind the answer. */
const freshFor = 10 * 60 * 1000;

/** After a failure nothing is asked for so long, in milliseconds. */
const restAfterFailure = 60 * 1000;

/** A walk keeps other processes from walking for so long, in milliseconds. Who has nothing to show meanwhile looks for its copy so often. */
const walkLease = 60 * 1000;
const lookAgainAfter = 1_000;
/** And who has an old copy so often, because a copy is a megabyte or so. */
const lookAgainWithCopyAfter = 7_500;

const bytesOf = (text: string) => new TextEncoder().encode(text);

async function digest(text: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", bytesOf(text)));
  return btoa(String.fromCharCode(...bytes.subarray(0, 15)));
}

async function createCopy(text: string): Promise<SourceIndexCopy> {
  const packed = new Map<Encoding, Promise<Uint8Array<ArrayBuffer>>>();
  return {
    tag: await digest(text),
    text,
    packed(encoding) {
      const bytes = packed.get(encoding) ?? encode(text, encoding);
      packed.set(encoding, bytes);
      return bytes;
    },
  };
}

/** What the store gave, if it is an index: another version of this package may have written it. */
function isIndex({ text }: StoredSources): boolean {
  try {
    return sourcesIndex.safeParse(JSON.parse(text)).success;
  } catch {
    return false;
  }
}

/**
 * Walks the catalogue once for everybody, and again when it is old (design 3.5). An outage leaves the last good copy; with a store
 * one process walks for all of them, and a copy survives restarts. Once `stopping` is aborted nothing is walked any more.
 */
export function createSourceIndex(client: DeckClient, settings: Pick<Settings, "clock" | "log" | "secretKey" | "sourceStore">, stopping: AbortSignal): SourceIndex {
  const { clock, log, secretKey, sourceStore } = settings;
  let copy: SourceIndexCopy | null = null;
  let failure: unknown = null;
  let renewAt = 0;
  let renewing: Promise<SourceIndexCopy> | null = null;

  // Two organizations may share a store, so each has a name; it says nothing of the key.
  let storeName: Promise<string> | null = null;
  const nameOfStore = () => (storeName ??= digest(`sources of ${secretKey}`).then((name) => name.replace(/[^A-Za-z0-9]/g, "")));

  /** Asks the store; when it fails this process goes on as if there were none. */
  async function ask<T>(instead: T, work: (store: SourceStore, name: string) => Promise<T>): Promise<T> {
    if (sourceStore === null) return instead;
    try {
      return await work(sourceStore, await nameOfStore());
    } catch (error) {
      log({ level: "warn", event: "source_store_failed", error: error instanceof Error ? error.name : typeof error });
      return instead;
    }
  }

  const readStored = () =>
    ask<StoredSources | null>(null, async (store, name) => {
      const stored = await store.read(name);
      return stored !== null && (stored.text === copy?.text || isIndex(stored)) ? stored : null;
    });

  /** The text of the index: from the store while it is fresh there, else from the API. */
  async function obtain(): Promise<StoredSources> {
    for (let waited = 0; ; waited += lookAgainAfter) {
      const stored = await readStored();
      if (stored !== null && stored.at + freshFor > clock.now()) return stored;
      const mayWalk = waited >= walkLease || (await ask(true, (store, name) => store.claimWalk(name, walkLease)));
      if (mayWalk) {
        try {
          const items = await walkSources(client, clock, stopping);
          const walked = { at: clock.now(), text: JSON.stringify({ items } satisfies SourcesIndex) };
          await ask(undefined, (store, name) => store.write(name, walked));
          return walked;
        } catch (error) {
          await ask(undefined, async (store, name) => store.releaseWalk?.(name));
          // Better an old copy than none: it is given for a while, then the API is asked again.
          if (stored !== null) return { ...stored, at: clock.now() - freshFor + restAfterFailure };
          throw error;
        }
      }
      // Another process walks. It is not waited for when there is something to show meanwhile.
      if (stored !== null) return { ...stored, at: clock.now() - freshFor + lookAgainWithCopyAfter };
      await pause(clock, lookAgainAfter, stopping);
    }
  }

  async function renew(): Promise<SourceIndexCopy> {
    try {
      const { at, text } = await obtain();
      // What was packed of it is good as long as it says the same.
      if (copy?.text !== text) copy = await createCopy(text);
      renewAt = at + freshFor;
      return copy;
    } catch (error) {
      failure = error;
      renewAt = clock.now() + restAfterFailure;
      throw error;
    } finally {
      renewing = null;
    }
  }

  return {
    async read() {
      if (clock.now() < renewAt) {
        if (copy !== null) return copy;
        throw failure;
      }
      if (copy !== null && stopping.aborted) return copy;
      renewing ??= renew();
      if (copy === null) return unlessStopped(stopping, renewing);
      // Its failure was logged by the client; there is a copy to go on with.
      renewing.catch(() => undefined);
      return copy;
    },
  };
}
