import { isId } from "@deck-auth/contract";
import type { RunOwner, RunOwnerStore } from "../relay/bus.ts";
import type { Connection } from "./connection.ts";
import type { RedisKeys } from "./keys.ts";

/** A page waits for it. */
const patience = 1_500;

/** A credential's id, and after a blank its `external_id` if it has one. */
function readStored(text: string | null): RunOwner | null {
  const [, credentialId, externalId] = /^(\S+)(?: ([^]*))?$/.exec(text ?? "") ?? [];
  return isId("credential", credentialId) ? { credentialId, externalId: externalId ?? null } : null;
}

/** Whose a run is, in Redis. */
export function createOwnerStore(writer: Connection, keys: RedisKeys): RunOwnerStore {
  return {
    read: async (taskRunId) => readStored(await writer.run(patience, (client) => client.get(keys.owner(taskRunId)))),
    async write(taskRunId, { credentialId, externalId }, milliseconds) {
      const text = externalId === null ? credentialId : `${credentialId} ${externalId}`;
      await writer.run(patience, (client) => client.set(keys.owner(taskRunId), text, { expiration: { type: "PX", value: milliseconds } }));
    },
  };
}
