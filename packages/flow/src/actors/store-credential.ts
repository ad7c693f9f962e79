import { credential, credentialCreate, credentialUpdate } from "@deck-auth/contract";
import type { CredentialCreate, CredentialUpdate } from "@deck-auth/contract";
import { asApiError, knownError, lostError } from "../api/api-error.ts";
import { isPassing, retrying } from "../api/retry.ts";
import { writePolicy } from "./write-tools.ts";
import type { WriteTools } from "./write-tools.ts";

/** What was stored. */
export interface Stored {
  credentialId: string;
  /** As the API returned it (deck-api 7.11). */
  externalId: string | null;
}

export interface StoreInput {
  /** The credential to update; `null` to create one. */
  credentialId: string | null;
  sourceId: string | null;
  externalId: string | null;
}

/** A create or update, ready to be sent again and again as the same request. */
type StoreWrite =
  | { kind: "create"; body: CredentialCreate }
  | { kind: "update"; credentialId: string; body: CredentialUpdate };

/**
 * Stores what was typed, once, whatever the network does.
 *
 * Every submission has a key, kept with its body until a definite answer, for each target of its own. When the answer is lost
 * and the person submits again for the same target: the same text is the same request under the same key; another text first
 * settles the old request, so that it is known whether a credential exists, and then updates that one. So a lost answer never
 * becomes a second credential. A body that was erased, or sent before the page was reloaded, can be compared with nothing: it
 * is tried under its key, and the API says whether it was the same.
 */
export async function storeCredential(given: StoreInput, tools: WriteTools, signal: AbortSignal): Promise<Stored> {
  const { secrets, newKey, checkpoint } = tools;
  const target = given.credentialId ?? given.sourceId;
  if (target === null) throw knownError("request", "source_not_found");
  const { key: sentKey, madeId } = checkpoint.storingOf(target);
  const input = { ...given, credentialId: given.credentialId ?? madeId };
  const write = writeFor(input, tools);
  const kept = secrets.pending("credentials", target);
  // What was sent and not answered: by this page, or by the one that it was before it was reloaded.
  const open = kept !== null && kept.body !== null ? kept : sentKey === null ? null : { target, key: sentKey, body: null };
  /** Nothing is open any more: what was sent was stored, or surely not. */
  const settle = (): void => {
    checkpoint.noteStoring(target, { key: null });
    secrets.settle("credentials", target);
  };
  const finish = (stored: Stored): Stored => {
    checkpoint.note({ storedCredentialId: stored.credentialId });
    checkpoint.noteStoring(target, { madeId: null });
    settle();
    // Nor is there a way back to what was typed for another source.
    secrets.eraseAllBut("username");
    return stored;
  };
  try {
    const before = readStoreWrite(open?.body);
    if (open !== null && before !== null && isOther(before, write)) {
      const earlier = await settleEarlier(before, target, open.key, tools, signal);
      // From here on it is known which credential there is, and stays so if the update's answer is lost as well.
      if (earlier !== null) checkpoint.noteStoring(target, { madeId: earlier.credentialId });
      const isErased = secrets.read("credentials") === null;
      settle();
      // The page was closed or left meanwhile: what was typed is not brought back.
      if (isErased) throw lostError();
      if (earlier !== null) {
        const update: StoreWrite = { kind: "update", credentialId: earlier.credentialId, body: bodyOfUpdate(write, input) };
        return finish(await send(update, target, newKey(), tools, signal));
      }
      return finish(await send(write, target, newKey(), tools, signal));
    }
    return finish(await send(write, target, open?.key ?? newKey(), tools, signal));
  } catch (thrown) {
    const error = asApiError(thrown);
    if (open?.body === null && error.is("idempotency", "idempotency_error")) {
      // What was typed before was erased, and it had been stored: under its key, which the checkpoint has, only the same text leads
      // on (F5). What was typed now is of no more use.
      secrets.settle("credentials", target);
      throw error.inDoubt();
    }
    if (error.refused) settle();
    else secrets.leaveOpen("credentials", target);
    throw error;
  }
}

function writeFor(input: StoreInput, { secrets }: WriteTools): StoreWrite {
  const typed = secrets.read("credentials");
  const auth_credentials = { username: typed?.get("username") ?? "", password: typed?.get("password") ?? "" };
  if (input.credentialId !== null) {
    const body = { auth_credentials, ...(input.externalId === null ? {} : { external_id: input.externalId }) };
    return { kind: "update", credentialId: input.credentialId, body };
  }
  if (input.sourceId === null) throw knownError("request", "source_not_found");
  // R35: the method is said, because the API's default is none at all.
  const body = {
    source_id: input.sourceId,
    auth_method: "username_password" as const,
    auth_credentials,
    ...(input.externalId === null ? {} : { external_id: input.externalId }),
  };
  return { kind: "create", body };
}

const isOther = (before: StoreWrite, write: StoreWrite): boolean => JSON.stringify(before) !== JSON.stringify(write);

const bodyOfUpdate = (write: StoreWrite, input: StoreInput): CredentialUpdate => ({
  auth_credentials: write.body.auth_credentials,
  ...(input.externalId === null ? {} : { external_id: input.externalId }),
});

/** Whether the request before took effect: what it stored, or `null` when the API refuses it and so never took it. */
async function settleEarlier(before: StoreWrite, target: string, key: string, tools: WriteTools, signal: AbortSignal): Promise<Stored | null> {
  try {
    return await send(before, target, key, tools, signal);
  } catch (thrown) {
    const error = asApiError(thrown);
    if (error.refused && error.judged) return null;
    throw error.inDoubt();
  }
}

function readStoreWrite(body: unknown): StoreWrite | null {
  if (typeof body !== "object" || body === null || !("kind" in body) || !("body" in body)) return null;
  if (body.kind === "create") return { kind: "create", body: credentialCreate.parse(body.body) };
  if (!("credentialId" in body) || typeof body.credentialId !== "string") return null;
  return { kind: "update", credentialId: body.credentialId, body: credentialUpdate.parse(body.body) };
}

async function send(write: StoreWrite, target: string, key: string, tools: WriteTools, signal: AbortSignal): Promise<Stored> {
  tools.checkpoint.noteStoring(target, { key });
  const held = tools.secrets.keep("credentials", { target, key, body: write });
  const stored = await retrying(
    () =>
      tools.client.call({
        ...(write.kind === "create"
          ? { operation: "credentials.create" as const }
          : { operation: "credentials.update" as const, id: write.credentialId }),
        body: write.body,
        idempotencyKey: key,
        parse: (body) => credential.parse(body),
        signal,
        forgotten: held.forgotten,
      }),
    (error) => (isPassing(error) ? writePolicy : null),
    { ...tools, signal, held },
  );
  return { credentialId: stored.id, externalId: stored.external_id };
}
