import * as z from "zod/mini";
import type { DeckError, ErrorName, IdKind } from "@deck-auth/contract";
import { isId } from "@deck-auth/contract";
import { Refusal, errorOf, refuse } from "./errors.ts";

/** Larger bodies, in bytes, are refused before they are parsed. */
export const maximumBodyLength = 1_000_000;

/** The body's bytes as far as they are allowed; `null` when there are more, which are read and let go. */
const readBytes = async (body: ReadableStream<Uint8Array>): Promise<Uint8Array | null> => {
  const parts: Uint8Array[] = [];
  let length = 0;
  const reader = body.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    length += part.value.length;
    if (length > maximumBodyLength) parts.length = 0;
    else parts.push(part.value);
  }
  if (length > maximumBodyLength) return null;
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.length;
  }
  return bytes;
};

/** The body's text; empty when there is none. */
export const readText = async (request: Request): Promise<string> => {
  if (request.body === null) return "";
  const bytes = await readBytes(request.body);
  if (bytes === null) throw refuse("request/input_too_long", undefined, { message: "The body is too large." });
  return new TextDecoder().decode(bytes);
};

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw refuse("request/input_format_invalid", undefined, { message: "The body is not JSON." });
  }
};

/** Deeper than any real body, and shallow enough for everything that walks through one. */
const deepest = 200;

const isTooDeep = (value: unknown): boolean => {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > deepest) return true;
    level = level.flatMap((part) => (typeof part === "object" && part !== null ? Object.values(part) : []));
  }
  return false;
};

/** The body as JSON; `undefined` when there is none (R194). */
export const parseJson = (text: string): unknown => {
  if (text.trim() === "") return undefined;
  const value = parse(text);
  if (isTooDeep(value)) throw refuse("request/input_invalid", undefined, { message: "The body is nested too deeply." });
  return value;
};

const isRecord = (value: unknown): value is Record<PropertyKey, unknown> => typeof value === "object" && value !== null;

const valueAt = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((part, key) => (isRecord(part) && Object.hasOwn(part, key) ? part[key] : undefined), value);

const codeOf = (issue: z.core.$ZodIssue, value: unknown): ErrorName => {
  if (issue.code === "invalid_type") return value === undefined ? "request/input_missing" : "request/input_type_invalid";
  if (issue.code === "invalid_value") return value === undefined ? "request/input_missing" : "request/input_invalid";
  if (issue.code === "invalid_format") return "request/input_format_invalid";
  if (issue.code === "too_big") return issue.origin === "string" ? "request/input_too_long" : "request/input_invalid";
  if (issue.code === "too_small") return issue.origin === "string" || issue.origin === "array" ? "request/input_too_short" : "request/input_invalid";
  return "request/input_invalid";
};

const errorsOf = (issues: readonly z.core.$ZodIssue[], body: unknown): DeckError[] =>
  issues.map((issue) => {
    const field = issue.path.map(String).join(".");
    return errorOf(codeOf(issue, valueAt(body, issue.path)), field === "" ? undefined : field);
  });

/** The body as its schema says, or a 400 that names the field (R193). Unknown fields are let through (R195). */
export const checkBody = <Schema extends z.ZodMiniType>(schema: Schema, body: unknown): z.output<Schema> => {
  const given = body === undefined ? {} : body;
  const parsed = z.safeParse(schema, given);
  if (parsed.success) return parsed.data;
  throw new Refusal(400, errorsOf(parsed.error.issues, given));
};

/** An id of the right kind, or a 400: another type's prefix is a bad request, not an unknown resource (R186). */
export const checkId = (kind: IdKind, value: string, field: string): string => {
  if (!isId(kind, value)) throw refuse("request/input_format_invalid", field);
  return value;
};
