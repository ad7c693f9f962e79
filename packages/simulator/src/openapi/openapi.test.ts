import { compileErrors, validate } from "@readme/openapi-parser";
import { expect, test } from "vitest";
import { apiOperations } from "@deck-auth/contract/api";
import type { ApiOperation } from "@deck-auth/contract/api";
import { openWorld } from "../open-world.ts";

const document = async () => (await openWorld().simulator.fetch("http://deck.test/openapi.json")).json();

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required: boolean;
}

/** Every value under a key of this name, wherever it stands. */
const valuesOf = (value: unknown, key: string): unknown[] => {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, part]) => [...(name === key ? [part] : []), ...valuesOf(part, key)]);
};

test("the OpenAPI document is 3.1 and has every endpoint with its parameters, body and answers (issue: OpenAPI)", async () => {
  const { openapi, info, servers, paths } = await document();
  expect([openapi, info.version, servers]).toEqual(["3.1.0", "2.0.0", [{ url: "http://deck.test/v2" }]]);
  const ids = new Set<string>();
  for (const [name, operation] of Object.entries<ApiOperation>(apiOperations)) {
    const path = Object.keys(paths).find((one) => one.replace(/\{.*?\}/, "{}") === operation.path) ?? "";
    const described = paths[path][operation.method.toLowerCase()];
    ids.add(described.operationId);
    const parameters: Parameter[] = described.parameters;
    const inPath = parameters.filter((parameter) => parameter.in === "path");
    expect([name, inPath.map((parameter) => `{${parameter.name}}`)]).toEqual([name, path.match(/\{.*?\}/g) ?? []]);
    expect(inPath.every(({ required }) => required)).toBe(true);
    expect(new Set(parameters.map((parameter) => parameter.in + parameter.name)).size).toBe(parameters.length);
    expect(parameters.filter((parameter) => parameter.in === "query").map((parameter) => parameter.name)).toEqual([
      ...Object.keys(operation.query ?? {}),
      ...(operation.pages === true ? ["limit", "cursor"] : []),
    ]);
    expect(described.requestBody !== undefined).toBe(operation.body !== undefined);
    expect(Object.keys(described.responses)).toContain(String(operation.success));
    for (const response of Object.values<{ description: string }>(described.responses)) expect(response.description).not.toBe("");
  }
  expect(ids.size).toBe(44);
});

test("every reference leads somewhere, and no schema is left over (issue: OpenAPI)", async () => {
  const whole = await document();
  const references = new Set(valuesOf(whole, "$ref").map(String));
  const known = new Set(Object.keys(whole.components.schemas).map((name) => `#/components/schemas/${name}`));
  expect([...references].filter((reference) => !known.has(reference))).toEqual([]);
  expect([...known].filter((name) => !references.has(name))).toEqual([]);
  const types = valuesOf(whole.components.schemas, "type").flat().filter((type) => typeof type === "string");
  expect([...new Set(types)].toSorted()).toEqual(["array", "boolean", "integer", "null", "number", "object", "string"]);
});

test("schemas for requests and answers come from the contract: nullable fields, patterns of ids, limits (issue: OpenAPI)", async () => {
  const { schemas } = (await document()).components;
  expect(schemas.Source.properties.name.type).toEqual(["string", "null"]);
  expect(schemas.TaskRun.properties.id.pattern).toBe("^trun_[A-Za-z0-9_-]+$");
  expect(schemas.TaskRun.required).toContain("interaction");
  expect(schemas.CredentialCreateRequest.required).toEqual(["source_id"]);
  expect(JSON.stringify(schemas.Credential.properties.auth_credentials)).toContain('"password":{"not":{}}');
  expect(schemas.SourcesListPage.properties.data.items).toEqual({ $ref: "#/components/schemas/Source" });
});

test("a validator that knows OpenAPI 3.1 finds nothing wrong with it", async () => {
  const verdict = await validate(await document());
  expect(verdict.valid ? "" : compileErrors(verdict)).toBe("");
  // The validator does look: a path's parameter that nobody declares is found.
  const spoilt = await document();
  spoilt.paths["/sources/{nobody}"] = { get: { responses: { 200: { description: "OK" } } } };
  expect((await validate(spoilt)).valid).toBe(false);
});
