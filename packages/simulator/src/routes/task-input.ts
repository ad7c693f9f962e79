import { errorOf, refuse, Refusal } from "../http/errors.ts";
import type { ErrorName } from "@deck-auth/contract";

/**
 * A task's input against its JSON Schema: the keywords that describe the shape of data. Keywords that are not known here
 * let everything pass, as JSON Schema wants it.
 */
type Schema = Record<string, unknown>;
interface Fault {
  readonly error: ErrorName;
  readonly field: string;
}

const isObject = (value: unknown): value is Schema => typeof value === "object" && value !== null && !Array.isArray(value);
const numberAt = (schema: Schema, name: string) => (typeof schema[name] === "number" ? schema[name] : undefined);

const hasType = (value: unknown, type: unknown): boolean => {
  if (type === "null") return value === null;
  if (type === "array") return Array.isArray(value);
  if (type === "object") return isObject(value);
  if (type === "integer") return Number.isInteger(value);
  return typeof value === type;
};

const checkSize = (schema: Schema, size: number, names: readonly [string, string]): ErrorName | null => {
  if (size < (numberAt(schema, names[0]) ?? 0)) return "request/input_too_short";
  return size > (numberAt(schema, names[1]) ?? Number.POSITIVE_INFINITY) ? "request/input_too_long" : null;
};

const matches = (pattern: string, text: string) => {
  try {
    return new RegExp(pattern, "u").test(text);
  } catch {
    return true;
  }
};

const checkString = (schema: Schema, value: string): ErrorName | null => {
  if (typeof schema["pattern"] === "string" && !matches(schema["pattern"], value)) return "request/input_format_invalid";
  return checkSize(schema, [...value].length, ["minLength", "maxLength"]);
};

const checkNumber = (schema: Schema, value: number): ErrorName | null => {
  const least = numberAt(schema, "minimum") ?? Number.NEGATIVE_INFINITY;
  const most = numberAt(schema, "maximum") ?? Number.POSITIVE_INFINITY;
  const above = numberAt(schema, "exclusiveMinimum") ?? Number.NEGATIVE_INFINITY;
  const below = numberAt(schema, "exclusiveMaximum") ?? Number.POSITIVE_INFINITY;
  return value < least || value > most || value <= above || value >= below ? "request/input_invalid" : null;
};

const sameJson = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

const checkParts = (schema: Schema, value: Schema, field: string): Fault | null => {
  const required = Array.isArray(schema["required"]) ? schema["required"] : [];
  for (const name of required) {
    if (typeof name === "string" && !Object.hasOwn(value, name)) return { error: "request/input_missing", field: `${field}.${name}` };
  }
  const properties = isObject(schema["properties"]) ? schema["properties"] : {};
  for (const [name, part] of Object.entries(value)) {
    const known = Object.hasOwn(properties, name);
    if (!known && schema["additionalProperties"] === false) return { error: "request/input_invalid", field: `${field}.${name}` };
    const fault = check(known ? properties[name] : schema["additionalProperties"], part, `${field}.${name}`);
    if (fault !== null) return fault;
  }
  return null;
};

const checkItems = (schema: Schema, value: readonly unknown[], field: string): Fault | null => {
  const size = checkSize(schema, value.length, ["minItems", "maxItems"]);
  if (size !== null) return { error: size, field };
  if (schema["uniqueItems"] === true && new Set(value.map((item) => JSON.stringify(item))).size < value.length) {
    return { error: "request/input_duplicate", field };
  }
  for (const [index, item] of value.entries()) {
    const fault = check(schema["items"], item, `${field}.${index}`);
    if (fault !== null) return fault;
  }
  return null;
};

const check = (schema: unknown, value: unknown, field: string): Fault | null => {
  if (!isObject(schema)) return schema === false ? { error: "request/input_invalid", field } : null;
  const types = schema["type"] === undefined ? [] : [schema["type"]].flat();
  if (types.length > 0 && !types.some((type) => hasType(value, type))) return { error: "request/input_type_invalid", field };
  if (Array.isArray(schema["enum"]) && !schema["enum"].some((one) => sameJson(one, value))) return { error: "request/input_invalid", field };
  if (schema["const"] !== undefined && !sameJson(schema["const"], value)) return { error: "request/input_invalid", field };
  if (typeof value === "string" || typeof value === "number") {
    const error = typeof value === "string" ? checkString(schema, value) : checkNumber(schema, value);
    return error === null ? null : { error, field };
  }
  if (Array.isArray(value)) return checkItems(schema, value, field);
  return isObject(value) ? checkParts(schema, value, field) : null;
};

/** Refuses a run whose input does not satisfy its task's schema (R237). Without any input: `input_missing` on `input` (design 7.9). */
export const checkInput = (schema: Record<string, unknown> | null, input: unknown): void => {
  if (schema === null) return;
  if (input === undefined || input === null) {
    if (check(schema, {}, "input") !== null) throw refuse("request/input_missing", "input");
    return;
  }
  const fault = check(schema, input, "input");
  if (fault !== null) throw new Refusal(400, [errorOf(fault.error, fault.field)]);
};
