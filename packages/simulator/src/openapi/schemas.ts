import * as z from "zod/mini";
import { errorEnvelope } from "@deck-auth/contract";
import * as contract from "@deck-auth/contract/api";
import type { ApiOperation } from "@deck-auth/contract/api";

type Json = Record<string, unknown>;

const capitalized = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);

/** `agentAnswer` is the schema `Agent`, `agentCreateRequest` is `AgentCreateRequest`. */
const exportedNames: ReadonlyMap<unknown, string> = new Map(
  Object.entries(contract).flatMap(([name, value]) =>
    /(Answer|Request)$/.test(name) ? [[value, capitalized(name.replace(/Answer$/, ""))] as const] : [],
  ),
);

const nameOf = (operation: string, schema: z.ZodMiniType): string =>
  exportedNames.get(schema) ?? `${operation.split(/[.-]/).map(capitalized).join("")}Page`;

const operations = Object.entries<ApiOperation>(contract.apiOperations);

const createRegistry = () => {
  const registry = z.registry<{ id: string }>();
  registry.add(errorEnvelope, { id: "ErrorEnvelope" });
  for (const [name, { body, answer }] of operations) {
    for (const schema of [answer, body]) {
      if (schema !== undefined && !registry.has(schema)) registry.add(schema, { id: nameOf(name, schema) });
    }
  }
  return registry;
};

const referenceTo = (name: string) => `#/components/schemas/${name}`;

/** A reference to an operation's schema. */
export const reference = (operation: string, schema: z.ZodMiniType): Json => ({ $ref: referenceTo(nameOf(operation, schema)) });

/** A reference to the body of every refused request. */
export const errorReference: Json = { $ref: referenceTo("ErrorEnvelope") };

/** Every schema that an operation uses, as JSON Schema, made from the contract's. */
export const componentSchemas = (): Json => {
  const { schemas } = z.toJSONSchema(createRegistry(), {
    uri: referenceTo,
    override({ jsonSchema }) {
      delete jsonSchema.$id;
      delete jsonSchema.$schema;
      if (jsonSchema.format === "date-time") delete jsonSchema.pattern;
    },
  });
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => {
      const { $id: _id, $schema: _dialect, ...rest } = schema;
      return [name, rest];
    }),
  );
};
