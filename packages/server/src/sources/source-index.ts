import type { Clock, SourcesIndex } from "@deck-auth/contract";
import type { DeckClient } from "../deck/client.ts";
import { encode } from "./encode.ts";
import type { Encoding } from "./encode.ts";
import { walkSources } from "./walk.ts";

/** One copy of the index. */
export interface SourceIndexCopy {
  /** Names this content, whatever its encoding. */
  readonly tag: string;
  packed(encoding: Encoding): Promise<Uint8Array<ArrayBuffer>>;
}

/** The organization's sources, kept in this process's memory. */
export interface SourceIndex {
  /** The last good copy at once; the first time, as soon as there is one. @throws DeckAuthError while there has never been one */
  read(): Promise<SourceIndexCopy>;
}

/** A copy older than this, in milliseconds, is still given, and renewed behind the answer. */
const freshFor = 10 * 60 * 1000;

/** After a failure nothing is asked for so long, in milliseconds. */
const restAfterFailure = 60 * 1000;

async function createCopy(items: SourcesIndex["items"]): Promise<SourceIndexCopy> {
  const text = JSON.stringify({ items } satisfies SourcesIndex);
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
  const packed = new Map<Encoding, Promise<Uint8Array<ArrayBuffer>>>();
  return {
    tag: btoa(String.fromCharCode(...digest.subarray(0, 15))),
    packed(encoding) {
      const bytes = packed.get(encoding) ?? encode(text, encoding);
      packed.set(encoding, bytes);
      return bytes;
    },
  };
}

/** Walks the catalogue once for everybody, and again when it is old (design 3.5). An outage leaves the last good copy. */
export function createSourceIndex(client: DeckClient, clock: Clock): SourceIndex {
  let copy: SourceIndexCopy | null = null;
  let failure: unknown = null;
  let renewAt = 0;
  let walking: Promise<SourceIndexCopy> | null = null;

  async function renew(): Promise<SourceIndexCopy> {
    try {
      copy = await createCopy(await walkSources(client, clock));
      renewAt = clock.now() + freshFor;
      return copy;
    } catch (error) {
      failure = error;
      renewAt = clock.now() + restAfterFailure;
      throw error;
    } finally {
      walking = null;
    }
  }

  return {
    async read() {
      if (clock.now() < renewAt) {
        if (copy !== null) return copy;
        throw failure;
      }
      walking ??= renew();
      if (copy === null) return walking;
      // Its failure was logged by the client; there is a copy to go on with.
      walking.catch(() => undefined);
      return copy;
    },
  };
}
