import { describe, expect, test } from "vitest";
import { credential, credentialCreate, credentialUpdate } from "./credential.ts";
import { interactionAnswer } from "./interaction.ts";
import { isSessionToken } from "./session-token.ts";
import { source, sourceList } from "./source.ts";
import { hasEnded, taskRun, taskRunCreate } from "./task-run.ts";

describe("answers are read loosely: Deck adds fields and values without a new version (deck-api 1.9)", () => {
  test("unknown fields and unknown enum values survive (R112, R61)", () => {
    const run = { id: "trun_1", status: "teleporting", result: "mixed", updated_at: "2026-01-01T00:00:00Z", color: "blue", interaction: { type: "new" } };
    expect(taskRun.parse(run)).toEqual(run);
    const stored = { id: "cred_1", status: "resting", external_id: null, source_id: "src_1", auth_method: "passkey", extra: {} };
    expect(credential.parse(stored)).toEqual(stored);
  });

  test("a source may have no name (R25)", () => {
    expect(source.parse({ id: "src_1", name: null, website: { url: "https://a.example" } }).name).toBeNull();
  });

  test("what cannot be worked with is refused: a page without its cursor, a run without a status", () => {
    expect(sourceList.safeParse({ data: [], has_more: false }).success).toBe(false);
    expect(taskRun.safeParse({ id: "trun_1", updated_at: "2026-01-01T00:00:00Z" }).success).toBe(false);
  });

  test("an unknown status has not ended", () => {
    expect(["completed", "failed", "canceled"].every(hasEnded)).toBe(true);
    expect(["queued", "cancelling", "canceling", "review_required", "teleporting", "constructor"].some(hasEnded)).toBe(false);
  });
});

describe("requests are strict: nothing is sent that nobody meant to send", () => {
  const create = { source_id: "src_1", auth_method: "username_password", auth_credentials: { username: "a", password: "b" } };

  test("the component sends user name and password, never source fields (R35, R36)", () => {
    expect(credentialCreate.parse(create)).toEqual(create);
    for (const spoilt of [
      { ...create, auth_method: "none" },
      { ...create, auth_credentials: { ...create.auth_credentials, source_fields: {} } },
      { ...create, auth_credentials: { username: "", password: "b" } },
      { ...create, external_id: "x".repeat(256) },
      { ...create, token: "tk_1" },
    ])
      expect(credentialCreate.safeParse(spoilt).success).toBe(false);
  });

  test("an update may clear the external id; a run starts without input; an answer is strings under `input` (R49, R76)", () => {
    expect(credentialUpdate.parse({ external_id: null })).toEqual({ external_id: null });
    expect(credentialUpdate.safeParse({ source_id: "src_1" }).success).toBe(false);
    expect(taskRunCreate.safeParse({ credential_id: "cred_1", input: {} }).success).toBe(false);
    expect(interactionAnswer.safeParse({ inputs: { code: "1" } }).success).toBe(false);
    expect(interactionAnswer.safeParse({ input: { code: 1 } }).success).toBe(false);
  });
});

test("a session token is told from a secret key (R45)", () => {
  expect(isSessionToken("tk_abc.DEF-1")).toBe(true);
  for (const value of ["sk_live_1", "tk_", "", "tk_a b", "tk_a\r\nx: y", `tk_${"x".repeat(2_049)}`, null, 7, ["tk_1"]]) expect(isSessionToken(value)).toBe(false);
});
