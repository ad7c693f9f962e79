import type { CredentialRecord } from "./records.ts";
import { credentialSummary, emit } from "./events.ts";
import { touch } from "./world.ts";
import type { World } from "./world.ts";

/** Moves a credential to a status and says so; nothing happens when it is there already, or gone (deck-api 2.5). */
export const setCredentialStatus = (world: World, credential: CredentialRecord, status: CredentialRecord["status"]): void => {
  if (credential.status === status || credential.status === "deleted") return;
  credential.status = status;
  touch(world, credential);
  emit(world, `credential.${status}`, credentialSummary(credential));
};
