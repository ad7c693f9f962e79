import { expect, test } from "vitest";
import { errorCatalogue, findError } from "./catalogue.ts";
import { errorEnvelope } from "./envelope.ts";

test("the catalogue has every documented error once, and knows the four timeouts apart (deck-api 3, R104)", () => {
  const names = errorCatalogue.map(({ type, code }) => `${type}/${code}`);
  expect(new Set(names).size).toBe(names.length);
  expect(names).toHaveLength(53);
  expect(names.filter((name) => name.endsWith("/timeout"))).toEqual(["api/timeout", "session/timeout", "task/timeout", "storage/timeout"]);
  expect(findError("auth", "auth_invalid")).toMatchObject({ status: 401, group: "request" });
  expect(findError("auth", "timeout")).toBeUndefined();
  expect(findError("constructor", "name")).toBeUndefined();
});

test("an envelope has at least one error; fields that nobody knows are kept (R112)", () => {
  const error = { type: "request", code: "input_missing", field: "name", message: "…", more: 1 };
  expect(errorEnvelope.safeParse({ errors: [error], request_id: "req_1", hint: "x" }).data).toEqual({ errors: [error], request_id: "req_1", hint: "x" });
  for (const body of [{}, { errors: [] }, { errors: [{ type: "api" }] }, { errors: "no" }, null, "<html>", [error]])
    expect(errorEnvelope.safeParse(body).success).toBe(false);
});
