import { maximumPageSize, sessionOperations } from "@deck-auth/contract";
import { apiOperations } from "@deck-auth/contract/api";
import type { ApiOperation, QueryParameter } from "@deck-auth/contract/api";
import { componentSchemas, errorReference, reference } from "./schemas.ts";

type Json = Record<string, unknown>;

const idNames = { taskRun: "run_id", eventDestination: "destination_id" } as const;
const idName = (kind: string) => (kind === "taskRun" || kind === "eventDestination" ? idNames[kind] : `${kind}_id`);

const valueSchema = (parameter: QueryParameter): Json => {
  if (parameter.kind === "time") return { type: "string", format: "date-time" };
  if (parameter.kind === "names") return { type: "array", items: { type: "string", enum: parameter.values } };
  const single = parameter.kind === "enum" ? { type: "string", enum: parameter.values } : { type: "string" };
  return parameter.kind !== "text" && parameter.many === true ? { type: "array", items: single } : single;
};

const queryParameters = ({ query = {}, pages }: ApiOperation): Json[] => [
  ...Object.entries(query).map(([name, parameter]) => ({
    name,
    in: "query",
    required: false,
    schema: valueSchema(parameter),
    ...(parameter.kind === "names" ? { style: "form", explode: false } : {}),
  })),
  ...(pages === true
    ? [
        { name: "limit", in: "query", required: false, schema: { type: "integer", minimum: 1, maximum: maximumPageSize, default: 20 } },
        { name: "cursor", in: "query", required: false, schema: { type: "string" } },
      ]
    : []),
];

const parametersOf = (operation: ApiOperation): Json[] => [
  ...(operation.id === null ? [] : [{ name: idName(operation.id), in: "path", required: true, schema: { type: "string", maxLength: 255 } }]),
  ...queryParameters(operation),
  ...(operation.method === "GET" ? [] : [{ name: "Idempotency-Key", in: "header", required: false, schema: { type: "string", maxLength: 256 } }]),
];

const json = (schema: Json) => ({ "application/json": { schema } });

const refusals = (operation: ApiOperation): Json => {
  const statuses: [number, string][] = [
    [400, "Something about the request is wrong; `field` names it."],
    [401, "The key or the session token is unknown or has expired."],
    [403, "A session token cannot call this, or the plan does not allow it."],
    ...(operation.id === null && operation.body === undefined ? [] : [[404, "There is no such resource."] satisfies [number, string]]),
    ...(operation.method === "GET" ? [] : [[409, "The idempotency key was used for something else, or the resource is not ready."] satisfies [number, string]]),
    [429, "Too many requests, or too many sessions at once."],
    [500, "The platform failed."],
  ];
  return Object.fromEntries(statuses.map(([status, description]) => [String(status), { description, content: json(errorReference) }]));
};

const operationObject = (name: string, operation: ApiOperation): Json => ({
  operationId: name.replace(/[.-](.)/g, (_, letter: string) => letter.toUpperCase()),
  summary: operation.summary,
  tags: [name.slice(0, name.lastIndexOf("."))],
  security: Object.hasOwn(sessionOperations, name) ? [{ secretKey: [] }, { sessionToken: [] }] : [{ secretKey: [] }],
  parameters: parametersOf(operation),
  ...(operation.body === undefined ? {} : { requestBody: { required: true, content: json(reference(name, operation.body)) } }),
  responses: {
    [operation.success]: { description: operation.summary, content: json(reference(name, operation.answer)) },
    ...refusals(operation),
  },
});

const pathsOf = (): Json => {
  const paths: Record<string, Json> = {};
  for (const [name, operation] of Object.entries<ApiOperation>(apiOperations)) {
    const path = operation.path.replace("{}", `{${operation.id === null ? "" : idName(operation.id)}}`);
    paths[path] = { ...paths[path], [operation.method.toLowerCase()]: operationObject(name, operation) };
  }
  return paths;
};

/** The OpenAPI 3.1 document of the API that is served here, made from the contract. */
export const openApiDocument = (origin: string): Json => ({
  openapi: "3.1.0",
  info: {
    title: "Deck API v2 (simulator)",
    version: "2.0.0",
    description: "The Deck API v2 as the simulator serves it. Not published by Deck.",
    license: { name: "MIT", identifier: "MIT" },
  },
  servers: [{ url: `${origin}/v2` }],
  tags: [...new Set(Object.keys(apiOperations).map((name) => name.slice(0, name.lastIndexOf("."))))].map((name) => ({ name })),
  paths: pathsOf(),
  components: {
    schemas: componentSchemas(),
    securitySchemes: {
      secretKey: { type: "http", scheme: "bearer", bearerFormat: "sk_live_…" },
      sessionToken: { type: "http", scheme: "bearer", bearerFormat: "tk_…" },
    },
  },
});
