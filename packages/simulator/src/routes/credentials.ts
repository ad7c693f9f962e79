import { credentialCreateRequest, credentialUpdateRequest } from "@deck-auth/contract/api";
import { enter } from "../control/ledger.ts";
import type { LedgerCredential } from "../control/ledger.ts";
import { mac } from "../crypto/text.ts";
import { checkBody, checkId } from "../http/body.ts";
import { refuse } from "../http/errors.ts";
import { page } from "../http/paging.ts";
import { passes } from "../http/query.ts";
import { credentialAnswer } from "../world/answers.ts";
import { setCredentialStatus } from "../world/credentials.ts";
import { credentialSummary, emit } from "../world/events.ts";
import type { CredentialRecord } from "../world/records.ts";
import { newRecord, touch, worldKey } from "../world/world.ts";
import { effectOf } from "./call.ts";
import type { Call, Handler } from "./call.ts";
import { find } from "./find.ts";

interface Login {
  readonly username?: string | undefined;
  readonly password?: string | undefined;
  readonly source_fields?: Record<string, unknown> | null | undefined;
}

/** User name and password are both needed (R223). */
const checkLogin = (login: Login | null | undefined): Login => {
  for (const field of ["username", "password"] as const) {
    if (login?.[field] === undefined) throw refuse("request/input_missing", `auth_credentials.${field}`);
  }
  return login ?? {};
};

const note = (call: Call, credential: CredentialRecord, action: LedgerCredential["action"], password?: string): void =>
  enter(call.world.ledger.credentials, {
    ...effectOf(call, credential.id),
    action,
    source_id: credential.source_id,
    username: credential.username,
    password_hash: password === undefined ? null : mac(worldKey(call.world), password),
  });

const create: Handler = (call) => {
  const { world } = call;
  const body = checkBody(credentialCreateRequest, call.body);
  const source = find(world.sources, "source", checkId("source", body.source_id, "source_id"));
  const method = body.auth_method ?? "none";
  const login = method === "none" ? null : checkLogin(body.auth_credentials);
  if (login !== null && source.trait === "method-unsupported") throw refuse("auth/auth_method_not_supported", "auth_method");
  const credential: CredentialRecord = {
    ...newRecord(world, "credential"),
    status: "unverified",
    external_id: body.external_id ?? null,
    source_id: source.id,
    auth_method: method,
    username: login?.username ?? null,
    source_fields: login?.source_fields ?? null,
  };
  world.credentials.add(credential);
  emit(world, "credential.created", credentialSummary(credential));
  note(call, credential, "created", login?.password);
  return credentialAnswer(credential);
};

const update: Handler = (call) => {
  const { world } = call;
  const credential = find(world.credentials, "credential", call.id);
  const body = checkBody(credentialUpdateRequest, call.body);
  if (credential.status === "deleted") throw refuse("request/resource_not_ready");
  const given = body.auth_credentials;
  if (given !== undefined && given !== null) {
    if (credential.auth_method === "none") throw refuse("auth/auth_method_not_supported", "auth_credentials");
    const login = checkLogin(given);
    credential.username = login.username ?? null;
    if (given.source_fields !== undefined) credential.source_fields = given.source_fields;
    setCredentialStatus(world, credential, "unverified");
  }
  if (body.external_id !== undefined) credential.external_id = body.external_id;
  touch(world, credential);
  note(call, credential, "updated", given?.password);
  return credentialAnswer(credential);
};

const remove: Handler = (call) => {
  const credential = find(call.world.credentials, "credential", call.id);
  if (credential.status !== "deleted") {
    setCredentialStatus(call.world, credential, "deleted");
    credential.username = null;
    credential.source_fields = null;
    note(call, credential, "deleted");
  }
  return { id: credential.id, object: "credential", deleted: true };
};

export const credentialRoutes = {
  "credentials.create": create,
  "credentials.list": ({ world, operation, query }) => {
    const rows = [...world.credentials.newestFirst()].filter(
      (credential) =>
        passes(query, "source_id", credential.source_id) &&
        passes(query, "status", credential.status) &&
        passes(query, "external_id", credential.external_id),
    );
    return page(world, operation, query, rows, (credential) => credential.sequence, credentialAnswer);
  },
  "credentials.get": ({ world, id }) => credentialAnswer(find(world.credentials, "credential", id)),
  "credentials.update": update,
  "credentials.delete": remove,
} satisfies Record<string, Handler>;
