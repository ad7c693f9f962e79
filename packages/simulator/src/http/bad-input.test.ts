import fc from "fast-check";
import { expect, test } from "vitest";
import * as z from "zod/mini";
import { errorEnvelope, idPrefixes } from "@deck-auth/contract";
import { apiOperations } from "@deck-auth/contract/api";
import type { ApiOperation } from "@deck-auth/contract/api";
import type { Received } from "../client.ts";
import { openWorld } from "../open-world.ts";

const operations = Object.values<ApiOperation>(apiOperations);

/** Served, or refused with a reason: never a fault of the simulator's own, never another shape. */
const expectSound = ({ status, body }: Received) => {
  expect(status).toBeLessThan(500);
  if (status >= 400) expect(z.safeParse(errorEnvelope, body).success).toBe(true);
  expect(body.request_id).toMatch(/^req_/);
};

const names = [
  "name", "type", "website", "url", "source_id", "auth_method", "auth_credentials", "username", "password", "source_fields", "external_id", "agent_id", "id",
  "input_schema", "settings", "timeout_seconds", "credential_id", "session_id", "input", "code", "events", "webhook", "custom_headers", "secret", "status", "__proto__",
  "constructor",
];
const values = fc.constantFrom<unknown>(
  "src_000001", "cred_000001", "agt_000001", "task_login", "sess_000001", "username_password", "website", "https://a.example", "webhook", "user_mfa", "*", "123456", "", null,
);
const { body: anyBody } = fc.letrec((tie) => ({
  body: fc.oneof({ maxDepth: 4 }, values, fc.jsonValue({ maxDepth: 2 }), fc.array(tie("body"), { maxLength: 3 }), tie("record")),
  record: fc.dictionary(fc.constantFrom(...names), tie("body"), { maxKeys: 6 }),
}));

test("any JSON at any endpoint is served or refused in the envelope (issue: bad input of every kind)", async () => {
  const { simulator, server, store, start } = openWorld({ limits: { requestsPer10s: null } });
  await store("user_good");
  await start("user_multi", 3000);
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...operations.filter(({ method }) => method !== "GET")), anyBody, async (operation, body) => {
      const id = operation.id === null ? "" : `${idPrefixes[operation.id]}_000001`;
      expectSound(await server.send(operation.method, operation.path.replace("{}", id), JSON.stringify(body)));
    }),
    { numRuns: 400 },
  );
  expect(Object.hasOwn(Object.prototype, "name")).toBe(false);
  expect(simulator.control.ledger().requests.every(({ status }) => status < 500)).toBe(true);
});

test("any query at any list is served or refused in the envelope (issue: bad input of every kind)", async () => {
  const { server } = openWorld({ limits: { requestsPer10s: null } });
  const parameter = fc.tuple(
    fc.constantFrom("limit", "cursor", "status", "type", "source_id", "created_after", "outcome", "include", "x", "__proto__"),
    fc.oneof(fc.string(), fc.constantFrom("5", "success", "src_000001", "2025-01-15T09:30:00Z", "cur_1_00000000000000000000000000000000")),
  );
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...operations.filter(({ method, id }) => method === "GET" && id === null)), fc.array(parameter, { maxLength: 3 }), async ({ path }, query) => {
      expectSound(await server.get(`${path}?${new URLSearchParams(query)}`));
    }),
    { numRuns: 300 },
  );
});

test("any text as a path or a body is served or refused in the envelope (issue: bad input of every kind)", async () => {
  const { server } = openWorld({ limits: { requestsPer10s: null } });
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: "binary" }).filter((text) => !/[\uD800-\uDFFF]/.test(text)), async (text) => {
      expectSound(await server.send("POST", "/credentials", text));
      expectSound(await server.get(`/sources/${encodeURIComponent(text)}`));
    }),
    { numRuns: 150 },
  );
});

test("a body nested without end is refused, not a crash (issue: bad input of every kind)", async () => {
  const { server } = openWorld();
  for (const text of ["[".repeat(400_000), `${"[".repeat(100_000)}${"]".repeat(100_000)}`, `{"name":${'{"a":'.repeat(20_000)}1${"}".repeat(20_000)}}`]) {
    const answer = await server.send("POST", "/agents", text, { "idempotency-key": "key" });
    expect(answer.status).toBe(400);
    expectSound(answer);
  }
  const schema = `{"name":"T","agent_id":"agt_000001","input_schema":${'{"items":'.repeat(5000)}{}${"}".repeat(5000)}}`;
  expect((await server.send("POST", "/tasks", schema)).body.errors[0].code).toBe("input_invalid");
});
